// SPDX-License-Identifier: MIT
#include "bot/skills/likeness.hpp"

#include "bot/text/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace peerdesk::skills {

namespace {

// Letters from which on a word may hold one or two slips. Shorter words are told apart by one.
constexpr std::size_t one_slip_from = 4;
constexpr std::size_t two_slips_from = 8;
/// A common beginning this long is one word with two endings: "upload", "uploading".
constexpr std::size_t stem_min = 4;
constexpr double stem_share_min = 0.6;
constexpr double stem_value = 0.9;
/// Written together or apart: that much may differ.
constexpr std::size_t joined_letters_per_slip = 8;
constexpr double joined_value = 0.95;

struct Word {
    std::string_view text;
    std::size_t letters = 0;
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> found;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0)
            found.push_back({text.substr(0, end), text::count_letters(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

std::size_t common_letters(std::string_view left, std::string_view right) {
    const auto [a, b] = std::ranges::mismatch(left, right);
    auto same = static_cast<std::size_t>(a - left.begin());
    while (same > 0 && same < left.size() &&
           (static_cast<unsigned char>(left[same]) & 0xC0) == 0x80)
        --same; // not half a letter
    return text::count_letters(left.substr(0, same));
}

double word_likeness(const Word& left, const Word& right) {
    if (left.text == right.text) return 1;
    const std::size_t longer = std::max(left.letters, right.letters);
    const std::size_t shorter = std::min(left.letters, right.letters);
    if (shorter < one_slip_from) return 0;
    const std::size_t slips_max = shorter >= two_slips_from ? 2 : 1;
    const std::size_t slips = text::distance(left.text, right.text, slips_max);
    double value = 0;
    if (slips <= slips_max) value = 1 - static_cast<double>(slips) / static_cast<double>(longer);
    const std::size_t stem = common_letters(left.text, right.text);
    if (stem >= stem_min &&
        static_cast<double>(stem) >= stem_share_min * static_cast<double>(longer)) {
        value = std::max(value, stem_value);
    }
    return value;
}

std::size_t letters_in(const std::vector<Word>& words) {
    std::size_t sum = 0;
    for (const Word& word : words)
        sum += word.letters;
    return sum;
}

/// Each word takes the best of the other side that no earlier one took.
double found_share(const std::vector<Word>& wanted, const std::vector<Word>& given) {
    std::vector<bool> is_taken(given.size());
    double sum = 0;
    for (const Word& word : wanted) {
        double best = 0;
        std::size_t best_at = given.size();
        for (std::size_t i = 0; i < given.size(); ++i) {
            const double value = is_taken[i] ? 0 : word_likeness(word, given[i]);
            if (value <= best) continue;
            best = value;
            best_at = i;
        }
        if (best_at == given.size()) continue;
        is_taken[best_at] = true;
        sum += best * static_cast<double>(word.letters);
    }
    const auto letters = letters_in(wanted);
    return letters == 0 ? 0 : sum / static_cast<double>(letters);
}

std::string joined(std::string_view text) {
    std::string out(text);
    std::erase(out, ' ');
    return out;
}

/// "fotoupload" and "foto upload".
double joined_likeness(std::string_view typed, std::string_view name) {
    if (typed.contains(' ') == name.contains(' ')) return 0;
    const std::string left = joined(typed);
    const std::string right = joined(name);
    const std::size_t slips_max = text::count_letters(left) / joined_letters_per_slip;
    const std::size_t slips = text::distance(left, right, slips_max);
    if (slips > slips_max) return 0;
    return joined_value - static_cast<double>(slips) / static_cast<double>(left.size());
}

} // namespace

double likeness(std::string_view typed, std::string_view name) {
    if (typed == name) return 1;
    const auto left = words_of(typed);
    const auto right = words_of(name);
    if (left.empty() || right.empty()) return 0;
    const double by_words = (found_share(left, right) + found_share(right, left)) / 2;
    return std::max(by_words, joined_likeness(typed, name));
}

} // namespace peerdesk::skills
