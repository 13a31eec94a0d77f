// SPDX-License-Identifier: MIT
// Counting evidence in one pass over the text: no allocation until the answer.
#include "bot/text/detect_language.hpp"

#include <algorithm>
#include <bit>
#include <memory>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>

#include "bot/text/catalogue.hpp"
#include "bot/text/utf8.hpp"

namespace peerdesk::text {
namespace {

constexpr std::size_t word_bytes_max = 48;   ///< longer words are no function words
constexpr std::size_t text_bytes_max = 2000; ///< what follows would not change the guess
constexpr int letters_min = 3;
constexpr int own_word_points = 4;    ///< a word of one locale
constexpr int shared_word_points = 2; ///< a word of several
constexpr int own_letter_points = 3;
constexpr int shared_letter_points = 1;
constexpr int foreign_letter_points = -4; ///< a letter the locale does not write
constexpr int foreign_share_min = 25;     ///< one foreign letter in 25 is another language
constexpr int points_min = 6;
constexpr int lead_min = 3;
constexpr UChar32 inverted_question_mark = 0xBF;
constexpr UChar32 inverted_exclamation_mark = 0xA1;

/// Script systems without an alphabet: a list of their letters is never complete.
bool is_open_ended(int script) {
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL;
}

UScriptCode script_of(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status);
}

/// The letter under the mark: some keyboards write Hindi's dotted letters as one character, which
/// the exemplars list as two.
char32_t base_of(char32_t letter) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    icu::UnicodeString parts;
    const bool has_parts =
        U_SUCCESS(status) && decompose->getDecomposition(static_cast<UChar32>(letter), parts);
    return has_parts ? static_cast<char32_t>(parts.char32At(0)) : letter;
}

/// Calls `use(letter)` for every single character of an ICU exemplar set.
template <class Use>
void for_each_exemplar(const std::string& code, ULocaleDataExemplarSetType type, Use use) {
    UErrorCode status = U_ZERO_ERROR;
    char name[ULOC_FULLNAME_CAPACITY] = {};
    uloc_forLanguageTag(code.c_str(), name, sizeof name, nullptr, &status);
    const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(ulocdata_open(name, &status),
                                                                       &ulocdata_close);
    if (U_FAILURE(status)) return;
    const std::unique_ptr<USet, decltype(&uset_close)> set(
        ulocdata_getExemplarSet(data.get(), nullptr, 0, type, &status), &uset_close);
    if (U_FAILURE(status) || !set) return;
    for (std::int32_t item = 0; item < uset_getItemCount(set.get()); ++item) {
        UChar32 first = 0;
        UChar32 last = 0;
        if (uset_getItem(set.get(), item, &first, &last, nullptr, 0, &status) != 0) continue;
        for (UChar32 c = first; c <= last; ++c) {
            use(c);
        }
    }
}

/// Cuts a text into lower-case words of letters, in a buffer on the stack.
template <class OnLetter, class OnWord>
void read_text(std::string_view text, OnLetter on_letter, OnWord on_word) {
    std::array<char, word_bytes_max> word;
    std::size_t used = 0;
    bool too_long = false;
    const auto finish_word = [&] {
        if (used > 0 && !too_long) on_word(std::string_view(word.data(), used));
        used = 0;
        too_long = false;
    };
    text = text.substr(0, text_bytes_max);
    for (std::size_t at = 0; at < text.size();) {
        UChar32 c = next_code_point(text, at);
        if (c < 0x80) {
            c |= 0x20; // lower case for letters; what else it makes is no letter
            if (c < 'a' || c > 'z') {
                finish_word();
                continue;
            }
        } else {
            c = u_tolower(c);
            const bool is_part = (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
            if (!is_part) finish_word();
            if (!is_part && c != inverted_question_mark && c != inverted_exclamation_mark) continue;
            on_letter(static_cast<char32_t>(c));
            if (!is_part) continue;
        }
        if (c < 0x80) on_letter(static_cast<char32_t>(c));
        if (used + U8_MAX_LENGTH > word.size()) {
            too_long = true;
        } else {
            U8_APPEND_UNSAFE(word.data(), used, c);
        }
    }
    finish_word();
}

/// Calls `use(index)` for each bit set.
template <class Use>
void for_each_bit(std::uint64_t mask, Use use) {
    for (; mask != 0; mask &= mask - 1) {
        use(static_cast<std::size_t>(std::countr_zero(mask)));
    }
}

} // namespace

struct LanguageDetector::Evidence {
    std::array<std::uint16_t, USCRIPT_CODE_LIMIT> letters_of_script{};
    std::array<int, locales_max> points{};
    std::array<int, locales_max> foreign_letters{};
    int letters = 0;
};

LanguageDetector::LanguageDetector(const Catalogue& catalogue) {
    for (const std::string& code : catalogue.codes()) {
        if (codes_.size() == locales_max) break;
        codes_.push_back(code);
        add_letters(codes_.size() - 1);
        add_words(codes_.size() - 1, catalogue.own_list(code, "peerdesk-detect-words"));
    }
}

