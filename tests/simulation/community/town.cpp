// SPDX-License-Identifier: MIT
#include "tests/simulation/community/town.hpp"

#include <utility>

namespace peerdesk::community {

using namespace std::chrono_literals;

namespace {

constexpr const char* first_network = "chat";
constexpr const char* second_network = "tg";
constexpr const char* staff_room = "#staff";
constexpr int idle_rounds_max = 10'000; ///< timers of one moment
constexpr std::size_t problems_max = 10;

/// Sixty days from here lie across both changes of the clocks: the northern one to summer time, the
/// southern one back from it.
const Time first_moment = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

} // namespace

Town::Town(const Size& size, std::shared_ptr<const text::Snapshot> texts)
    : size_(size), begin_(first_moment), now_(first_moment), dice_(size.seed),
      people_(draw_population(dice_, size, first_moment)) {
    core_ = std::make_unique<runtime::Core>(database_, settings(), std::move(texts), log_);
    static_cast<void>(core_->start(now_));
    for (const char* network : {first_network, second_network}) {
        chat::Capabilities can;
        can.has_accounts = true;
        can.confirms_delivery = true;
        can.in_flight_max = 4096;
        core_->expect(network, can);
        apply({{network, {{"up", now_, {}, chat::LinkChanged{true, {}, can}}}, {}, {}}});
    }
}

desk::Settings Town::settings() const {
    desk::DeskSettings desk;
    desk.name = "help";
    desk.public_rooms = {{first_network, chat::PlaceKind::room, "#help"}};
    desk.staff_rooms = {{first_network, chat::PlaceKind::room, staff_room}};
    desk.coordinator_rooms = {{first_network, chat::PlaceKind::room, "#coord"}};
    desk.person_messages_max = 60;
    desk.room_messages_max = 600;
    for (const Resident& each : people_) {
        if (each.is_responder) desk.responders.push_back({first_network, each.name});
        if (each.is_coordinator) desk.coordinators.push_back({first_network, each.name});
    }
    desk::Settings all;
    all.desks.push_back(std::move(desk));
    return all;
}

Resident* Town::behind(std::string_view account) {
    const auto named = named_in(account);
    return named.empty() ? nullptr : &people_.at(named.front());
}

void Town::say(Resident& who, const std::string& text) {
    const std::string id = "a:" + who.name;
    receive(first_network, who.name, who, {first_network, chat::PlaceKind::direct, id}, text);
}

void Town::say_by_second_account(Resident& who, const std::string& text) {
    const std::string id = "a:" + who.second_name;
    receive(second_network, who.second_name, who, {second_network, chat::PlaceKind::direct, id},
            text);
}

void Town::say_in_staff_room(Resident& who, const std::string& text) {
    receive(first_network, who.name, who, {first_network, chat::PlaceKind::room, staff_room}, text);
}

void Town::receive(const std::string& network, const std::string& name, const Resident& who,
                   const chat::Place& place, const std::string& text) {
    if (who.is_gone) return;
    ++messages_;
    chat::MessageReceived message;
    message.place = place;
    message.author = {"a:" + name, name, chat::IdentityKind::account, false, who.language};
    message.text = text;
    message.remote_id = "in-" + std::to_string(messages_);
    chat::Batch batch{network, std::exchange(reports_[network], {}), {}, {}};
    batch.events.push_back(
        {"m" + std::to_string(messages_), now_, {dice_.next(), dice_.next()}, std::move(message)});
    apply({std::move(batch)});
}

void Town::apply(std::vector<chat::Batch> batches) {
    for (auto& [network, reports] : reports_) {
        if (!reports.empty()) batches.push_back({network, std::exchange(reports, {}), {}, {}});
    }
    const auto applied = core_->apply(batches, now_);
    if (!applied) return problem("nothing was applied: " + applied.error().detail);
    if (applied->parked != 0) problem("an event was parked: " + log_.newest_error());
    next_due_ = applied->next_due;
    for (const chat::Outbound& message : applied->deliver) {
        chat::DeliveryReported report;
        report.outbox_id = message.outbox_id;
        report.remote_id = "out-" + std::to_string(message.outbox_id);
        reports_[message.place.network].push_back(
            {"r" + std::to_string(++events_), now_, {}, std::move(report)});
    }
    const auto lines = new_lines();
    for (const Listener& listener : listeners_)
        listener(lines);
}

std::vector<Line> Town::new_lines() {
    std::vector<Line> lines;
    auto rows = database_.prepare(
        "SELECT o.id, o.network, o.place_kind, o.place_id, coalesce(o.body, '') AS body,"
        " coalesce(o.person_id, 0) AS person, coalesce(o.ticket_id, 0) AS ticket,"
        " coalesce(m.introduction_id, 0) AS introduction, coalesce(m.is_words, 0) AS is_words"
        " FROM outbox AS o LEFT JOIN introduction_messages AS m ON m.outbox_id = o.id"
        " WHERE o.id > ? ORDER BY o.id");
    rows.bind(newest_line_);
    while (rows.step()) {
        lines.push_back({.id = rows.integer("id"),
                         .network = rows.text("network"),
                         .is_direct = rows.text("place_kind") == "direct",
                         .place = rows.text("place_id"),
                         .body = rows.text("body"),
                         .person = rows.integer("person"),
                         .ticket = rows.integer("ticket"),
                         .introduction = rows.integer("introduction"),
                         .is_words = rows.integer("is_words") != 0});
    }
    if (!lines.empty()) newest_line_ = lines.back().id;
    return lines;
}

void Town::run() {
    int idle = 0;
    while (problems_.size() < problems_max) {
        const bool has_act = !acts_.empty();
        if (!has_act && !next_due_) break;
        const bool is_timer = next_due_ && (!has_act || *next_due_ <= acts_.begin()->first);
        const Time next = is_timer ? *next_due_ : acts_.begin()->first;
        if (next >= end()) break;
        idle = is_timer && next <= now_ ? idle + 1 : 0;
        if (idle > idle_rounds_max) return problem("the timers do not come to rest");
        now_ = std::max(now_, next);
        if (is_timer) {
            apply({});
            continue;
        }
        auto act = std::move(acts_.begin()->second);
        acts_.erase(acts_.begin());
        act();
    }
    if (problems_.size() >= problems_max) return;
    now_ = end();
    apply({});
}

void Town::problem(const std::string& what) {
    problems_.push_back("seed " + std::to_string(size_.seed) + ", message " +
                        std::to_string(messages_) + ", day " +
                        std::to_string((now_ - begin_) / 24h) + ": " + what);
}

} // namespace peerdesk::community
