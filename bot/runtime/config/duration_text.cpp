// SPDX-License-Identifier: MIT
#include "bot/runtime/config/duration_text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>

namespace peerdesk::runtime {

namespace {

struct Unit {
    std::string_view word;
    std::chrono::milliseconds length;
};

using namespace std::chrono_literals;

constexpr std::array units{
    Unit{"ms", 1ms},     Unit{"s", 1s},     Unit{"sec", 1s},      Unit{"second", 1s},
    Unit{"seconds", 1s}, Unit{"min", 1min}, Unit{"minute", 1min}, Unit{"minutes", 1min},
    Unit{"h", 1h},       Unit{"hour", 1h},  Unit{"hours", 1h},    Unit{"d", 24h},
    Unit{"day", 24h},    Unit{"days", 24h}, Unit{"w", 168h},      Unit{"week", 168h},
    Unit{"weeks", 168h},
};

void skip_spaces(std::string_view& text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
}

std::optional<std::int64_t> take_number(std::string_view& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || value < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<std::chrono::milliseconds> take_unit(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && text[length] >= 'a' && text[length] <= 'z')
        ++length;
    const std::string_view word = text.substr(0, length);
    for (const Unit& unit : units) {
        if (unit.word != word) continue;
        text.remove_prefix(length);
        return unit.length;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    std::chrono::milliseconds total{};
    skip_spaces(text);
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const auto number = take_number(text);
        if (!number) return std::nullopt;
        skip_spaces(text);
        const auto unit = take_unit(text);
        // Checked by division, so that no product can overflow.
        if (!unit || *number > duration_max / *unit) return std::nullopt;
        total += *number * *unit;
        if (total > duration_max) return std::nullopt;
        skip_spaces(text);
    }
    return total;
}

std::string write_duration(std::chrono::milliseconds length) {
    if (length == 24h) return "1 day";
    if (length > 0ms && length % 24h == 0ms) return fmt::format("{} days", length / 24h);
    if (length > 0ms && length % 1h == 0ms) return fmt::format("{} h", length / 1h);
    if (length > 0ms && length % 1min == 0ms) return fmt::format("{} min", length / 1min);
    if (length % 1s == 0ms) return fmt::format("{} s", length / 1s);
    return fmt::format("{} ms", length / 1ms);
}

} // namespace peerdesk::runtime
