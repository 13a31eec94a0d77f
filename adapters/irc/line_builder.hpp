// SPDX-License-Identifier: MIT
// The only way to make a line for a server. No CR, LF or NUL passes, whoever calls with whatever:
// nothing else in this adapter writes bytes to the wire.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace peerdesk::irc {

struct OutgoingTag {
    std::string_view key;
    std::string_view value;
};

/// "@tags COMMAND middle middle :last\r\n". CR, LF and NUL become blanks; in a middle parameter
/// blanks become '_' and a leading ':' is dropped, so that it stays one parameter; an empty middle
/// parameter becomes '*'. The last parameter gets a colon only where it needs one.
[[nodiscard]] std::string build_line(std::string_view command,
                                     std::span<const std::string_view> params,
                                     std::span<const OutgoingTag> tags = {});

[[nodiscard]] std::string build_line(std::string_view command,
                                     std::initializer_list<std::string_view> params);

} // namespace peerdesk::irc
