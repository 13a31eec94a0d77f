// SPDX-License-Identifier: MIT
// Telegram counts text in UTF-16 code units ("units"); ours is UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::telegram {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// The bytes with U+FFFD in place of each that belongs to no character.
[[nodiscard]] std::string repaired_utf8(std::string_view bytes);

/// Units of valid UTF-8: one for each character, two for one beyond U+FFFF.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

/// At most `units_max` units of valid UTF-8, cut between characters.
[[nodiscard]] std::string_view cut_utf16(std::string_view text, std::size_t units_max);

/// Walks a text along both counts. Places asked for in ascending order cost one walk together.
class Utf16Cursor {
  public:
    /// @param text valid UTF-8, which outlives the cursor
    explicit Utf16Cursor(std::string_view text) : text_(text) {}

    /// The byte at which that unit begins, or the size at the end of the text; nothing behind it
    /// and in the middle of a pair.
    [[nodiscard]] std::optional<std::size_t> byte_of(std::size_t unit);
    /// The same, but the last place at or before it where a character begins.
    [[nodiscard]] std::size_t byte_near(std::size_t unit);
    /// The unit that begins at a byte at which a character begins.
    [[nodiscard]] std::size_t unit_of(std::size_t byte);

  private:
    void step();
    [[nodiscard]] std::size_t units_here() const;

    std::string_view text_;
    std::size_t byte_ = 0;
    std::size_t unit_ = 0;
};

} // namespace peerdesk::telegram
