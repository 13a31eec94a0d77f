// SPDX-License-Identifier: MIT
// Guesses which shipped locale a question is written in, from its letters and small words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace peerdesk::text {

class Catalogue;

/// Evidence is counted for each shipped locale: its script, letters only it uses, and the function
/// words of its key `peerdesk-detect-words`. Immutable, built from one catalogue.
class LanguageDetector {
  public:
    explicit LanguageDetector(const Catalogue& catalogue);

    /// The locale, or nothing when the text is short or could be two languages.
    std::optional<std::string> detect(std::string_view text) const;

    /// More locales than this are not told apart; the rest, in alphabetical order, is left out.
    static constexpr std::size_t locales_max = 64;

  private:
    using Mask = std::uint64_t; ///< one bit for each locale
    struct StringHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    struct Evidence;
    void add_letters(std::size_t index);
    void add_words(std::size_t index, const std::vector<std::string>& words);
    void read_letter(Evidence& evidence, char32_t letter) const;
    void read_word(Evidence& evidence, std::string_view word) const;
    std::optional<std::size_t> decide(const Evidence& evidence) const;

    std::vector<std::string> codes_;
    std::unordered_map<char32_t, Mask> letters_; ///< a non-ASCII letter -> locales that write it
    std::unordered_map<int, Mask> scripts_;      ///< a script -> locales written in it
    std::unordered_map<std::string, Mask, StringHash, std::equal_to<>> words_;
};

} // namespace peerdesk::text
