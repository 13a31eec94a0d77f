// SPDX-License-Identifier: MIT
// What one typed line means on the console: "ana: text" is ana writing to the bot, "#help ana:
// text" is ana writing in the room #help.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace peerdesk::console {

struct DirectLine {
    std::string name;
    std::string text;
    bool operator==(const DirectLine&) const = default;
};

struct RoomLine {
    std::string room; ///< folded: "#help"
    std::string name;
    std::string text;
    bool operator==(const RoomLine&) const = default;
};

enum class ConsoleCommand { quit, help };

/// Nothing was typed.
struct BlankLine {
    bool operator==(const BlankLine&) const = default;
};

/// Neither shape: the person is told both.
struct UnclearLine {
    bool operator==(const UnclearLine&) const = default;
};

using TypedLine = std::variant<DirectLine, RoomLine, ConsoleCommand, BlankLine, UnclearLine>;

/// @param line clean UTF-8, see clean_line. `our_name` may not be played.
[[nodiscard]] TypedLine parse_line(std::string_view line, std::string_view our_name);

/// Any bytes as valid UTF-8 without control characters; what was invalid becomes U+FFFD.
[[nodiscard]] std::string clean_line(std::string_view bytes);

/// Names and rooms that differ only in case are the same.
[[nodiscard]] std::string fold_name(std::string_view name);
/// The id of a room; nothing when it does not begin with '#' or holds a space or colon.
[[nodiscard]] std::optional<std::string> room_id(std::string_view written);
/// The id of a played person: "a:ana".
[[nodiscard]] std::string author_id(std::string_view name);

/// The text behind "peerdesk: …", "peerdesk, …" or "@peerdesk …"; nothing when not addressed so.
[[nodiscard]] std::optional<std::string> cut_mention(std::string_view text,
                                                     std::string_view our_name);

inline constexpr std::size_t name_length_max = 64; ///< bytes, of a person or a room

} // namespace peerdesk::console
