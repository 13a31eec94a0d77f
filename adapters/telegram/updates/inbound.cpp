// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/inbound.hpp"

#include "adapters/telegram/text/to_html.hpp"
#include "adapters/telegram/text/utf16.hpp"
#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/remote_ids.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t name_bytes_max = 255;
constexpr std::size_t language_bytes_max = 35; ///< RFC 5646 4.4.1

/// A server's clock may run ahead; nothing happens later than now.
chat::Time time_of(std::int64_t seconds, net::Instant now) {
    const auto latest = std::chrono::floor<std::chrono::seconds>(now.wall);
    if (seconds <= 0 || seconds >= latest.time_since_epoch().count()) return now.wall;
    return chat::Time{std::chrono::seconds{seconds}};
}

/// FNV-1a, short: two edits of one message within a second differ in it.
std::string hash_of(std::string_view text) {
    std::uint32_t hash = 2'166'136'261U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return std::to_string(hash);
}

std::string name_of(const User& user) {
    std::string name = clean_line(user.first_name + ' ' + user.last_name, name_bytes_max);
    if (name.empty()) name = clean_line(user.username, name_bytes_max);
    return name.empty() ? std::to_string(user.id) : name;
}

std::string name_of(const Chat& chat) {
    std::string name = clean_line(chat.title, name_bytes_max);
    if (name.empty()) name = clean_line(chat.username, name_bytes_max);
    return name.empty() ? std::to_string(chat.id) : name;
}

std::string language_hint(std::string_view code) {
    const bool is_tag = code.size() <= language_bytes_max && std::ranges::all_of(code, [](char c) {
                            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   (c >= '0' && c <= '9') || c == '-';
                        });
    return is_tag ? std::string{code} : std::string{};
}

/// What it answers. The first message of a topic is what the topic hangs on, not words.
std::string answered_by(const Message& said) {
    if (!said.reply_to || said.reply_to->is_topic_opening) return {};
    const bool is_topic = said.is_topic_message && said.reply_to->message == said.thread;
    return is_topic ? std::string{} : message_ref(said.chat.id, said.reply_to->message);
}

/// Where a message can have a text at all: whoever moves on a map edits it every few seconds.
bool can_have_words(const Message& said) {
    return !said.text.empty() ||
           std::ranges::any_of(said.attachments, [](const chat::Attachment& file) {
               return !file.ref.empty() && !file.ref.starts_with("copy:") &&
                      file.kind != chat::AttachmentKind::sticker;
           });
}

/// Why nothing can be written there; empty: it can.
std::string_view closed_by(const Membership& now) {
    switch (now.standing) {
    case Standing::kicked:
        return "kicked";
    case Standing::left:
        return "left";
    case Standing::restricted:
        return now.can_send ? "" : "restricted";
    case Standing::owner:
    case Standing::administrator:
    case Standing::member:
    case Standing::unknown:
        break;
    }
    return {};
}

chat::Event event_of(std::string key, chat::Time time, chat::EventBody body) {
    chat::Event event;
    event.key = std::move(key);
    event.time = time;
    event.body = std::move(body);
    return event;
}

/// The words of a message as the desk wants them.
struct Words {
    std::string text;
    std::string html;
    bool mentions_us = false;
    bool is_for_another = false;
};

/// "> " before each line.
std::string in_quote_marks(std::string_view quote) {
    std::string lines = "> ";
    for (const char each : quote) {
        lines += each;
        if (each == '\n') lines += "> ";
    }
    return lines + '\n';
}

/// Puts the part that is answered before the words: elsewhere nobody sees which one it was.
void add_quote(Words& words, const FormattedText& said, const std::string& quote) {
    FormattedText whole{quote + '\n' + said.text, said.entities};
    const std::size_t length = utf16_length(quote);
    for (Entity& entity : whole.entities)
        entity.offset += length + 1;
    whole.entities.insert(whole.entities.begin(), {EntityKind::blockquote, 0, length, {}, {}, {}});
    words.text.insert(0, in_quote_marks(quote));
    words.html = clean_text(to_html(whole.text, whole.entities));
}

/// A command stays what stands first.
bool takes_quote(const Words& words) {
    return !words.text.empty() && !words.text.starts_with('/');
}

Words words_of(Message& said, const Us& us) {
    const Addressed message = addressed({std::move(said.text), std::move(said.entities)}, us);
    Words words{.text = clean_text(message.said.text),
                .html = clean_text(to_html(message.said.text, message.said.entities)),
                .mentions_us = message.mentions_us,
                .is_for_another = message.is_for_another};
    const std::string quote = clean_text(said.quote);
    if (!quote.empty() && takes_quote(words)) add_quote(words, message.said, quote);
    return words;
}

} // namespace

Meaning Inbound::read(Update update, net::Instant now) const {
    return std::visit(
        [&](auto& body) -> Meaning {
            using Body = std::decay_t<decltype(body)>;
            if constexpr (std::is_same_v<Body, ChatMember> || std::is_same_v<Body, Other>)
                return {};
            else
                return of(update.id, body, now);
        },
        update.body);
}

std::optional<chat::Place> Inbound::place_of(const Chat& chat) const {
    if (chat.kind == ChatKind::direct)
        return chat::Place{network_, chat::PlaceKind::direct, account_ref(chat.id)};
    const std::string room = rooms_.room_of(chat.id);
    if (room.empty()) return std::nullopt;
    return chat::Place{network_, chat::PlaceKind::room, room};
}

