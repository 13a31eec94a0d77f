// SPDX-License-Identifier: MIT
#include "adapters/http_session/retry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace peerdesk::http_session {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds wait_max{3'600'000};

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", the one form that may be sent (RFC 9110 5.6.7).
std::optional<net::WallTime> http_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
    const auto day = number(text.substr(5, 2));
    const auto year = number(text.substr(12, 4));
    const auto hour = number(text.substr(17, 2));
    const auto minute = number(text.substr(20, 2));
    const auto second = number(text.substr(23, 2));
    const auto month = std::ranges::find(months, text.substr(8, 3));
    if (!day || !year || !hour || !minute || !second || month == months.end()) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(month - months.begin() + 1)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

} // namespace

milliseconds header_wait(std::string_view header, net::WallTime now) {
    if (header.empty()) return milliseconds{0};
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(header.data(), header.data() + header.size(), seconds);
    if (error == std::errc{} && end == header.data() + header.size()) {
        const double ms = std::min(seconds * 1'000.0, static_cast<double>(wait_max.count()));
        return ms > 0 ? milliseconds{static_cast<std::int64_t>(ms)} : milliseconds{0};
    }
    const auto date = http_date(header);
    return date && *date > now ? std::min(*date - now, wait_max) : milliseconds{0};
}

} // namespace peerdesk::http_session
