// SPDX-License-Identifier: MIT
#include "storage/outbox_rows.hpp"

#include <array>
#include <utility>

namespace peerdesk::storage {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 7> states{"queued",      "held",   "sending", "sent",
                                                 "unconfirmed", "failed", "unknown"};
constexpr std::array<std::string_view, 3> rules{"same", "mark", "never"};
constexpr std::array<std::string_view, 8> acts{"say",           "change",      "remove",
                                               "react",         "open_thread", "close_thread",
                                               "reopen_thread", "answer_press"};
constexpr std::array<std::string_view, 2> voices{"program", "person"};

template <class Enum, std::size_t n>
std::string_view to_text(const std::array<std::string_view, n>& texts, Enum value) {
    return texts.at(static_cast<std::size_t>(std::to_underlying(value)));
}

template <class Enum, std::size_t n>
Enum from_text(const std::array<std::string_view, n>& texts, std::string_view text) {
    for (std::size_t i = 0; i < n; ++i)
        if (texts[i] == text) return static_cast<Enum>(i);
    std::unreachable(); // the table's CHECK lets nothing else in
}

} // namespace

std::string_view to_text(OutboxState state) {
    return to_text(states, state);
}
std::string_view to_text(RepeatRule rule) {
    return to_text(rules, rule);
}
std::string_view to_text(OutboxAct act) {
    return to_text(acts, act);
}
std::string_view to_text(OutboxVoice voice) {
    return to_text(voices, voice);
}

std::string_view kind_of(const StoredPlace& place) {
    return place.is_direct ? "direct" : "room";
}

OutboxRow row_from(const Statement& row) {
    OutboxRow found;
    found.id = row.id<OutboxId>("id");
    found.place = {row.text("network"), row.text("place_kind") == "direct", row.text("place_id")};
    found.body = row.text("body");
    found.state = from_text<OutboxState>(states, row.text("state"));
    found.repeat = from_text<RepeatRule>(rules, row.text("repeat_rule"));
    found.act = from_text<OutboxAct>(acts, row.text("act"));
    found.voice = from_text<OutboxVoice>(voices, row.text("voice"));
    found.html = row.text("html");
    found.thread = row.text("thread");
    found.thread_row = row.id<OutboxId>("thread_row");
    found.target = row.text("target");
    found.target_row = row.id<OutboxId>("target_row");
    found.mentions = row.text("mentions");
    found.attachment = row.text("attachment");
    found.buttons = row.text("buttons");
    found.copy_of = row.id<MessageId>("copy_of");
    found.first_sent = row.time_if("first_sent_ms");
    found.is_repeat = row.integer("is_repeat") != 0;
    found.attempts = static_cast<int>(row.integer("attempts"));
    found.ticket = row.id<TicketId>("ticket_id");
    found.message = row.id<MessageId>("message_id");
    found.person = row.id<PersonId>("person_id");
    found.created = row.time("created_ms");
    found.finished = row.time_if("finished_ms");
    found.remote_id = row.text("remote_id");
    found.reason = row.text("reason");
    return found;
}

std::vector<OutboxRow> all_of(Statement& rows) {
    std::vector<OutboxRow> found;
    while (rows.step())
        found.push_back(row_from(rows));
    return found;
}

} // namespace peerdesk::storage
