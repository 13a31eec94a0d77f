// SPDX-License-Identifier: MIT
// Small closed lists of words, of all shipped locales at once: greetings, thanks, yes and no, and
// the locales' own command words. A person need not write in the language we think they use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace peerdesk::text {

class Catalogue;

enum class Answer { none, yes, no };

/// A locale's own word for a command.
struct CommandWord {
    std::string word;    ///< folded; may hold several words ("mis datos")
    std::string command; ///< the English name from the key: "claim"
    std::string locale;
    bool operator==(const CommandWord&) const = default;
};

/// Immutable, built from one catalogue. A text counts as small talk when all of it, apart from
/// punctuation, emoji and space, is made of listed phrases. "hello everyone" in a list makes
/// "everyone" good after any phrase of that locale, since "hello" alone is one.
class Words {
  public:
    explicit Words(const Catalogue& catalogue);

    /// Small talk with a greeting in it: "hi", "Hello there!", "hi, thanks".
    bool is_greeting(std::string_view text) const;
    /// Small talk with a thank-you in it: "ok thanks", "شكرا".
    bool is_thanks(std::string_view text) const;
    /// Small talk with an "ok" in it: "ok", "ok thanks".
    bool is_acknowledgement(std::string_view text) const;
    /// Any of the three, or a text without a single letter or digit ("👍", "?"): never a question.
    bool is_small_talk(std::string_view text) const;

    /// Whether the whole text is a yes or a no of any locale.
    Answer answer_word(std::string_view text) const;

    /// All locales' command words, English left out, sorted by locale, command, place in list.
    const std::vector<CommandWord>& command_words() const { return command_words_; }

    /// Longer texts are no small talk.
    static constexpr std::size_t small_talk_bytes_max = 100;
    static constexpr std::size_t small_talk_words_max = 16;

  private:
    enum Kind : std::uint8_t { greeting = 1, thanks = 2, ok = 4, filler = 8, yes = 16, no = 32 };
    struct StringHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    void add_phrases(const Catalogue& catalogue, const std::string& locale);
    void add_fillers(const std::vector<std::string>& phrases);
    void add_commands(const Catalogue& catalogue, const std::string& locale);
    std::uint8_t small_talk(std::string_view text) const;
    std::uint8_t kinds_of(std::string_view phrase) const;

    /// Folded phrase, words joined by one space -> the kinds it has in any locale.
    std::unordered_map<std::string, std::uint8_t, StringHash, std::equal_to<>> phrases_;
    std::vector<CommandWord> command_words_;
};

} // namespace peerdesk::text
