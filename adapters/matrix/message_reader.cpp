// SPDX-License-Identifier: MIT
#include "adapters/matrix/message_reader.hpp"

#include "adapters/matrix/attachment_reader.hpp"
#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/event_fields.hpp"
#include "adapters/matrix/html.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/poll_reader.hpp"
#include "adapters/matrix/reply_fallback.hpp"

namespace peerdesk::matrix {
namespace {

constexpr std::size_t mentions_max = 200;

Message::Kind kind_of(std::string_view msgtype) {
    if (msgtype == "m.notice" || msgtype == "m.server_notice") return Message::Kind::notice;
    return msgtype == "m.emote" ? Message::Kind::emote : Message::Kind::text;
}

/// Client-server API, "Threading": a reply within a thread is a fallback for clients that know no
/// threads, unless it says otherwise.
void read_relation(JsonValue relation, Message& message) {
    const std::string_view kind = relation["rel_type"].text();
    const bool is_in_thread = kind == "m.thread" || kind == "io.element.thread";
    if (is_in_thread) message.thread_root = id_in(relation["event_id"]);
    if (is_in_thread && relation["is_falling_back"].is_true()) return;
    message.reply_to = id_in(relation["m.in_reply_to"]["event_id"]);
}

std::string formatted_body(JsonValue content) {
    if (content["format"].text() != "org.matrix.custom.html") return {};
    return std::string{content["formatted_body"].text()};
}

void set_body(Message& message, std::string body) {
    message.was_cut = body.size() > body_bytes_max;
    if (message.was_cut) body.resize(cut_text(body, body_bytes_max).size());
    message.body = std::move(body);
}

/// A place on the map as its description and its address.
std::string with_address(std::string body, JsonValue content) {
    const std::string address = line_in(content["geo_uri"], reason_bytes_max);
    if (address.empty() || body.contains(address)) return body;
    return body.empty() ? address : body + "\n" + address;
}

std::string body_of(JsonValue content, std::string_view type, const std::string& html) {
    if (is_poll_type(type)) return poll_words(content);
    const JsonValue body = content["body"];
    return body.is_text() ? clean_text(body.text()) : plain_text(html);
}

} // namespace

bool is_message_type(std::string_view type) {
    return type == "m.room.message" || type == "m.sticker" || is_poll_type(type);
}

std::optional<Message> read_message(JsonValue content, std::string_view type) {
    Message message;
    const std::string_view msgtype =
        type == "m.room.message" ? content["msgtype"].text() : std::string_view{};
    message.kind = kind_of(msgtype);
    read_relation(content["m.relates_to"], message);
    message.mentions = ids_in(content["m.mentions"]["user_ids"], mentions_max);
    const std::string html = formatted_body(content);
    std::string body = body_of(content, type, html);
    if (auto attachment = read_attachment(content, type == "m.sticker" ? type : msgtype)) {
        if (!has_caption(content)) {
            message.attachments.push_back(std::move(*attachment));
            return message;
        }
        message.attachments.push_back(std::move(*attachment));
    }
    if (msgtype == "m.location") body = with_address(std::move(body), content);
    if (!message.reply_to.empty()) body = without_reply_fallback(body);
    if (body.empty() && message.attachments.empty()) return std::nullopt;
    set_body(message, std::move(body));
    message.html = sanitize_html(html);
    if (message.was_cut || message.html.size() > body_bytes_max) message.html.clear();
    return message;
}

} // namespace peerdesk::matrix
