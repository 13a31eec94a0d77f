// SPDX-License-Identifier: MIT
// Folding by ICU's normalizers; plain ASCII takes a short way.
#include "bot/text/fold.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include "bot/text/utf8.hpp"

namespace peerdesk::text {
namespace {

constexpr UChar32 arabic_alef = 0x0627;
constexpr UChar32 arabic_tatweel = 0x0640;
constexpr UChar32 typographic_apostrophe = 0x2019;
constexpr int letter_run_max = 2; ///< "oo" is spelling, "ooo" is feeling

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

UScriptCode script_of(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status);
}

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Whether people leave this mark out, above a letter they mean all the same.
bool is_optional_mark(UChar32 mark, UChar32 base) {
    switch (script_of(base)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_HEBREW:
        return true;
    case USCRIPT_CYRILLIC:
        return mark == 0x0308 || mark == 0x0301; // ё, and stress; never й
    case USCRIPT_ARABIC:
        if (mark >= 0x0653 && mark <= 0x0655) return base == arabic_alef; // madda and hamza
        return (mark >= 0x064B && mark <= 0x0652) || mark == 0x0670;
    default:
        return false; // in Indic scripts marks are vowels
    }
}

icu::UnicodeString without_optional_marks(const icu::UnicodeString& decomposed) {
    icu::UnicodeString kept;
    UChar32 base = 0;
    for (std::int32_t at = 0; at < decomposed.length(); at = decomposed.moveIndex32(at, 1)) {
        const UChar32 c = decomposed.char32At(at);
        if (c == arabic_tatweel) continue;
        if (!is_mark(c)) {
            base = c;
        } else if (is_optional_mark(c, base)) {
            continue;
        }
        kept.append(c);
    }
    return kept;
}

bool has_no_spaces_between_words(UChar32 c) {
    if (c < 0x0E00) return false; // Thai is the first of them
    switch (script_of(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        out += static_cast<char32_t>(next_code_point(text, at));
    }
    return out;
}

/// Collects words letter by letter.
class WordCollector {
  public:
    void add(UChar32 c, UChar32 next) {
        if (c == typographic_apostrophe) c = '\'';
        const bool is_part = u_isalnum(c) || is_mark(c);
        const bool joins = c == '\'' && in_word_ && u_isalpha(next);
        if (!is_part && !joins) {
            in_word_ = false;
            return;
        }
        run_ = c == last_ && in_word_ ? run_ + 1 : 1;
        if (run_ > letter_run_max && u_isalpha(c)) {
            drop_repeat(c);
            return;
        }
        const bool starts =
            !in_word_ || (!is_mark(c) && (alone_ || has_no_spaces_between_words(c)));
        if (starts && !out_.empty()) out_ += ' ';
        append_utf8(out_, c);
        in_word_ = true;
        alone_ = has_no_spaces_between_words(is_mark(c) && !starts ? last_ : c);
        last_ = c;
    }

    std::string take() { return std::move(out_); }

  private:
    /// The third of a letter takes the second away too: "hiii" is "hi".
    void drop_repeat(UChar32 c) {
        if (run_ != letter_run_max + 1 || alone_) return;
        out_.resize(out_.size() - static_cast<std::size_t>(U8_LENGTH(c)));
    }

    std::string out_;
    UChar32 last_ = 0;
    int run_ = 0;
    bool in_word_ = false;
    bool alone_ = false; ///< the last letter is a word of its own
};

} // namespace

std::string fold(std::string_view text) {
    std::string out;
    if (is_ascii(text)) {
        out = text;
        for (char& c : out) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    const auto* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::string(text);
    const auto source = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const icu::UnicodeString folded = casefold->normalize(source, status);
    const icu::UnicodeString bare = without_optional_marks(decompose->normalize(folded, status));
    compose->normalize(bare, status).toUTF8String(out);
    return out;
}

std::string folded_words(std::string_view text) {
    const std::u32string letters = code_points(fold(text));
    WordCollector words;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        words.add(static_cast<UChar32>(letters[i]),
                  i + 1 < letters.size() ? static_cast<UChar32>(letters[i + 1]) : 0);
    }
    return words.take();
}

std::size_t distance(std::string_view left, std::string_view right, std::size_t distance_max) {
    const std::u32string a = code_points(left);
    const std::u32string b = code_points(right);
    const std::size_t too_far = distance_max + 1;
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > distance_max) return too_far;
    // Three rows of the usual table: a swap looks two rows back.
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        above[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        // A swap can still profit from the row above, so both must be out of reach.
        const bool hopeless = least > distance_max && std::ranges::min(above) > distance_max;
        if (hopeless) return too_far;
        std::swap(before, above);
        std::swap(above, row);
    }
    return std::min(above[b.size()], too_far);
}

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates,
                                        std::size_t distance_max) {
    std::optional<std::string_view> best;
    std::size_t best_distance = distance_max + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t found = distance(word, candidate, distance_max);
        if (found >= best_distance) continue;
        best = candidate;
        best_distance = found;
    }
    return best;
}

std::size_t count_letters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        next_code_point(text, at);
    return count;
}

} // namespace peerdesk::text
