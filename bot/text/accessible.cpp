// SPDX-License-Identifier: MIT
// The rules, each as one look over the text's code points.
#include "bot/text/accessible.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/uchar.h>

#include "bot/text/utf8.hpp"

namespace peerdesk::text {
namespace {

constexpr std::size_t same_sign_max = 2; ///< "--" begins an option; a third sign is a drawing
constexpr UChar32 zero_width_joiner = 0x200D;
constexpr UChar32 emoji_variation = 0xFE0F;
constexpr UChar32 keycap = 0x20E3;

struct Letter {
    UChar32 c = 0;
    std::size_t position = 0;
};
using Letters = std::vector<Letter>;
using Findings = std::vector<AccessFinding>;

Letters letters_of(std::string_view text) {
    Letters letters;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t position = at;
        letters.push_back({next_code_point(text, at), position});
    }
    return letters;
}

bool has(UChar32 c, UProperty property) {
    return u_hasBinaryProperty(c, property) != 0;
}

bool is_region(UChar32 c) {
    return has(c, UCHAR_REGIONAL_INDICATOR);
}

/// ©, ® and ™ are pictographic for Unicode, and letters for everybody else.
bool is_sign_of_text(UChar32 c) {
    return c == 0xA9 || c == 0xAE || c == 0x2122;
}

bool starts_emoji(const Letters& letters, std::size_t at) {
    const UChar32 c = letters[at].c;
    const UChar32 next = at + 1 < letters.size() ? letters[at + 1].c : 0;
    if (next == emoji_variation || next == keycap) return has(c, UCHAR_EMOJI);
    return (has(c, UCHAR_EXTENDED_PICTOGRAPHIC) && !is_sign_of_text(c)) || is_region(c);
}

/// Whether a code point belongs to the emoji the one before it is part of.
bool continues_emoji(const Letters& letters, std::size_t start, std::size_t at) {
    const UChar32 c = letters[at].c;
    if (c == zero_width_joiner || c == emoji_variation || c == keycap) return true;
    if (has(c, UCHAR_EMOJI_MODIFIER) || (c >= 0xE0020 && c <= 0xE007F)) return true;
    if (letters[at - 1].c == zero_width_joiner) return true;
    return is_region(c) && at == start + 1 && is_region(letters[start].c);
}

void check_emoji(const Letters& letters, Findings& findings) {
    std::vector<std::size_t> starts;
    bool has_words = false;
    bool last_is_at_end = true;
    for (std::size_t at = 0; at < letters.size();) {
        if (!starts_emoji(letters, at)) {
            const UChar32 c = letters[at++].c;
            has_words = has_words || u_isalnum(c);
            last_is_at_end = last_is_at_end && u_isUWhiteSpace(c);
            continue;
        }
        const std::size_t start = at++;
        while (at < letters.size() && continues_emoji(letters, start, at)) {
            ++at;
        }
        starts.push_back(start);
        last_is_at_end = true;
    }
    if (starts.empty()) return;
    if (starts.size() > 1) {
        findings.push_back({AccessRule::many_emoji, letters[starts[1]].position});
    }
    if (!has_words) {
        findings.push_back({AccessRule::only_emoji, letters[starts[0]].position});
    } else if (!last_is_at_end) {
        findings.push_back({AccessRule::emoji_not_at_end, letters[starts.back()].position});
    }
}

bool is_drawing(UChar32 c) {
    return c >= 0x2500 && c <= 0x25FF;
}

/// Letters that are read out as "mathematical bold capital a", or not at all.
bool is_fancy_letter(UChar32 c) {
    return (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0x2460 && c <= 0x24FF) ||
           (c >= 0x1F110 && c <= 0x1F189) || (c >= 0xFF10 && c <= 0xFF19) ||
           (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

/// Reports the first of each run of matching letters.
template <class Matches>
void check_letters(const Letters& letters, Matches matches, AccessRule rule, Findings& findings) {
    bool in_run = false;
    for (const Letter& letter : letters) {
        const bool is_match = matches(letter.c);
        if (is_match && !in_run) findings.push_back({rule, letter.position});
        in_run = is_match;
    }
}

bool is_shout(UChar32 c) {
    return c == '!' || c == '?' || c == 0x061F || c == 0xFF01 || c == 0xFF1F || c == 0xA1 ||
           c == 0xBF;
}

bool is_sign(UChar32 c) {
    constexpr std::string_view symbols = "=~^+<>|$`";
    return u_ispunct(c) ||
           (c < 0x80 && symbols.find(static_cast<char>(c)) != std::string_view::npos);
}

void check_punctuation(const Letters& letters, Findings& findings) {
    for (std::size_t at = 0; at < letters.size();) {
        const UChar32 first = letters[at].c;
        std::size_t end = at + 1;
        if (is_shout(first)) {
            while (end < letters.size() && is_shout(letters[end].c)) {
                ++end;
            }
        } else {
            while (end < letters.size() && letters[end].c == first) {
                ++end;
            }
        }
        const std::size_t allowed = is_shout(first) ? 1 : same_sign_max;
        if (is_sign(first) && end - at > allowed) {
            findings.push_back({AccessRule::punctuation_run, letters[at].position});
        }
        at = end;
    }
}

void check_tables(std::string_view text, Findings& findings) {
    constexpr std::string_view column = " | ";
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        const std::size_t first = line.find(column);
        const bool two_columns = first != std::string_view::npos &&
                                 line.find(column, first + 1) != std::string_view::npos;
        if (two_columns || line.starts_with('|')) {
            findings.push_back({AccessRule::ascii_table, start});
        }
        start = end + 1;
    }
}

void check_kaomoji(std::string_view text, Findings& findings) {
    constexpr std::array<std::string_view, 16> faces{":)",  ":-)", ":(",  ":-(",        ";)", ";-)",
                                                     ":D",  ":-D", ":P",  ":-P",        "<3", "^^",
                                                     "^_^", "o_O", "T_T", "¯\\_(ツ)_/¯"};
    constexpr std::string_view space = " \t\n";
    for (std::size_t start = text.find_first_not_of(space); start < text.size();) {
        const std::size_t end = std::min(text.find_first_of(space, start), text.size());
        std::string_view word = text.substr(start, end - start);
        if (std::ranges::find(faces, word) != faces.end()) {
            findings.push_back({AccessRule::kaomoji, start});
        }
        start = text.find_first_not_of(space, end);
    }
}

} // namespace

std::string_view name(AccessRule rule) {
    switch (rule) {
    case AccessRule::many_emoji:
        return "many_emoji";
    case AccessRule::emoji_not_at_end:
        return "emoji_not_at_end";
    case AccessRule::only_emoji:
        return "only_emoji";
    case AccessRule::box_drawing:
        return "box_drawing";
    case AccessRule::fancy_letters:
        return "fancy_letters";
    case AccessRule::ascii_table:
        return "ascii_table";
    case AccessRule::punctuation_run:
        return "punctuation_run";
    case AccessRule::kaomoji:
        return "kaomoji";
    }
    return "";
}

std::vector<AccessFinding> check_accessible(std::string_view text) {
    const Letters letters = letters_of(text);
    Findings findings;
    check_emoji(letters, findings);
    check_letters(letters, is_drawing, AccessRule::box_drawing, findings);
    check_letters(letters, is_fancy_letter, AccessRule::fancy_letters, findings);
    check_punctuation(letters, findings);
    check_tables(text, findings);
    check_kaomoji(text, findings);
    std::ranges::sort(findings, {}, [](const AccessFinding& finding) {
        return std::pair(finding.position, finding.rule);
    });
    return findings;
}

} // namespace peerdesk::text
