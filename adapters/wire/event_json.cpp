// SPDX-License-Identifier: MIT
#include "adapters/wire/event_json.hpp"

#include "adapters/wire/attachment_members.hpp"
#include "adapters/wire/json_reader.hpp"
#include "adapters/wire/json_writer.hpp"

#include <cstdint>
#include <utility>

namespace peerdesk::wire {

namespace {

constexpr std::pair<chat::PlaceKind, std::string_view> place_kinds[] = {
    {chat::PlaceKind::direct, "direct"}, {chat::PlaceKind::room, "room"}};
constexpr std::pair<chat::IdentityKind, std::string_view> identity_kinds[] = {
    {chat::IdentityKind::account, "account"}, {chat::IdentityKind::guest, "guest"}};

template <class Enum, std::size_t n>
std::string_view to_text(const std::pair<Enum, std::string_view> (&words)[n], Enum value) {
    for (const auto& [known, text] : words)
        if (known == value) return text;
    std::unreachable();
}

void write(Writer& object, const chat::Place& place) {
    object.open("place");
    object.add("network", place.network);
    object.add("kind", to_text(place_kinds, place.kind));
    object.add("id", place.id);
    object.close();
}

void write(Writer& object, const chat::Author& author) {
    object.open("author");
    object.add("id", author.id);
    object.add("name", author.name);
    object.add("kind", to_text(identity_kinds, author.kind));
    object.add("is_bot", author.is_bot);
    object.add("language_hint", author.language_hint);
    object.close();
}

void write_body(Writer& object, const chat::MessageReceived& message) {
    object.add("text", message.text);
    object.add("remote_id", message.remote_id);
    object.add("reply_to", message.reply_to);
    object.add("mentions_us", message.mentions_us);
    object.add("is_secure", message.is_secure);
    object.add("was_cut", message.was_cut);
    if (!message.thread.empty()) object.add("thread", message.thread);
    if (!message.html.empty()) object.add("html", message.html);
    if (!message.attachments.empty()) write_attachments(object, message.attachments);
    if (!message.album.empty()) object.add("album", message.album);
}

void write_body(Writer& object, const chat::MessageEdited& edited) {
    object.add("remote_id", edited.remote_id);
    object.add("text", edited.text);
    object.add("was_cut", edited.was_cut);
    if (!edited.html.empty()) object.add("html", edited.html);
}

void write_body(Writer& object, const chat::MessageRemoved& removed) {
    object.add("remote_id", removed.remote_id);
}

void write_body(Writer& object, const chat::ReactionAdded& reaction) {
    object.add("target", reaction.target);
    object.add("sign", reaction.sign);
}

void write_body(Writer& object, const chat::MessageUnreadable& unreadable) {
    object.add("remote_id", unreadable.remote_id);
    object.add("raw", unreadable.raw);
}

void write_body(Writer& object, const chat::ButtonPressed& press) {
    object.add("target", press.target);
    object.add("action", press.action);
    object.add("press_id", press.press_id);
}

/// The member under which each kind stands.
constexpr const char* name_of(const chat::MessageReceived*) {
    return "message";
}
constexpr const char* name_of(const chat::MessageEdited*) {
    return "edited";
}
constexpr const char* name_of(const chat::MessageRemoved*) {
    return "removed";
}
constexpr const char* name_of(const chat::ReactionAdded*) {
    return "reaction";
}
constexpr const char* name_of(const chat::MessageUnreadable*) {
    return "unreadable";
}
constexpr const char* name_of(const chat::ButtonPressed*) {
    return "pressed";
}

template <class Body>
void write_event(Writer& object, const Body& body) {
    object.open(name_of(&body));
    write(object, body.place);
    write(object, body.author);
    write_body(object, body);
    object.close();
}

void read_body(const Reader& body, chat::MessageReceived& message) {
    body.read("text", message.text);
    body.read("remote_id", message.remote_id);
    body.read("reply_to", message.reply_to);
    body.read("mentions_us", message.mentions_us);
    body.read("is_secure", message.is_secure);
    body.read("was_cut", message.was_cut);
    body.read_if("thread", message.thread);
    body.read_if("html", message.html);
    message.attachments = read_attachments(body);
    body.read_if("album", message.album);
}

void read_body(const Reader& body, chat::MessageEdited& edited) {
    body.read("remote_id", edited.remote_id);
    body.read("text", edited.text);
    body.read("was_cut", edited.was_cut);
    body.read_if("html", edited.html);
}

void read_body(const Reader& body, chat::MessageRemoved& removed) {
    body.read("remote_id", removed.remote_id);
}

void read_body(const Reader& body, chat::ReactionAdded& reaction) {
    body.read("target", reaction.target);
    body.read("sign", reaction.sign);
}

void read_body(const Reader& body, chat::MessageUnreadable& unreadable) {
    body.read("remote_id", unreadable.remote_id);
    body.read("raw", unreadable.raw);
}

void read_body(const Reader& body, chat::ButtonPressed& press) {
    body.read("target", press.target);
    body.read("action", press.action);
    body.read("press_id", press.press_id);
}

template <class Body>
Body read_as(const Reader& top) {
    Body body;
    const Reader object = top.within(name_of(&body));
    const Reader place = object.within("place");
    place.read("network", body.place.network);
    place.read("kind", place_kinds, body.place.kind);
    place.read("id", body.place.id);
    const Reader author = object.within("author");
    author.read("id", body.author.id);
    author.read("name", body.author.name);
    author.read("kind", identity_kinds, body.author.kind);
    author.read("is_bot", body.author.is_bot);
    author.read("language_hint", body.author.language_hint);
    read_body(object, body);
    return body;
}

chat::EventBody read_any(const Reader& top) {
    if (top.has("edited")) return read_as<chat::MessageEdited>(top);
    if (top.has("removed")) return read_as<chat::MessageRemoved>(top);
    if (top.has("reaction")) return read_as<chat::ReactionAdded>(top);
    if (top.has("unreadable")) return read_as<chat::MessageUnreadable>(top);
    if (top.has("pressed")) return read_as<chat::ButtonPressed>(top);
    return read_as<chat::MessageReceived>(top);
}

} // namespace

std::string encode(const chat::Event& event) {
    Writer object;
    object.add("version", std::int64_t{version});
    object.add("key", event.key);
    object.add("time", std::int64_t{event.time.time_since_epoch().count()});
    object.add("seed", event.seed);
    std::visit(
        [&]<class Body>(const Body& body) {
            if constexpr (requires { name_of(&body); }) write_event(object, body);
        },
        event.body);
    return object.finish();
}

std::expected<chat::Event, std::string> decode(std::string_view text) {
    const Json object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) return std::unexpected("not a JSON object");
    const auto written = object.find("version");
    if (written == object.end() || *written != version)
        return std::unexpected("version is not " + std::to_string(version));
    std::string error;
    const Reader top(object, "", error);
    chat::Event event;
    top.read("key", event.key);
    top.read("time", event.time);
    top.read("seed", event.seed);
    event.body = read_any(top);
    if (!error.empty()) return std::unexpected(std::move(error));
    return event;
}

} // namespace peerdesk::wire