/// Whoever speaks as a chat (a channel, an administrator without a name) is nobody we could know
/// again, and is treated as a program is.
std::optional<chat::Author> Inbound::author_of(const std::optional<User>& user,
                                               const std::optional<Chat>& chat) const {
    chat::Author author;
    if (chat) {
        author.id = account_ref(chat->id);
        author.name = name_of(*chat);
        author.is_bot = true;
        return author;
    }
    if (!user) return std::nullopt;
    author.id = account_ref(user->id);
    author.name = name_of(*user);
    author.is_bot = user->is_bot || user->id == us_.id;
    author.language_hint = language_hint(user->language_code);
    return author;
}

Attachments Inbound::ours(Attachments attachments) const {
    for (chat::Attachment& attachment : attachments)
        attachment.network = network_;
    return attachments;
}

Meaning Inbound::of(std::int64_t /*id*/, Message& said, net::Instant now) const {
    const auto place = place_of(said.chat);
    if (said.migrate_from && !rooms_.room_of(*said.migrate_from).empty())
        return {.events = {}, .migration = Migration{*said.migrate_from, said.chat.id}};
    if (!place) return {};
    if (said.migrate_to)
        return {.events = {}, .migration = Migration{said.chat.id, *said.migrate_to}};
    auto author = author_of(said.from, said.sender_chat);
    if (!author || said.nature == MessageNature::notice) return {};
    const bool is_room = place->kind == chat::PlaceKind::room;
    Words words = words_of(said, us_);
    if (is_room && words.is_for_another && !words.mentions_us) return {};

    chat::MessageReceived received;
    received.place = *place;
    received.author = std::move(*author);
    received.text = std::move(words.text);
    received.html = std::move(words.html);
    received.remote_id = message_ref(said.chat.id, said.id);
    received.reply_to = answered_by(said);
    received.mentions_us = words.mentions_us;
    received.is_secure = is_secure_;
    received.was_cut = said.was_cut;
    if (is_room && said.is_topic_message && said.thread > general_topic)
        received.thread = topic_ref(said.chat.id, said.thread);
    received.attachments = ours(std::move(said.attachments));
    if (!said.media_group.empty())
        received.album = std::to_string(said.chat.id) + '/' + said.media_group;
    if (received.text.empty() && received.attachments.empty() && !received.mentions_us) return {};
    const std::string key = "m:" + received.remote_id;
    return {.events = {event_of(key, time_of(said.date, now), std::move(received))}};
}

Meaning Inbound::of(std::int64_t /*id*/, EditedMessage& edited, net::Instant now) const {
    Message& said = edited.message;
    const auto place = place_of(said.chat);
    auto author = author_of(said.from, said.sender_chat);
    if (!place || !author || said.nature == MessageNature::notice || !can_have_words(said))
        return {};
    const std::int64_t date = said.edit_date != 0 ? said.edit_date : said.date;
    Words words = words_of(said, us_);
    const std::string ref = message_ref(said.chat.id, said.id);
    const std::string key =
        "e:" + ref + ':' + std::to_string(date) + ':' + hash_of(words.text + words.html);
    return {.events = {
                event_of(key, time_of(date, now),
                         chat::MessageEdited{*place, std::move(*author), ref, std::move(words.text),
                                             std::move(words.html), said.was_cut})}};
}

Meaning Inbound::of(std::int64_t /*id*/, CallbackQuery& query, net::Instant now) const {
    const auto place = query.chat ? place_of(*query.chat) : std::nullopt;
    auto author = author_of(query.from, std::nullopt);
    if (!place || !author || query.message <= 0) return {};
    const std::string key = "p:" + query.id;
    chat::ButtonPressed pressed{*place, std::move(*author),
                                message_ref(query.chat->id, query.message),
                                clean_line(query.data, query.data.size()), std::move(query.id)};
    return {.events = {event_of(key, now.wall, std::move(pressed))}};
}

Meaning Inbound::of(std::int64_t id, MyChatMember& change, net::Instant now) const {
    const auto place = place_of(change.chat);
    if (!place || change.now.standing == Standing::unknown) return {};
    const bool is_room = place->kind == chat::PlaceKind::room;
    const std::string_view reason = closed_by(change.now);
    chat::PlaceChanged changed;
    changed.place = *place;
    changed.state = reason.empty() ? chat::PlaceState::open : chat::PlaceState::closed;
    changed.reason = !is_room && !reason.empty() ? "blocked" : reason;
    Meaning meaning;
    meaning.events.push_back(
        event_of("c:" + std::to_string(id), time_of(change.date, now), std::move(changed)));
    if (is_room) meaning.standing_changed = change.chat.id;
    return meaning;
}

Meaning Inbound::of(std::int64_t id, MessageReaction& reaction, net::Instant now) const {
    const auto place = place_of(reaction.chat);
    const auto author = author_of(reaction.user, reaction.actor_chat);
    if (!place || !author) return {};
    const std::string ref = message_ref(reaction.chat.id, reaction.message);
    const std::string key = "r:" + std::to_string(id) + ':' + ref + ':' + author->id + ':' +
                            std::to_string(reaction.date);
    Meaning meaning;
    for (std::string& sign : reaction.added) {
        const std::size_t nth = meaning.events.size();
        meaning.events.push_back(event_of(nth == 0 ? key : key + ':' + std::to_string(nth),
                                          time_of(reaction.date, now),
                                          chat::ReactionAdded{*place, *author, ref, sign}));
    }
    return meaning;
}

} // namespace peerdesk::telegram
