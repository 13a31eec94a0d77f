// SPDX-License-Identifier: MIT
#include "adapters/telegram/text/utf16.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";
constexpr std::uint8_t first_of_pair = 0xf0; ///< first byte of a character beyond U+FFFF

std::uint8_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

/// Where the first byte above 0x7f stands, or the size.
std::size_t ascii_end(std::string_view text, std::size_t at) {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (at < text.size() && byte_at(text, at) < 0x80)
        ++at;
    return at;
}

/// The code point at `at`, which moves behind it; negative when the bytes are none.
std::int32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::int32_t code_point = 0;
    U8_NEXT(bytes, at, text.size(), code_point); // NOLINT(bugprone-inc-dec-in-conditions): ICU
    return code_point;
}

} // namespace

bool is_valid_utf8(std::string_view bytes) {
    for (std::size_t at = ascii_end(bytes, 0); at < bytes.size(); at = ascii_end(bytes, at))
        if (next_code_point(bytes, at) < 0) return false;
    return true;
}

std::string repaired_utf8(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size() + replacement.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t begin = at;
        const bool is_character = next_code_point(bytes, at) >= 0;
        result += is_character ? bytes.substr(begin, at - begin) : replacement;
    }
    return result;
}

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::uint8_t byte = byte_at(text, at);
        if (!U8_IS_TRAIL(byte)) units += byte >= first_of_pair ? 2 : 1;
    }
    return units;
}

std::string_view cut_utf16(std::string_view text, std::size_t units_max) {
    if (text.size() <= units_max) return text; // no character has more units than bytes
    return text.substr(0, Utf16Cursor{text}.byte_near(units_max));
}

std::optional<std::size_t> Utf16Cursor::byte_of(std::size_t unit) {
    const std::size_t byte = byte_near(unit);
    if (unit_ != unit) return std::nullopt;
    return byte;
}

std::size_t Utf16Cursor::byte_near(std::size_t unit) {
    if (unit < unit_) byte_ = unit_ = 0;
    while (byte_ < text_.size() && unit_ + units_here() <= unit)
        step();
    return byte_;
}

std::size_t Utf16Cursor::unit_of(std::size_t byte) {
    if (byte < byte_) byte_ = unit_ = 0;
    while (byte_ < std::min(byte, text_.size()))
        step();
    return unit_;
}

std::size_t Utf16Cursor::units_here() const {
    return byte_at(text_, byte_) >= first_of_pair ? 2 : 1;
}

void Utf16Cursor::step() {
    unit_ += units_here();
    ++byte_;
    while (byte_ < text_.size() && U8_IS_TRAIL(byte_at(text_, byte_)))
        ++byte_;
}

} // namespace peerdesk::telegram
