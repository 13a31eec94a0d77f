// SPDX-License-Identifier: MIT
#include "bot/commands/edited.hpp"

#include "bot/commands/pattern.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/editing.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace peerdesk::commands {

namespace {

/// The command whose words make a message of this kind: an answer changed into a note must not
/// reach the asker.
std::string_view command_of(storage::MessageKind kind) {
    switch (kind) {
    case storage::MessageKind::question:
        return "ask";
    case storage::MessageKind::answer:
        return "reply";
    case storage::MessageKind::note:
        return "note";
    }
    std::unreachable();
}

std::string_view without_prefix(const Turn& turn, std::string_view text) {
    const std::string_view prefix = turn.desk.settings.prefix;
    if (!prefix.empty() && text.starts_with(prefix)) {
        text.remove_prefix(prefix.size());
    } else if (text.starts_with('/')) {
        text.remove_prefix(1);
    }
    return text;
}

/// What was plain words and is marked as a command now is no longer meant as words.
bool became_command(Turn& turn, const Lexicon& lexicon) {
    const std::string_view bare = without_prefix(turn, turn.text);
    return bare.size() < turn.text.size() && !lexicon.match(bare).empty();
}

/// The words that a command like `reply 12 …` carried, as the edited text has them.
std::optional<std::string> words_within(Turn& turn, const Lexicon& lexicon,
                                        storage::TicketId ticket, storage::MessageKind kind) {
    const FitContext context{turn, lexicon, ticket};
    for (const Match& match : lexicon.match(without_prefix(turn, turn.text))) {
        if (match.command->name != command_of(kind)) continue;
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
    // Who lost the role keeps no hand on what the asker reads.
    if (message->kind != storage::MessageKind::question && !turn.is_staff()) return;
    turn.subject = message->ticket;
    if (const auto card = turn.tables().outbox.find(
            conversation::thread_of(turn, conversation::stored(turn.place), message->ticket))) {
        turn.thread = card->remote_id; // where the message itself stands
    }
    if (message->is_whole && !became_command(turn, lexicon)) {
        if (!turn.text.empty()) desk::change_message(turn, *message, turn.text, turn.html);
        return;
    }
    const auto words = message->is_whole
                           ? std::nullopt
                           : words_within(turn, lexicon, message->ticket, message->kind);
    if (words) {
        desk::change_message(turn, *message, *words, "");
    } else {
        conversation::answer(turn, "peerdesk-edit-unclear", {conversation::number(message->ticket)},
                             message->ticket);
    }
}

} // namespace peerdesk::commands
