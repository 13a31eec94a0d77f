// SPDX-License-Identifier: MIT
#include "adapters/matrix/message_content.hpp"

#include "adapters/matrix/body_pieces.hpp"
#include "adapters/matrix/clean_text.hpp"
#include "adapters/matrix/event_fields.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace peerdesk::matrix {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view account_prefix = "a:";
constexpr std::string_view edit_prefix = "* "; ///< for clients that know no edits
constexpr std::size_t mentions_max = 50;
constexpr std::size_t html_bytes_max = 40'000;

/// Lone bytes become U+FFFD, so this never throws and is always valid.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string valid(std::string_view text) {
    return is_valid_utf8(text) ? std::string{text} : repaired_utf8(text);
}

/// Always there, so that no server guesses from the words (MSC3952); never the whole room.
Json mentions_of(const std::vector<std::string>& people) {
    Json mentions = Json::object();
    for (const std::string& person : people) {
        const std::string user = user_of(person);
        if (user.empty() || user.size() > id_bytes_max) continue;
        if (mentions["user_ids"].size() == mentions_max) break;
        mentions["user_ids"].push_back(user);
    }
    return mentions;
}

/// Client-server API, "Threading": within a thread an answer is told from its fallback, which
/// makes clients that know no threads show the message behind the thread's latest.
Json relation_of(const chat::Outbound& message, bool is_first) {
    const bool is_answer = is_first && !message.target.empty();
    if (message.thread.empty())
        return is_answer ? Json{{"m.in_reply_to", {{"event_id", message.target}}}} : Json{};
    const std::string& latest =
        message.thread_latest.empty() ? message.thread : message.thread_latest;
    return {{"rel_type", "m.thread"},
            {"event_id", message.thread},
            {"is_falling_back", !is_answer},
            {"m.in_reply_to", {{"event_id", is_answer ? message.target : latest}}}};
}

std::string_view msgtype_of(chat::AttachmentKind kind) {
    switch (kind) {
    case chat::AttachmentKind::image:
    case chat::AttachmentKind::sticker: // as an image: what may be a sticker is the client's choice
        return "m.image";
    case chat::AttachmentKind::video:
        return "m.video";
    case chat::AttachmentKind::audio:
    case chat::AttachmentKind::voice:
        return "m.audio";
    case chat::AttachmentKind::file:
    case chat::AttachmentKind::location:
    case chat::AttachmentKind::contact:
    case chat::AttachmentKind::poll:
    case chat::AttachmentKind::dice:
    case chat::AttachmentKind::unknown:
        return "m.file";
    }
    return "m.file";
}

bool can_attach(const chat::Outbound& message) {
    return !message.attachments.empty() && message.act == chat::Act::say &&
           message.attachments.front().ref.starts_with("mxc://");
}

/// The body is the description if there is one, else the file's name: it may not be missing.
void add_attachment(Json& content, const chat::Attachment& file, const std::string& text) {
    const std::string_view msgtype = msgtype_of(file.kind);
    const std::string name = file.name.empty() ? std::string{msgtype.substr(2)} : file.name;
    content["msgtype"] = msgtype;
    content["body"] = text.empty() ? name : text;
    content["filename"] = name;
    content["url"] = file.ref;
    Json info = Json::object();
    if (!file.type.empty()) info["mimetype"] = file.type;
    if (file.bytes > 0) info["size"] = file.bytes;
    content["info"] = std::move(info);
}

void add_words(Json& content, chat::Voice voice, const std::string& text) {
    content["msgtype"] = voice == chat::Voice::person ? "m.text" : "m.notice";
    content["body"] = text;
}

void add_html(Json& content, const std::string& html, std::string_view before = {}) {
    if (html.empty()) return;
    content["format"] = "org.matrix.custom.html";
    content["formatted_body"] = std::string{before} + html;
}

/// What is said, with everything but the transaction.
Json said(const chat::Outbound& message, const std::string& text, const std::string& html,
          bool is_first) {
    Json content;
    if (is_first && can_attach(message))
        add_attachment(content, message.attachments.front(), text);
    else
        add_words(content, message.voice, text);
    add_html(content, html);
    content["m.mentions"] = is_first ? mentions_of(message.mentions) : Json::object();
    if (Json relation = relation_of(message, is_first); !relation.is_null())
        content["m.relates_to"] = std::move(relation);
    return content;
}

/// A change of an earlier message: its new form, and the same as a message for older clients.
Json changed(const chat::Outbound& message, const std::string& text, const std::string& html) {
    Json now;
    add_words(now, message.voice, text);
    add_html(now, html);
    now["m.mentions"] = mentions_of(message.mentions);
    Json content;
    add_words(content, message.voice, std::string{edit_prefix} + text);
    add_html(content, html, edit_prefix);
    content["m.mentions"] = now["m.mentions"];
    content["m.new_content"] = std::move(now);
    content["m.relates_to"] = {{"rel_type", "m.replace"}, {"event_id", message.target}};
    return content;
}

EventContent finished(std::string type, Json content, const std::string& txn, std::size_t number) {
    content["org.peerdesk.txn"] = number == 1 ? txn : txn + "." + std::to_string(number);
    return {std::move(type), dumped(content)};
}

EventContent reaction(const chat::Outbound& message, const std::string& txn) {
    Json content{{"m.relates_to",
                  {{"rel_type", "m.annotation"},
                   {"event_id", message.target},
                   {"key", valid(message.text)}}},
                 {"m.mentions", Json::object()}};
    return finished("m.reaction", std::move(content), txn, 1);
}

} // namespace

std::vector<EventContent> contents_of(const chat::Outbound& message, const std::string& txn) {
    if (message.act == chat::Act::remove) return {};
    if (message.act == chat::Act::react) return {reaction(message, txn)};
    const bool is_change = message.act == chat::Act::change;
    const auto first = [&](const std::string& text, const std::string& html) {
        return is_change ? changed(message, text, html) : said(message, text, html, true);
    };
    const std::string type = "m.room.message";
    const std::string text = valid(message.text);
    // The number behind the transaction and the mark of a change take little; the rest is counted.
    constexpr std::size_t spare = 256;
    const std::size_t room = content_bytes_max - spare - txn.size();
    if (message.html.size() <= html_bytes_max) {
        Json whole = first(text, valid(message.html));
        if (dumped(whole).size() <= room) return {finished(type, std::move(whole), txn, 1)};
    }
    // A form cannot be cut; the words can.
    const std::size_t first_room = room - std::min(room, dumped(first({}, {})).size());
    const std::size_t further_room =
        room - std::min(room, dumped(said(message, {}, {}, false)).size());
    const auto pieces = body_pieces(text, {is_change ? first_room / 2 : first_room, further_room});
    std::vector<EventContent> contents;
    for (const std::string& piece : pieces) {
        Json content = contents.empty() ? first(piece, {}) : said(message, piece, {}, false);
        contents.push_back(finished(type, std::move(content), txn, contents.size() + 1));
    }
    return contents;
}

std::string txn_of(const chat::Outbound& message) {
    return "pd" + std::to_string(message.outbox_id) + "." +
           std::to_string(message.created.time_since_epoch().count());
}

std::string user_of(const std::string& author_id) {
    return author_id.starts_with("a:@") ? author_id.substr(account_prefix.size()) : std::string{};
}

std::string author_id_of(const std::string& user) {
    return std::string{account_prefix} + user;
}

} // namespace peerdesk::matrix
