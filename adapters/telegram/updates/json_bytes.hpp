// SPDX-License-Identifier: MIT
// JSON as bytes: made harmless before a parser sees it, and where values end in it. Parsers refuse
// a whole document for one byte that is no UTF-8 or one half of a surrogate pair.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// The bytes with U+FFFD in place of what belongs to no character and of escapes that are half of
/// a surrogate pair, and blanks in place of raw control characters. What is valid stays as it is.
[[nodiscard]] std::string repaired_json(std::string bytes);

/// Behind the value that begins at `at`, or npos when it has no end. Goes by brackets and quotes
/// alone: whoever parses the value finds out whether it is one.
[[nodiscard]] std::size_t value_end(std::string_view json, std::size_t at);

/// Where the next byte that is no blank stands, or the size.
[[nodiscard]] std::size_t skip_blanks(std::string_view json, std::size_t at);

struct JsonMember {
    std::string_view name;  ///< as it stands there, without its quotes
    std::string_view value; ///< as it stands there
    bool is_whole = true;   ///< false: the bytes ended within it
};

/// The members of the object that `json` is, at most `members_max` of them, up to where it stops to
/// look like one; nothing when it is no object.
[[nodiscard]] std::optional<std::vector<JsonMember>> members_of(std::string_view json,
                                                                std::size_t members_max);

/// How deep arrays and objects nest; 0 for anything else.
[[nodiscard]] std::size_t nesting_of(std::string_view json);

} // namespace peerdesk::telegram
