// SPDX-License-Identifier: MIT
#include "adapters/matrix/matrix_json.hpp"

#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/event_fields.hpp"
#include "adapters/matrix/sync_reader.hpp"

#include <algorithm>

namespace peerdesk::matrix {
namespace {

constexpr int small_depth = 8; ///< answers without events are flat
constexpr std::size_t secret_bytes_max = 16'384;
constexpr std::size_t url_bytes_max = 2'048;
constexpr std::size_t list_max = 1'000'000;
constexpr std::size_t versions_max = 1'000;

/// Tokens are passed on as they came: a byte that cannot stand in a header makes them none.
std::string secret_in(JsonValue value) {
    const std::string_view text = value.text();
    const bool is_printable = std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
    return is_printable && text.size() <= secret_bytes_max ? std::string{text} : std::string{};
}

std::optional<std::chrono::milliseconds> duration_in(JsonValue value) {
    if (value.kind() != JsonKind::number || !value.integer()) return std::nullopt;
    return std::chrono::milliseconds{count_in(value)};
}

} // namespace

std::optional<SyncAnswer> parse_sync(std::string_view bytes) {
    return read_sync(bytes);
}

std::optional<MessagePage> parse_messages(std::string_view bytes) {
    return read_messages(bytes);
}

std::optional<std::vector<RoomEvent>> parse_state(std::string_view bytes) {
    return read_state(bytes);
}

ErrorAnswer parse_error(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue root = document.root();
    return {.code = id_in(root["errcode"]),
            .words = line_in(root["error"], reason_bytes_max),
            .retry_after = duration_in(root["retry_after_ms"]),
            .soft_logout = root["soft_logout"].is_true()};
}

std::optional<Versions> parse_versions(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue versions = document.root()["versions"];
    if (!versions.is_array()) return std::nullopt;
    return Versions{ids_in(versions, versions_max)};
}

std::optional<std::string> parse_well_known(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    std::string url = line_in(document.root()["m.homeserver"]["base_url"], url_bytes_max);
    if (!url.starts_with("https://") && !url.starts_with("http://")) return std::nullopt;
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

std::optional<WhoAmI> parse_whoami(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue root = document.root();
    WhoAmI answer{.user = id_in(root["user_id"]), .device = id_in(root["device_id"])};
    if (!answer.user.starts_with('@')) return std::nullopt;
    return answer;
}

std::optional<LoginAnswer> parse_login(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue root = document.root();
    LoginAnswer answer{.user = id_in(root["user_id"]),
                       .device = id_in(root["device_id"]),
                       .access_token = secret_in(root["access_token"]),
                       .refresh_token = secret_in(root["refresh_token"]),
                       .expires_in = duration_in(root["expires_in_ms"])};
    if (answer.access_token.empty()) return std::nullopt;
    return answer;
}

bool offers_password(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue flows = document.root()["flows"];
    if (!flows.is_array()) return false;
    for (const JsonValue flow : flows)
        if (flow["type"].text() == "m.login.password") return true;
    return false;
}

std::optional<std::string> parse_text_member(std::string_view bytes, std::string_view name) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue member = document.root()[name];
    if (!member.is_text()) return std::nullopt;
    return clean_line(member.text(), url_bytes_max);
}

std::optional<std::vector<std::string>> parse_joined_members(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue joined = document.root()["joined"];
    if (!joined.is_object()) return std::nullopt;
    std::vector<std::string> users;
    for (const JsonValue member : joined)
        if (member.key().starts_with('@') && member.key().size() <= id_bytes_max)
            users.emplace_back(member.key());
    return users;
}

std::optional<std::vector<std::string>> parse_joined_rooms(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    const JsonValue rooms = document.root()["joined_rooms"];
    if (!rooms.is_array()) return std::nullopt;
    return ids_in(rooms, list_max);
}

std::optional<DirectRooms> parse_direct(std::string_view bytes) {
    const AnswerDocument document(bytes, small_depth);
    if (!document.root().is_object()) return std::nullopt;
    return read_direct(document.root());
}

} // namespace peerdesk::matrix
