// SPDX-License-Identifier: MIT
#include "bot/people/roster.hpp"

#include "bot/people/hours.hpp"
#include "matching/time_off.hpp"
#include "storage/days_off.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::people {

namespace {

constexpr std::chrono::days answers_window{30};
/// Hours are laid out from a little before now, so that covered time can look back.
constexpr std::chrono::days look_back{8};

std::int64_t day_of(Time at) {
    return std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
}

Time start_of_day(Time at) {
    return std::chrono::floor<std::chrono::days>(at);
}

constexpr int days_off_max = 50;

matching::Intervals days_off(storage::Database& database, PersonId person, Time now) {
    matching::Intervals found;
    const Time since = start_of_day(now) - look_back;
    for (const auto& off : storage::DaysOff(database).of(person, since, days_off_max))
        found.push_back({off.begin, off.end});
    return matching::merged(std::move(found));
}

matching::Intervals lay_out(const std::string& hours_text, const matching::Intervals& off,
                            Time now) {
    const auto hours = parse_hours(hours_text, "UTC");
    if (!hours) return {};
    const Time from = start_of_day(now) - look_back;
    return matching::without(intervals(*hours, from, start_of_day(now) + Roster::horizon), off);
}

int count_for(const std::vector<storage::PersonCount>& counts, PersonId person) {
    const auto found = std::ranges::find(counts, person, &storage::PersonCount::person);
    return found == counts.end() ? 0 : found->count;
}

} // namespace

bool Responder::is_paused(Time now) const {
    if (matching::is_available(days_off, now)) return true;
    return volunteer.is_paused && (!volunteer.paused_until || now < *volunteer.paused_until);
}

bool Responder::may_be_asked(Time now) const {
    return !is_paused(now) && (!has_hours || matching::is_available(hours, now));
}

bool Responder::is_around(Time now) const {
    return has_hours && !is_paused(now) && matching::is_available(hours, now);
}

Roster::Entry Roster::load(DeskId desk, Time now, std::string_view week) {
    Entry entry;
    entry.day = day_of(now);
    entry.week = week;
    storage::Workload workload(database_);
    const auto claimed = workload.claimed();
    const auto answers = workload.answers(desk, start_of_day(now) - answers_window);
    const auto requests = workload.requests(desk, week);
    storage::Volunteers volunteers(database_);
    for (storage::Person& person :
         storage::Roles(database_).holders(desk, storage::Role::responder)) {
        Responder responder;
        responder.volunteer = volunteers.get(person.id);
        responder.has_hours = !responder.volunteer.hours.empty();
        const auto off = days_off(database_, person.id, now);
        if (responder.has_hours) responder.hours = lay_out(responder.volunteer.hours, off, now);
        responder.days_off = off;
        responder.claimed = count_for(claimed, person.id);
        responder.answers_30d = count_for(answers, person.id);
        responder.requests_this_week = count_for(requests, person.id);
        responder.person = std::move(person);
        entry.responders.push_back(std::move(responder));
    }
    return entry;
}

std::vector<Responder>& Roster::of(DeskId desk, Time now, std::string_view week) {
    auto found = desks_.find(desk);
    if (found == desks_.end() || found->second.day != day_of(now) || found->second.week != week) {
        found = desks_.insert_or_assign(desk, load(desk, now, week)).first;
    }
    return found->second.responders;
}

void Roster::note_asked(DeskId desk, PersonId person, Time now) {
    storage::Volunteers(database_).set_last_asked(person, now);
    for (auto& [id, entry] : desks_) {
        for (Responder& each : entry.responders) {
            if (each.person.id != person) continue;
            each.volunteer.last_asked = now;
            if (id == desk) ++each.requests_this_week;
        }
    }
}

bool Roster::has_role(storage::Roles& roles, DeskId desk, PersonId person, storage::Role role) {
    auto found = holders_.find({desk, role});
    if (found == holders_.end()) {
        std::vector<PersonId> ids;
        for (const storage::Person& holder : roles.holders(desk, role))
            ids.push_back(holder.id);
        found = holders_.emplace(std::pair{desk, role}, std::move(ids)).first;
    }
    return std::ranges::binary_search(found->second, person);
}

std::vector<matching::Intervals> Roster::stated_hours(DeskId desk, Time now,
                                                      std::string_view week) {
    std::vector<matching::Intervals> stated;
    for (const Responder& responder : of(desk, now, week)) {
        if (!responder.has_hours) continue;
        const auto& volunteer = responder.volunteer;
        if (!responder.is_paused(now) || !volunteer.is_paused) {
            stated.push_back(responder.hours);
        } else if (volunteer.paused_until) {
            matching::Intervals later;
            for (const matching::Interval& block : responder.hours) {
                if (block.end <= *volunteer.paused_until) continue;
                later.push_back({std::max(block.begin, *volunteer.paused_until), block.end});
            }
            stated.push_back(std::move(later));
        }
    }
    return stated;
}

std::optional<matching::Intervals> Roster::hours_of(PersonId person, Time now) {
    const storage::Volunteer volunteer = storage::Volunteers(database_).get(person);
    if (volunteer.hours.empty()) return std::nullopt;
    return lay_out(volunteer.hours, days_off(database_, person, now), now);
}

bool Roster::is_away(PersonId person, Time now) {
    if (matching::is_available(days_off(database_, person, now), now)) return true;
    const storage::Volunteer volunteer = storage::Volunteers(database_).get(person);
    return volunteer.is_paused && (!volunteer.paused_until || now < *volunteer.paused_until);
}

void Roster::forget() {
    desks_.clear();
    holders_.clear();
    waits_.clear();
    waiting_.clear();
}

} // namespace peerdesk::people