void LanguageDetector::add_letters(std::size_t index) {
    const Mask bit = Mask{1} << index;
    const std::string& code = codes_[index];
    for_each_exemplar(code, ULOCDATA_ES_STANDARD, [&](UChar32 c) {
        if (c >= 0x80) letters_[static_cast<char32_t>(c)] |= bit;
    });
    for_each_exemplar(code, ULOCDATA_ES_PUNCTUATION, [&](UChar32 c) {
        if (c == inverted_question_mark || c == inverted_exclamation_mark) {
            letters_[static_cast<char32_t>(c)] |= bit;
        }
    });
    UErrorCode status = U_ZERO_ERROR;
    std::array<UScriptCode, 8> scripts{};
    const std::int32_t count = uscript_getCode(code.c_str(), scripts.data(),
                                               static_cast<std::int32_t>(scripts.size()), &status);
    for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
        scripts_[scripts[static_cast<std::size_t>(i)]] |= bit;
    }
}

void LanguageDetector::add_words(std::size_t index, const std::vector<std::string>& words) {
    for (const std::string& item : words) {
        read_text(
            item, [](char32_t) {},
            [&](std::string_view word) { words_[std::string(word)] |= Mask{1} << index; });
    }
}

void LanguageDetector::read_letter(Evidence& evidence, char32_t letter) const {
    if (letter < 0x80) {
        ++evidence.letters;
        ++evidence.letters_of_script[USCRIPT_LATIN];
        return;
    }
    const int script = script_of(static_cast<UChar32>(letter));
    const bool counts = script > USCRIPT_INHERITED;
    if (counts) {
        ++evidence.letters;
        ++evidence.letters_of_script[static_cast<std::size_t>(script)];
    }
    auto known = letters_.find(letter);
    if (known == letters_.end()) known = letters_.find(base_of(letter));
    const Mask users = known == letters_.end() ? 0 : known->second;
    const int points = std::has_single_bit(users) ? own_letter_points : shared_letter_points;
    for_each_bit(users, [&](std::size_t index) { evidence.points[index] += points; });
    const auto writers = scripts_.find(script);
    if (!counts || is_open_ended(script) || writers == scripts_.end()) return;
    for_each_bit(writers->second & ~users,
                 [&](std::size_t index) { ++evidence.foreign_letters[index]; });
}

void LanguageDetector::read_word(Evidence& evidence, std::string_view word) const {
    const auto known = words_.find(word);
    if (known == words_.end()) return;
    const int points = std::has_single_bit(known->second) ? own_word_points : shared_word_points;
    for_each_bit(known->second, [&](std::size_t index) { evidence.points[index] += points; });
}

std::optional<std::size_t> LanguageDetector::decide(const Evidence& evidence) const {
    if (evidence.letters < letters_min) return std::nullopt;
    // Names of files and wikis are Latin in every language: a third in another script decides.
    int script = USCRIPT_LATIN;
    for (const auto& [candidate, mask] : scripts_) {
        const int count = evidence.letters_of_script[static_cast<std::size_t>(candidate)];
        const int best = evidence.letters_of_script[static_cast<std::size_t>(script)];
        const bool is_enough = count >= letters_min && count * 3 >= evidence.letters;
        if (candidate == USCRIPT_LATIN || !is_enough) continue;
        const bool is_first = script == USCRIPT_LATIN;
        if (is_first || count > best || (count == best && candidate < script)) script = candidate;
    }
    // Japanese mixes Han with kana, and only Japanese does.
    if (evidence.letters_of_script[USCRIPT_HIRAGANA] > 0) script = USCRIPT_HIRAGANA;
    const auto writers = scripts_.find(script);
    if (writers == scripts_.end()) return std::nullopt;
    if (script != USCRIPT_LATIN && std::has_single_bit(writers->second)) {
        const auto only = static_cast<std::size_t>(std::countr_zero(writers->second));
        const int count = evidence.letters_of_script[static_cast<std::size_t>(script)];
        const bool is_foreign = evidence.foreign_letters[only] * foreign_share_min > count;
        return is_foreign ? std::nullopt : std::optional(only);
    }
    std::optional<std::size_t> best;
    int best_points = 0;
    int second_points = 0;
    for_each_bit(writers->second, [&](std::size_t index) {
        const int points =
            evidence.points[index] + foreign_letter_points * evidence.foreign_letters[index];
        if (points > best_points) {
            second_points = best_points;
            best_points = points;
            best = index;
        } else {
            second_points = std::max(second_points, points);
        }
    });
    const bool is_clear = best_points >= points_min && best_points - second_points >= lead_min &&
                          best_points * 2 >= second_points * 3;
    return is_clear ? best : std::nullopt;
}

std::optional<std::string> LanguageDetector::detect(std::string_view text) const {
    Evidence evidence;
    read_text(
        text, [&](char32_t letter) { read_letter(evidence, letter); },
        [&](std::string_view word) { read_word(evidence, word); });
    const auto index = decide(evidence);
    return index ? std::optional(codes_[*index]) : std::nullopt;
}

} // namespace peerdesk::text
