// SPDX-License-Identifier: MIT
#include "adapters/matrix/event_reader.hpp"

#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/event_fields.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/message_reader.hpp"
#include "adapters/matrix/state_reader.hpp"

namespace peerdesk::matrix {
namespace {

using Body = decltype(RoomEvent::body);

/// Events have at most 64 KiB; servers add what they know about them (earlier content, a thread's
/// latest event).
constexpr std::size_t event_bytes_max = 524'288;
constexpr std::size_t raw_bytes_max = 65'536;
constexpr std::size_t reaction_bytes_max = 64;

Body read_edit(JsonValue content, std::string_view type) {
    Edit edit{.target = id_in(content["m.relates_to"]["event_id"]), .now = {}};
    const JsonValue new_content = content["m.new_content"];
    if (edit.target.empty() || !new_content.is_object()) return OtherEvent{};
    auto now = read_message(new_content, type);
    if (!now) return OtherEvent{};
    // A change keeps the place and the answer of what it changes, whatever it says here.
    now->thread_root.clear();
    now->reply_to.clear();
    edit.now = std::move(*now);
    return edit;
}

Body read_said(JsonValue content, std::string_view type) {
    if (content["m.relates_to"]["rel_type"].text() == "m.replace") return read_edit(content, type);
    auto message = read_message(content, type);
    return message ? Body{std::move(*message)} : Body{OtherEvent{}};
}

Body read_reaction(JsonValue content) {
    const JsonValue relation = content["m.relates_to"];
    Reaction reaction{.target = id_in(relation["event_id"]),
                      .key = line_in(relation["key"], reaction_bytes_max)};
    if (relation["rel_type"].text() != "m.annotation" || reaction.target.empty() ||
        reaction.key.empty())
        return OtherEvent{};
    return reaction;
}

/// The target stands beside the content up to room version 10, within it from 11 on.
Body read_redaction(JsonValue event) {
    Redaction redaction{id_in(event["redacts"])};
    if (redaction.target.empty()) redaction.target = id_in(event["content"]["redacts"]);
    if (redaction.target.empty()) return OtherEvent{};
    return redaction;
}

/// Of what no state event may be.
Body read_timeline_body(JsonValue event, std::string_view type) {
    const JsonValue content = event["content"];
    if (event["unsigned"]["redacted_because"].is_object()) return OtherEvent{};
    if (is_message_type(type)) return read_said(content, type);
    if (type == "m.reaction") return read_reaction(content);
    if (type == "m.room.redaction") return read_redaction(event);
    if (type == "m.room.encrypted" && content["algorithm"].is_text()) return Encrypted{};
    return OtherEvent{};
}

std::string raw_of(std::string_view bytes) {
    return bytes.size() <= raw_bytes_max ? clean_text(bytes) : std::string{};
}

} // namespace

std::optional<RoomEvent> EventReader::read(std::string_view bytes, bool is_stripped) {
    if (bytes.size() > event_bytes_max || !document_.read(bytes, nesting_max)) return std::nullopt;
    const JsonValue root = document_.root();
    RoomEvent event;
    event.id = id_in(root["event_id"]);
    event.sender = id_in(root["sender"]);
    event.type = id_in(root["type"]);
    if (event.type.empty() || !event.sender.starts_with('@')) return std::nullopt;
    if (event.id.empty() && !is_stripped) return std::nullopt;
    event.sent_ms = count_in(root["origin_server_ts"]);
    const JsonValue content = root["content"];
    event.own_txn = id_in(content["org.peerdesk.txn"]);
    const JsonValue state_key = root["state_key"];
    event.is_state = state_key.is_text();
    event.body = event.is_state ? read_state_body(content, event.type, state_key)
                                : read_timeline_body(root, event.type);
    if (std::holds_alternative<Encrypted>(event.body)) event.raw = raw_of(bytes);
    return event;
}

} // namespace peerdesk::matrix
