// SPDX-License-Identifier: MIT
#include "tests/transcripts/moments.hpp"

#include <charconv>
#include <cstdio>
#include <sstream>
#include <string>

namespace peerdesk::transcripts {

using std::chrono::milliseconds;

std::optional<chat::Time> parse_moment(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int end = 0;
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%d-%u-%u %d:%d UTC%n", &year, &month, &day, &hour, &minute,
                    &end) != 5 ||
        end != static_cast<int>(copy.size())) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

namespace {

std::optional<milliseconds> unit_of(std::string_view unit) {
    using namespace std::chrono_literals;
    if (unit == "ms") return 1ms;
    if (unit == "s") return 1s;
    if (unit == "min") return 1min;
    if (unit == "h") return 1h;
    if (unit == "day" || unit == "days") return 24h;
    if (unit == "week" || unit == "weeks") return 7 * 24h;
    return std::nullopt;
}

} // namespace

std::optional<milliseconds> parse_span(std::string_view text) {
    std::istringstream words{std::string(text)};
    milliseconds sum{};
    std::string number;
    std::string unit;
    bool has_any = false;
    while (words >> number) {
        std::int64_t amount = 0;
        const auto [end, error] =
            std::from_chars(number.data(), number.data() + number.size(), amount);
        if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
        if (!(words >> unit)) return std::nullopt;
        const auto length = unit_of(unit);
        if (!length) return std::nullopt;
        sum += amount * *length;
        has_any = true;
    }
    if (!has_any) return std::nullopt;
    return sum;
}

} // namespace peerdesk::transcripts
