// SPDX-License-Identifier: MIT
// One line as a server sends it, taken apart. The parser accepts whatever bytes arrive; it views
// into the line and copies only tag values that carry escapes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::irc {

/// "nick!user@host", or a server's name as `nick` alone.
struct Source {
    std::string_view nick;
    std::string_view user;
    std::string_view host;
    bool operator==(const Source&) const = default;
};

struct Tag {
    std::string_view key;
    std::string_view raw_value; ///< still escaped
};

/// Views into the line that was parsed; valid as long as that is.
struct IrcMessage {
    std::vector<Tag> tags;
    bool has_source = false;
    std::string_view raw_source;
    Source source;
    std::string_view command;
    std::vector<std::string_view> params;

    /// The parameter at `index`, or an empty text.
    [[nodiscard]] std::string_view param(std::size_t index) const {
        return index < params.size() ? params[index] : std::string_view{};
    }
    [[nodiscard]] std::string_view last_param() const {
        return params.empty() ? std::string_view{} : params.back();
    }
    [[nodiscard]] bool has_tag(std::string_view key) const;
    /// The unescaped value; empty when the tag is missing or has none. The last of several wins.
    [[nodiscard]] std::string tag(std::string_view key) const;
};

/// What a server may send: 8191 bytes of tags (message-tags.md), then a line; we take more.
inline constexpr std::size_t line_bytes_max = 65'536;

/// @param line without CR LF. @return nothing for a line without a command.
[[nodiscard]] std::optional<IrcMessage> parse_line(std::string_view line);

[[nodiscard]] Source parse_source(std::string_view text);

/// "\:" is ';', "\s" is ' ', "\\" is '\', "\r" and "\n"; a stray backslash is dropped.
[[nodiscard]] std::string unescape_tag(std::string_view raw);
[[nodiscard]] std::string escape_tag(std::string_view value);

} // namespace peerdesk::irc
