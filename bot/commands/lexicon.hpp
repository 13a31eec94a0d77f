// SPDX-License-Identifier: MIT
// The words that begin commands, in English and every shipped language, made ready for look-ups.
#pragma once

#include "bot/commands/table.hpp"
#include "bot/text/words.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::commands {

/// A command word at the start of a text, and what follows it.
struct Match {
    const Command* command = nullptr;
    std::string_view rest;
};

/// Built once for each set of locales; immutable.
class Lexicon {
  public:
    explicit Lexicon(const text::Words& words);

    /// The commands whose word begins the text, longest word first, then in the table's order.
    [[nodiscard]] std::vector<Match> match(std::string_view text) const;
    /// The command with exactly this word; null when there is none.
    [[nodiscard]] const Command* find_exact(std::string_view word) const;
    /// The command this person may use whose word is nearest to a single word; null when none is.
    [[nodiscard]] const Command* find_near(const Turn& turn, std::string_view word) const;

  private:
    void add(std::string_view word, const Command& command);

    std::map<std::string, std::vector<const Command*>, std::less<>> by_word_; ///< folded
    std::size_t words_max_ = 1; ///< of the longest command word
};

} // namespace peerdesk::commands
