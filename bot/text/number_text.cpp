// SPDX-License-Identifier: MIT
// Numbers by std::from_chars over plain digits: no locale of the process plays a part.
#include "bot/text/number_text.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include <unicode/uchar.h>

#include "bot/text/utf8.hpp"

namespace peerdesk::text {
namespace {

std::string_view without_leading_space(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\n\r");
    return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

} // namespace

std::string plain_digits(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const std::int32_t digit = u_charDigitValue(next_code_point(text, at));
        if (digit >= 0) {
            out += static_cast<char>('0' + digit);
        } else {
            out += text.substr(start, at - start);
        }
    }
    return out;
}

double read_number(std::string_view text) {
    const std::string plain = plain_digits(without_leading_space(text));
    const char* begin = plain.data();
    const char* end = begin + plain.size();
    if (begin != end && *begin == '+') ++begin;
    double value = 0;
    const auto read = std::from_chars(begin, end, value);
    if (read.ec != std::errc{} || !std::isfinite(value)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return value;
}

std::optional<std::int64_t> read_whole(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<double> read_decimal(std::string_view text) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace peerdesk::text
