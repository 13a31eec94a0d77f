// SPDX-License-Identifier: MIT
// The texts of JSON and where things end in it, letter by letter.
#pragma once

#include <cstddef>
#include <string_view>

namespace peerdesk::matrix {

/// Where the closing quote of the text that begins at `at` (behind its opening quote) stands, or
/// npos.
[[nodiscard]] std::size_t text_end(std::string_view bytes, std::size_t at, bool& has_escapes);

/// Behind the bracket that closes the one at `at`, however deep it nests, or npos. Which of the two
/// brackets closes which is not asked: whoever reads what lies within finds out.
[[nodiscard]] std::size_t container_end(std::string_view bytes, std::size_t at);

/// Writes the text that `escaped` stands for, never more bytes than it has; half of a surrogate
/// pair becomes U+FFFD. Gives the end, or null at an escape that JSON does not know.
[[nodiscard]] char* write_unescaped(std::string_view escaped, char* out);

} // namespace peerdesk::matrix
