// SPDX-License-Identifier: MIT
#include "bot/commands/pressed.hpp"

#include "bot/commands/dispatch.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/card_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
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

/// "claim:12", or what earlier releases put there: "claim".
struct Action {
    std::string_view name;
    storage::TicketId ticket; ///< none: not told
};

Action read_action(std::string_view text) {
    const auto colon = std::min(text.find(':'), text.size());
    const std::string_view digits = text.substr(std::min(colon + 1, text.size()));
    Action action{text.substr(0, colon), {}};
    std::from_chars(digits.data(), digits.data() + digits.size(), action.ticket.value);
    return action;
}

/// Where what was pressed stands.
struct Pressed {
    storage::TicketId ticket;
    std::string thread; ///< of the ticket, or the message itself
    bool is_lost = false;
};

/// The ticket comes from the card that the button stands below. Of a card that was sent twice,
/// since nobody could tell whether it had arrived, one copy is not known: there the ticket is what
/// the button says. That may be made up, and means no more than the same words typed in that room.
std::optional<Pressed> find_pressed(Turn& turn, const chat::ButtonPressed& press,
                                    const Action& action) {
    const auto row = turn.tables().outbox.find_remote(press.place.network, press.target);
    const auto place = conversation::stored(press.place);
    if (row) {
        const auto ticket = turn.tables().cards.ticket_of(row->id);
        if (!ticket || row->place != place) return std::nullopt;
        return Pressed{*ticket, press.target};
    }
    const auto ticket = turn.tables().tickets.find(action.ticket);
    if (!ticket || ticket->desk != turn.desk.id || turn.room != conversation::RoomKind::staff) {
        return std::nullopt;
    }
    const auto thread = turn.tables().outbox.find(conversation::thread_of(turn, place, ticket->id));
    return Pressed{ticket->id,
                   thread && !thread->remote_id.empty() ? thread->remote_id : press.target, true};
}

/// A copy that nobody can change goes on saying what was so when it was sent.
void say_state(Turn& turn, storage::TicketId id) {
    const auto ticket = turn.tables().tickets.find(id);
    if (!ticket) return;
    conversation::Lines lines(turn.services, turn.language);
    desk::add_card_state(turn, *ticket, lines);
    conversation::answer(turn, lines);
}

} // namespace

void take_press(Turn& turn, const Lexicon& lexicon, const chat::ButtonPressed& press) {
    const Action action = read_action(press.action);
    const auto pressed = find_pressed(turn, press, action);
    if (!pressed || std::ranges::find(actions, action.name) == actions.end()) {
        conversation::answer(turn, "peerdesk-press-old");
    } else {
        turn.subject = pressed->ticket;
        turn.thread = pressed->thread;
        const std::string typed =
            std::string(action.name) + ' ' + conversation::number(pressed->ticket);
        static_cast<void>(dispatch(turn, lexicon, typed));
        if (pressed->is_lost) say_state(turn, pressed->ticket);
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
