// SPDX-License-Identifier: MIT
// Direction by ICU's bidirectional classes.
#include "bot/text/direction.hpp"

#include <unicode/uchar.h>

#include "bot/text/utf8.hpp"

namespace peerdesk::text {
namespace {

constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_isolate = "\u2069";
constexpr std::string_view left_to_right_embedding = "\u202a";
constexpr std::string_view right_to_left_embedding = "\u202b";
constexpr std::string_view pop_embedding = "\u202c";

bool is_direction_control(UChar32 c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// A name has one line and no codes.
bool is_unwanted(UChar32 c) {
    return is_direction_control(c) || u_iscntrl(c) || c == 0x2028 || c == 0x2029;
}

} // namespace

Direction first_strong(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        switch (u_charDirection(next_code_point(text, at))) {
        case U_LEFT_TO_RIGHT:
            return Direction::left_to_right;
        case U_RIGHT_TO_LEFT:
        case U_RIGHT_TO_LEFT_ARABIC:
            return Direction::right_to_left;
        default:
            break; // weak and neutral characters do not decide
        }
    }
    return Direction::none;
}

void append_name(std::string& out, std::string_view name, bool line_is_right_to_left) {
    const Direction direction = first_strong(name);
    const Direction line =
        line_is_right_to_left ? Direction::right_to_left : Direction::left_to_right;
    const bool isolates = direction != Direction::none && direction != line;
    if (isolates) out += first_strong_isolate;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t start = at;
        const UChar32 c = next_code_point(name, at);
        if (!is_unwanted(c)) out += name.substr(start, at - start);
    }
    if (isolates) out += pop_isolate;
}

void append_embedded(std::string& out, std::string_view text) {
    const Direction direction = first_strong(text);
    if (direction == Direction::left_to_right) out += left_to_right_embedding;
    if (direction == Direction::right_to_left) out += right_to_left_embedding;
    out += text;
    if (direction != Direction::none) out += pop_embedding;
}

} // namespace peerdesk::text
