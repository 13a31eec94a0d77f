// SPDX-License-Identifier: MIT
#include "bot/commands/rest.hpp"

#include "bot/text/number_text.hpp"
#include "bot/text/trimmed.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace peerdesk::commands {

void Rest::trim() {
    text = peerdesk::text::trimmed(text);
}

std::string_view Rest::word() const {
    return text.substr(0, std::min(text.find_first_of(blanks), text.size()));
}

void Rest::skip(std::size_t length) {
    text.remove_prefix(length);
    trim();
}

std::string_view Rest::take_word() {
    const auto first = word();
    skip(first.size());
    return first;
}

std::string_view Rest::take_all() {
    return std::exchange(text, {});
}

std::optional<std::int64_t> integer(std::string_view typed) {
    const std::string digits = text::plain_digits(typed);
    std::int64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [read_to, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || read_to != end) return std::nullopt;
    return value;
}

bool has_question_mark(std::string_view text) {
    constexpr std::array<std::string_view, 4> marks{"?", "؟", "？", "¿"};
    return std::ranges::any_of(marks, [&](auto mark) { return text.contains(mark); });
}

std::size_t count_words(std::string_view text) {
    Rest rest{text};
    rest.trim();
    std::size_t count = 0;
    for (; !rest.text.empty(); ++count)
        rest.take_word();
    return count;
}

} // namespace peerdesk::commands
