// SPDX-License-Identifier: MIT
// Walking over UTF-8, one code point at a time. Bytes that are no UTF-8 read as U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/utf8.h>

namespace peerdesk::text {

/// The code point at byte `at`, which must be inside the text; moves `at` behind it.
inline UChar32 next_code_point(std::string_view text, std::size_t& at) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), at, text.size(), c); // NOLINT(bugprone-inc-dec-in-conditions)
    return c;
}

inline void append_utf8(std::string& out, UChar32 c) {
    char bytes[U8_MAX_LENGTH];
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    out.append(bytes, length);
}

} // namespace peerdesk::text
