// SPDX-License-Identifier: MIT
#include "bot/commands/edited.hpp"

#include "bot/commands/pattern.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/editing.hpp"

#include <optional>
#include <string>

namespace peerdesk::commands {

namespace {

/// The words that a command like `reply 12 …` carried, as the edited text has them.
std::optional<std::string> words_within(Turn& turn, const Lexicon& lexicon,
                                        storage::TicketId ticket) {
    std::string_view text = turn.text;
    const std::string_view prefix = turn.desk.settings.prefix;
    if (!prefix.empty() && text.starts_with(prefix)) {
        text.remove_prefix(prefix.size());
    } else if (text.starts_with('/')) {
        text.remove_prefix(1);
    }
    const FitContext context{turn, lexicon, ticket};
    for (const Match& match : lexicon.match(text)) {
        auto arguments = fit(match.command->pattern, match.rest, context);
        if (!arguments || arguments->text.empty()) continue;
        if (arguments->ticket && arguments->ticket != ticket) continue;
        return std::move(arguments->text);
    }
    return std::nullopt;
}

} // namespace

void take_edit(Turn& turn, const Lexicon& lexicon) {
    const auto message = turn.tables().messages.find_remote(turn.place.network, turn.remote_id);
    if (!message || message->person != turn.person.id || message->place_id != turn.place.id) return;
    turn.subject = message->ticket;
    if (const auto card = turn.tables().outbox.find(
            conversation::thread_of(turn, conversation::stored(turn.place), message->ticket))) {
        turn.thread = card->remote_id; // where the message itself stands
    }
    if (message->is_whole) {
        if (!turn.text.empty()) desk::change_message(turn, *message, turn.text, turn.html);
        return;
    }
    if (const auto words = words_within(turn, lexicon, message->ticket)) {
        desk::change_message(turn, *message, *words, "");
    } else {
        conversation::answer(turn, "peerdesk-edit-unclear", {conversation::number(message->ticket)},
                             message->ticket);
    }
}

} // namespace peerdesk::commands
