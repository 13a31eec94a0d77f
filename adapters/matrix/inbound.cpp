// SPDX-License-Identifier: MIT
#include "adapters/matrix/inbound.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/message_content.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace peerdesk::matrix {
namespace {

bool begins_with(std::string_view text, std::string_view name) {
    if (name.empty() || text.size() < name.size()) return false;
    return std::ranges::equal(text.substr(0, name.size()), name, [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    });
}

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

} // namespace

bool cut_name(std::string& text, const std::vector<std::string>& names, bool is_mentioned) {
    for (const std::string& name : names) {
        std::string_view rest = text;
        if (rest.starts_with('@') && !name.starts_with('@')) rest.remove_prefix(1);
        if (!begins_with(rest, name)) continue;
        rest.remove_prefix(name.size());
        const bool is_called = rest.starts_with(':') || rest.starts_with(',');
        if (is_called) rest.remove_prefix(1);
        const bool is_over = rest.empty() || is_blank(rest.front());
        if (!is_over || (!is_called && !is_mentioned)) continue;
        while (!rest.empty() && is_blank(rest.front()))
            rest.remove_prefix(1);
        text.erase(0, text.size() - rest.size());
        return true;
    }
    return false;
}

bool Inbound::read(const Room& room, RoomEvent event, net::Instant now) {
    if (event.sender == context_.user) {
        if (const auto* ours = std::get_if<Message>(&event.body))
            threads_.note(ours->thread_root, event.id);
        return false;
    }
    const auto place = rooms_.place_of(room);
    if (!place || event.id.empty()) return false;
    std::optional<chat::EventBody> body;
    if (auto* said = std::get_if<Message>(&event.body)) {
        threads_.note(said->thread_root, event.id);
        body = message(*place, event, *said);
    } else if (auto* edit = std::get_if<Edit>(&event.body)) {
        chat::Author author = author_of(event.sender);
        author.is_bot = edit->now.kind == Message::Kind::notice;
        body = chat::MessageEdited{*place,
                                   std::move(author),
                                   std::move(edit->target),
                                   std::move(edit->now.body),
                                   std::move(edit->now.html),
                                   edit->now.was_cut};
    } else if (auto* reaction = std::get_if<Reaction>(&event.body)) {
        body = chat::ReactionAdded{*place, author_of(event.sender), std::move(reaction->target),
                                   std::move(reaction->key)};
    } else if (auto* redaction = std::get_if<Redaction>(&event.body)) {
        body = chat::MessageRemoved{*place, author_of(event.sender), std::move(redaction->target)};
    } else if (std::holds_alternative<Encrypted>(event.body) &&
               place->kind == chat::PlaceKind::direct) {
        body = chat::MessageUnreadable{*place, author_of(event.sender), event.id,
                                       std::move(event.raw)};
    }
    if (!body) return false;
    chat::Event told;
    told.key = "m:" + event.id;
    // A server's clock may run ahead; nothing happens later than now.
    told.time = std::min(chat::Time{std::chrono::milliseconds{event.sent_ms}}, now.wall);
    told.body = std::move(*body);
    context_.book.add(std::move(told));
    return true;
}

chat::EventBody Inbound::message(const chat::Place& place, RoomEvent& event, Message& said) {
    chat::MessageReceived received;
    received.place = place;
    received.author = author_of(event.sender);
    received.author.is_bot = said.kind == Message::Kind::notice;
    received.text = std::move(said.body);
    received.remote_id = event.id;
    received.reply_to = std::move(said.reply_to);
    received.is_secure = !context_.config.homeserver.starts_with("http://");
    received.was_cut = said.was_cut;
    received.thread = std::move(said.thread_root);
    received.html = std::move(said.html);
    received.attachments = std::move(said.attachments);
    const bool is_mentioned =
        std::ranges::find(said.mentions, context_.user) != said.mentions.end();
    const bool is_cut = cut_name(
        received.text,
        {context_.user, rooms_.name_of(context_.user), std::string{localpart(context_.user)}},
        is_mentioned);
    received.mentions_us = is_mentioned || is_cut;
    // The form would still show the address that is cut from the text.
    if (is_cut) received.html.clear();
    return received;
}

chat::Author Inbound::author_of(const std::string& user) const {
    chat::Author author;
    author.id = author_id_of(user);
    author.name = rooms_.name_of(user);
    return author;
}

void Inbound::tell_unreadable(const Room& room, net::Instant now) {
    const auto other = rooms_.partner(room);
    const auto place = rooms_.place_of(room);
    if (!other || !place || !told_unreadable_.insert(room.id).second) return;
    chat::Event told;
    told.key = "m:encrypted:" + room.id;
    told.time = now.wall;
    told.body = chat::MessageUnreadable{*place, author_of(*other), {}, {}};
    context_.book.add(std::move(told));
}

} // namespace peerdesk::matrix
