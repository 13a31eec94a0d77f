// SPDX-License-Identifier: MIT
// Words made comparable, and how far two words are apart.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace peerdesk::text {

/// NFKC case folding, and without the marks people leave out when typing: accents of Latin and
/// Greek, the dots of Cyrillic "ё", Arabic and Hebrew vowel marks and the Arabic tatweel. Invalid
/// UTF-8 becomes U+FFFD.
std::string fold(std::string_view text);

/// The folded words of a text joined by single spaces, without punctuation and emoji; an apostrophe
/// inside a word stays, as "'". Three and more of a letter in a row count as one ("hiii"). Scripts
/// written without spaces give one word for each letter.
std::string folded_words(std::string_view text);

/// How many code points a text has.
std::size_t count_letters(std::string_view text);

/// Damerau–Levenshtein distance over code points (optimal string alignment); values over
/// `distance_max` are told as `distance_max + 1`.
std::size_t distance(std::string_view left, std::string_view right, std::size_t distance_max);

/// The candidate nearest to a folded word, if any is within `distance_max`; the first of equals.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> candidates,
                                        std::size_t distance_max);

} // namespace peerdesk::text
