// SPDX-License-Identifier: MIT
// The address of an HTTP server, as people write it into a configuration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::net {

struct HttpUrl {
    bool tls = true;
    std::string host; ///< lower case; an IPv6 address without its brackets
    std::uint16_t port = 443;
    std::string base_path; ///< begins with a slash and ends without one, or empty
    bool operator==(const HttpUrl&) const = default;
};

/// Reads `http://` and `https://` addresses with host, port and path (RFC 3986).
/// @return nothing for other schemes, user names, queries, fragments, blanks, control characters,
///         letters outside ASCII and ports outside 1 to 65535
[[nodiscard]] std::optional<HttpUrl> parse_http_url(std::string_view text);

/// What a `Host` field says: brackets around IPv6, the port unless it is the scheme's own.
[[nodiscard]] std::string host_field(const HttpUrl& url);

} // namespace peerdesk::net
