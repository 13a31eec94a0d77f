// SPDX-License-Identifier: MIT
// The one border between bytes from a homeserver and the rest. Nothing here throws, whatever the
// bytes are; one bad event never costs its neighbours; text that comes out is valid UTF-8 without
// control characters but '\n' and '\t', and bounded.
#pragma once

#include "adapters/matrix/room_event.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::matrix {

/// Bytes of a message's body that are taken; the rest is cut and said so.
inline constexpr std::size_t body_bytes_max = 60'000;
/// Nesting that is followed; what lies deeper is left out.
inline constexpr int nesting_max = 60;

/// Nothing when it is no sync answer (no object, no next_batch).
[[nodiscard]] std::optional<SyncAnswer> parse_sync(std::string_view bytes);
[[nodiscard]] std::optional<MessagePage> parse_messages(std::string_view bytes);

/// A standard error: {"errcode", "error", …}. Empty fields where there are none.
struct ErrorAnswer {
    std::string code;  ///< e.g. "M_FORBIDDEN"
    std::string words; ///< the server's text
    std::optional<std::chrono::milliseconds> retry_after;
    bool soft_logout = false;
};
[[nodiscard]] ErrorAnswer parse_error(std::string_view bytes);

struct Versions {
    std::vector<std::string> versions; ///< "r0.6.1", "v1.11"
    bool operator==(const Versions&) const = default;
};
[[nodiscard]] std::optional<Versions> parse_versions(std::string_view bytes);

/// .well-known/matrix/client: m.homeserver.base_url.
[[nodiscard]] std::optional<std::string> parse_well_known(std::string_view bytes);

struct WhoAmI {
    std::string user;
    std::string device; ///< may be empty
};
[[nodiscard]] std::optional<WhoAmI> parse_whoami(std::string_view bytes);

/// Answers of /login and /refresh.
struct LoginAnswer {
    std::string user; ///< empty in an answer of /refresh
    std::string device;
    std::string access_token;
    std::string refresh_token;                           ///< may be empty
    std::optional<std::chrono::milliseconds> expires_in; ///< of the access token
};
[[nodiscard]] std::optional<LoginAnswer> parse_login(std::string_view bytes);
/// Whether GET /login offers m.login.password.
[[nodiscard]] bool offers_password(std::string_view bytes);

/// One text member of an object: "event_id", "room_id", "filter_id", "content_uri".
[[nodiscard]] std::optional<std::string> parse_text_member(std::string_view bytes,
                                                           std::string_view name);
/// The user ids of GET /joined_members.
[[nodiscard]] std::optional<std::vector<std::string>> parse_joined_members(std::string_view bytes);
/// The room ids of GET /joined_rooms.
[[nodiscard]] std::optional<std::vector<std::string>> parse_joined_rooms(std::string_view bytes);
/// The current state of a room: GET /rooms/{id}/state.
[[nodiscard]] std::optional<std::vector<RoomEvent>> parse_state(std::string_view bytes);
/// The content of m.direct, as account data is read alone.
[[nodiscard]] std::optional<DirectRooms> parse_direct(std::string_view bytes);

} // namespace peerdesk::matrix
