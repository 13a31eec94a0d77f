// SPDX-License-Identifier: MIT
// Runs the command a text is, or explains why it cannot be run.
#pragma once

#include "bot/commands/lexicon.hpp"

#include <string_view>

namespace peerdesk::commands {

enum class Dispatched {
    ran,     ///< a command fitted and was run, or was refused with the reason
    misfit,  ///< begins with a command word, but the whole does not fit
    no_word, ///< does not begin with a command word
};

/// In direct chats the whole text must fit a command this person may use; a command for others is
/// refused only when no free text could have been a question.
[[nodiscard]] Dispatched dispatch(Turn& turn, const Lexicon& lexicon, std::string_view text);

/// Answers how to type the command whose word begins the text. Only after `misfit`.
void explain(Turn& turn, const Lexicon& lexicon, std::string_view text);

/// The text begins with a command about an introduction, from somebody who was introduced: what
/// does not fit is explained, for it may be meant for one person alone.
[[nodiscard]] bool is_about_pair(const Turn& turn, const Lexicon& lexicon, std::string_view text);

/// One word near a command: answers with the command. False when none is near.
[[nodiscard]] bool suggest(Turn& turn, const Lexicon& lexicon, std::string_view word);

} // namespace peerdesk::commands
