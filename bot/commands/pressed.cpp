// SPDX-License-Identifier: MIT
#include "bot/commands/pressed.hpp"

#include "bot/commands/dispatch.hpp"
#include "bot/conversation/outgoing.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::commands {

namespace {

/// What `card_buttons` may have put there, now or in an earlier release.
constexpr std::array<std::string_view, 5> actions{"claim", "release", "close", "snooze", "reopen"};

/// Networks show so much, counted in bytes here, which are never fewer than letters.
constexpr std::size_t shown_bytes_max = 200;

/// Whole lines as long as they fit: the first says what happened.
std::string shown(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const auto line_end = std::min(text.find('\n', end + 1), text.size());
        if (line_end > shown_bytes_max) break;
        end = line_end;
    }
    return std::string(text.substr(0, end));
}

/// What was pressed may be made up, so the ticket comes from the card that it stands below.
std::optional<storage::TicketId> ticket_of(Turn& turn, const chat::ButtonPressed& press) {
    const auto row = turn.tables().outbox.find_remote(press.place.network, press.target);
    if (!row || row->place != conversation::stored(press.place)) return std::nullopt;
    return turn.tables().cards.ticket_of(row->id);
}

} // namespace

void take_press(Turn& turn, const Lexicon& lexicon, const chat::ButtonPressed& press) {
    const auto ticket = ticket_of(turn, press);
    if (!ticket || std::ranges::find(actions, press.action) == actions.end()) {
        conversation::answer(turn, "peerdesk-press-old");
    } else {
        turn.subject = *ticket;
        turn.thread = press.target;
        const std::string typed = press.action + ' ' + conversation::number(*ticket);
        static_cast<void>(dispatch(turn, lexicon, typed));
    }
    answer_press(turn);
}

void answer_press(Turn& turn) {
    std::string text = shown(turn.press_answer);
    if (text.empty() && !turn.press_answer.empty()) {
        text = turn.services.catalogue().render(turn.language, "peerdesk-press-seen");
    }
    conversation::About about{.person = turn.person.id, .repeat = storage::RepeatRule::never};
    about.act = storage::OutboxAct::answer_press;
    about.target = turn.press_id;
    conversation::post(turn, conversation::stored(turn.place), text, about);
}

} // namespace peerdesk::commands
