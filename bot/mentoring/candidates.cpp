// SPDX-License-Identifier: MIT
#include "bot/mentoring/candidates.hpp"

#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/spoken.hpp"
#include "bot/skills/names.hpp"

#include <algorithm>

namespace peerdesk::mentoring {

namespace {

matching::SkillFit fit_of(skills::Kinship kinship) {
    switch (kinship) {
    case skills::Kinship::same:
        return matching::SkillFit::exact;
    case skills::Kinship::sibling:
        return matching::SkillFit::sibling;
    case skills::Kinship::same_root:
        return matching::SkillFit::same_root;
    case skills::Kinship::none:
        return matching::SkillFit::none;
    }
    return matching::SkillFit::none;
}

/// The week that begins now, of hours that are laid out further.
matching::Intervals one_week(const matching::Intervals& hours, Time now) {
    const Time end = now + std::chrono::days{7};
    matching::Intervals week;
    for (const matching::Interval& each : hours) {
        const matching::Interval cut{std::max(each.begin, now), std::min(each.end, end)};
        if (cut.begin < cut.end) week.push_back(cut);
    }
    return week;
}

} // namespace

Candidates::Candidates(Context& context, const Desk& desk)
    : context_(context), desk_(desk), tables_(context) {
    for (const auto& line : tables_.exchange.lines(desk.id, storage::Side::offer, desk_lines_max)) {
        if (!line.group) {
            add_offer(line.person, line);
            continue;
        }
        for (const PersonId member : tables_.groups.members(line.group, group_members_max))
            add_offer(member, line);
    }
    for (const auto& line : tables_.exchange.lines(desk.id, storage::Side::want, desk_lines_max)) {
        if (!line.group) wants_[line.person].push_back(line.skill);
    }
}

void Candidates::add_offer(PersonId person, const storage::ExchangeLine& line) {
    offers_[person].push_back(line);
    offering_[line.skill].insert(person);
}

Candidates::Facts Candidates::load(PersonId person) {
    Facts found;
    const auto row = context_.tables().people.find(person).value_or(storage::Person{});
    found.side.languages = spoken_by(context_, row);
    if (const auto hours = context_.services.roster.hours_of(person, context_.now))
        found.side.hours = one_week(*hours, context_.now);
    found.side.region = tables_.exchange.profile(person).region_folded;
    found.side.is_newcomer = context_.now - row.first_seen < newcomer_time;
    found.replies = tables_.introductions.replies_of(person, context_.now - replies_window);
    found.suggested_30d = tables_.suggestions.count(person, context_.now - suggestions_window);
    return found;
}

const Candidates::Gates& Candidates::gates(PersonId person) {
    const auto [entry, is_new] = gates_.try_emplace(person);
    if (!is_new) return entry->second;
    Gates& found = entry->second;
    found.is_paused = context_.services.roster.is_away(person, context_.now);
    found.is_blocked = context_.tables().blocks.find(desk_.id, person, context_.now).has_value();
    found.capacity = tables_.exchange.profile(person).capacity;
    found.mentees = tables_.introductions.mentees_of(person);
    return found;
}

Candidates::Facts& Candidates::facts(PersonId person) {
    const auto known = facts_.find(person);
    if (known != facts_.end()) return known->second;
    return facts_.emplace(person, load(person)).first->second;
}

const matching::Mentee& Candidates::mentee(PersonId person) {
    return facts(person).side;
}

matching::SkillFit Candidates::fit(SkillId offered, SkillId wanted) {
    const auto [entry, is_new] = fits_.try_emplace({offered, wanted}, matching::SkillFit::none);
    if (is_new) entry->second = fit_of(skills::kinship(context_, offered, wanted));
    return entry->second;
}

OfferedNear Candidates::offered(PersonId mentor, SkillId wanted) {
    OfferedNear best;
    for (const auto& line : offers_[mentor]) {
        const auto found = fit(line.skill, wanted);
        if (found < best.fit) best = {line.skill, found, line.level};
    }
    return best;
}

std::map<PersonId, OfferedNear> Candidates::offers_near(SkillId wanted) {
    std::map<PersonId, OfferedNear> found;
    for (const auto& [skill, people] : offering_) {
        if (fit(skill, wanted) == matching::SkillFit::none) continue;
        for (const PersonId person : people)
            found.try_emplace(person, offered(person, wanted));
    }
    return found;
}

bool Candidates::has_room(SkillId wanted) {
    const auto known = rooms_.find(wanted);
    if (known != rooms_.end()) return known->second;
    const auto near = offers_near(wanted);
    const bool is_any =
        std::ranges::any_of(near, [&](const auto& each) { return gates(each.first).is_free(); });
    return rooms_[wanted] = is_any;
}

void Candidates::forget(PersonId mentor) {
    facts_.erase(mentor);
    gates_.erase(mentor);
    rooms_.clear();
}

bool Candidates::wants_of(PersonId mentor, PersonId mentee) {
    const auto wants = wants_.find(mentor);
    if (wants == wants_.end()) return false;
    return std::ranges::any_of(wants->second, [&](SkillId skill) {
        return offered(mentee, skill).fit == matching::SkillFit::exact;
    });
}

std::vector<matching::MentorCandidate> Candidates::mentors(PersonId mentee, SkillId wanted) {
    const bool is_mentee_blocked = gates(mentee).is_blocked;
    std::vector<matching::MentorCandidate> found;
    for (const auto& [person, near] : offers_near(wanted)) {
        const Gates& gate = gates(person);
        matching::MentorCandidate candidate;
        candidate.id = person.value;
        candidate.is_self = person == mentee;
        candidate.consents = true; // having offered is the consent
        candidate.is_paused = gate.is_paused;
        candidate.is_blocked = gate.is_blocked || is_mentee_blocked;
        candidate.mentees = gate.mentees;
        candidate.capacity = gate.capacity;
        // Most are shut out by now, and the rest is dear.
        if (candidate.is_self || !gate.is_free()) {
            found.push_back(std::move(candidate));
            continue;
        }
        const Facts& mentor = facts(person);
        candidate.was_asked_lately =
            tables_.introductions.was_proposed(person, mentee, context_.now - asked_lately);
        candidate.was_paired_before = tables_.introductions.were_paired(person, mentee);
        candidate.skill = near.fit;
        candidate.skill_level = near.level;
        candidate.languages = mentor.side.languages;
        candidate.hours = mentor.side.hours;
        candidate.region = mentor.side.region;
        candidate.asked = mentor.replies.asked;
        candidate.accepted = mentor.replies.accepted;
        candidate.suggested_30d = mentor.suggested_30d;
        candidate.was_ever_asked = mentor.replies.was_ever_asked;
        candidate.wants_match = wants_of(person, mentee);
        found.push_back(std::move(candidate));
    }
    return found;
}

matching::MentorRanking Candidates::rank(PersonId mentee, SkillId wanted) {
    return matching::rank_mentors(facts(mentee).side, mentors(mentee, wanted));
}

} // namespace peerdesk::mentoring
