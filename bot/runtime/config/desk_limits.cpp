// SPDX-License-Identifier: MIT
// The numbers a desk may change, under the names people call them. Their defaults stand in
// desk/settings.hpp.
#include "bot/runtime/config/desk_reader.hpp"

namespace peerdesk::runtime {

namespace {

using namespace std::chrono_literals;

constexpr auto month = 24h * 31;
constexpr auto ten_years = 24h * 3650;
constexpr int people_max = 1000;
constexpr int messages_max = 100'000;
constexpr std::size_t length_least = 200; ///< bytes; a shorter question is hardly one
constexpr std::size_t length_most = 65'536;

void read_asking(TableReader& limits, desk::DeskSettings& settings) {
    limits.read("ask_first", settings.ask_first, std::size_t{1}, std::size_t{people_max});
    limits.read("ask_more_after", settings.widen_after, 1min, month);
    limits.read("ask_everyone_after", settings.ask_all_after, 1min, month);
    limits.read("tell_coordinators_after", settings.escalate_after, 1min, month);
    limits.read("claimed_per_responder", settings.ticket_limit, 1, people_max);
    limits.read("asked_per_responder_and_week", settings.weekly_requests, 1, messages_max);
    if (settings.widen_after > settings.ask_all_after) {
        limits.complain(limits.spot_of("ask_more_after"), "peerdesk-config-order",
                        {"ask_more_after", "ask_everyone_after"});
    }
}

void read_claims(TableReader& limits, desk::DeskSettings& settings) {
    limits.read("nudge_after", settings.nudge_after, 1min, month);
    limits.read("return_after", settings.return_after, 1min, month);
    limits.read("close_after", settings.close_after, 1h, ten_years);
    limits.read("reopen_within", settings.reopen_window, 1h, ten_years);
    if (settings.nudge_after > settings.return_after) {
        limits.complain(limits.spot_of("nudge_after"), "peerdesk-config-order",
                        {"nudge_after", "return_after"});
    }
}

void read_guards(TableReader& limits, desk::DeskSettings& settings) {
    limits.read("open_questions_per_person", settings.open_tickets_max, 1, people_max);
    limits.read("messages_per_person", settings.person_messages_max, 1, messages_max);
    limits.read("messages_per_room", settings.room_messages_max, 1, messages_max);
    limits.read("messages_counted_over", settings.rate_window, 1s, month);
    limits.read("message_length", settings.message_length_max, length_least, length_most);
    limits.read("keep_texts", settings.body_retention, 24h, ten_years);
}

} // namespace

void read_desk_limits(TableReader& desk, desk::DeskSettings& settings) {
    if (auto limits = desk.table("limits")) {
        read_asking(*limits, settings);
        read_claims(*limits, settings);
        read_guards(*limits, settings);
        limits->finish();
    }
    if (auto goal = desk.table("goal")) {
        goal->read("people", settings.goal_people, 1, messages_max);
        goal->read("skills", settings.goal_skills, 1, people_max);
        goal->finish();
    }
}

} // namespace peerdesk::runtime
