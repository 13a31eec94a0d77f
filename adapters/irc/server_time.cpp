// SPDX-License-Identifier: MIT
#include "adapters/irc/server_time.hpp"

#include <charconv>
#include <chrono>

namespace peerdesk::irc {
namespace {

/// Reads exactly `digits` digits and the character after them, if one is asked for.
bool read_field(std::string_view& text, std::size_t digits, char after, int& number) {
    if (text.size() < digits) return false;
    const std::string_view field = text.substr(0, digits);
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    if (error != std::errc{} || end != field.data() + field.size() || number < 0) return false;
    text.remove_prefix(digits);
    if (after == '\0') return true;
    if (!text.starts_with(after)) return false;
    text.remove_prefix(1);
    return true;
}

/// ".62" is 620 milliseconds; what lies beyond milliseconds is dropped.
bool read_fraction(std::string_view& text, int& milliseconds) {
    if (!text.starts_with('.')) return true;
    text.remove_prefix(1);
    int scale = 100;
    bool has_digit = false;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        milliseconds += (text.front() - '0') * scale;
        scale /= 10;
        has_digit = true;
        text.remove_prefix(1);
    }
    return has_digit;
}

} // namespace

std::optional<net::WallTime> parse_server_time(std::string_view text) {
    using namespace std::chrono;
    int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0, ms = 0;
    if (!read_field(text, 4, '-', y) || !read_field(text, 2, '-', mo) ||
        !read_field(text, 2, 'T', d) || !read_field(text, 2, ':', h) ||
        !read_field(text, 2, ':', mi) || !read_field(text, 2, '\0', s) ||
        !read_fraction(text, ms) || text != "Z")
        return std::nullopt;
    const year_month_day date{year{y}, month{static_cast<unsigned>(mo)},
                              day{static_cast<unsigned>(d)}};
    if (!date.ok() || h > 23 || mi > 59 || s > 60) return std::nullopt;
    return net::WallTime{sys_days{date}} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms};
}

} // namespace peerdesk::irc
