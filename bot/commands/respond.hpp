// SPDX-License-Identifier: MIT
// What does this message mean? Command, answer to our question, small talk, or a question.
#pragma once

#include "bot/commands/lexicon.hpp"

namespace peerdesk::commands {

/// Handles one message that is for the bot, in a direct chat or a room of the desk.
void respond(Turn& turn, const Lexicon& lexicon);
/// A pass phrase or one-time code is in it: to be kept nowhere and shown to nobody, whatever else
/// becomes of the message.
[[nodiscard]] bool holds_secret(const Turn& turn, const Lexicon& lexicon);

} // namespace peerdesk::commands
