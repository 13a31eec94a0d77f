// SPDX-License-Identifier: MIT
// How Matrix names people and rooms, and how those names travel in a path. Ids are opaque: a
// room's may have no domain (room version 12), so nothing is read out of them but their first
// sign and, for a person, the name before the colon.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace peerdesk::matrix {

[[nodiscard]] bool is_user_id(std::string_view text);    ///< "@ana:example.org"
[[nodiscard]] bool is_room_alias(std::string_view text); ///< "#staff:example.org"
[[nodiscard]] bool is_room_id(std::string_view text);    ///< "!abc:example.org" or "!abc"

/// "ana" of "@ana:example.org"; the whole text when it is no user id.
[[nodiscard]] std::string_view localpart(std::string_view user);
/// "example.org" of "@ana:example.org"; empty where there is no colon.
[[nodiscard]] std::string_view domain_of(std::string_view id);

/// A configured room as `Place::id` has it: aliases in lower case, ids unchanged.
[[nodiscard]] std::string folded_room(std::string_view configured);

/// Whether `pattern` fits: '*' stands for any text, everything else for itself, in any case.
[[nodiscard]] bool fits_pattern(std::string_view pattern, std::string_view text);

/// Everything but unreserved characters as %XX (RFC 3986 2.3).
[[nodiscard]] std::string percent_encode(std::string_view text);

/// "/_matrix/client/v3/rooms/%21a%3Ab/join" of {"rooms", "!a:b", "join"}.
[[nodiscard]] std::string client_path(std::initializer_list<std::string_view> parts);

/// Puts "&name=value" (or "?name=value" where it is the first) behind a path.
void add_query(std::string& target, std::string_view name, std::string_view value);
/// The servers that may know a room, under the old and the new name of that parameter
/// (`server_name` until v1.11, `via` since v1.12); empty ones are left out.
void add_servers(std::string& target, std::initializer_list<std::string_view> servers);

} // namespace peerdesk::matrix
