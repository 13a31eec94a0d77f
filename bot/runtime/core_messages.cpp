// SPDX-License-Identifier: MIT
// A message somebody wrote: whether it is for us, what is kept, and what it means.
#include "bot/runtime/core_turns.hpp"

#include "adapters/wire/event_json.hpp"
#include "bot/commands/dispatch.hpp"
#include "bot/commands/respond.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/intake.hpp"
#include "bot/desk/reachability.hpp"
#include "bot/desk/relay.hpp"

#include <utility>

namespace peerdesk::runtime {

using chat::MessageReceived;
using conversation::Context;
using conversation::Desk;
using conversation::RoomKind;
using conversation::Services;
using conversation::Turn;

namespace {

/// Files of one message that are passed on.
constexpr std::size_t attachments_max = 10;
/// How long the other messages of an album may take to come: they are sent in one go.
constexpr std::chrono::milliseconds album_wait{1'000};

bool starts_with_command(std::string_view prefix, std::string_view text) {
    if (prefix.empty() || !text.starts_with(prefix) || text.size() == prefix.size()) return false;
    const auto next = static_cast<unsigned char>(text[prefix.size()]);
    return next >= 0x80 || std::isalnum(next) != 0;
}

/// The ticket whose thread a message stands in, or whose message it answers.
storage::TicketId subject_of(Services& services, const MessageReceived& message) {
    auto& messages = services.tables.messages;
    const std::string& network = message.place.network;
    auto found = messages.ticket_of_remote(network, message.reply_to);
    if (!found) found = messages.ticket_of_remote(network, message.thread);
    return found.value_or(storage::TicketId{});
}

/// A reply to a message of ours. Where staff rooms have threads people talk there among themselves,
/// so only a card and an asker's words can be answered.
bool answers_us(Services& services, const Where& where, const MessageReceived& message) {
    auto& tables = services.tables;
    const std::string& network = message.place.network;
    if (where.room != RoomKind::staff || !services.capabilities(network).can_thread) {
        return tables.messages.ticket_of_remote(network, message.reply_to).has_value();
    }
    if (where.desk->settings.thread_answers && !message.thread.empty()) {
        return tables.messages.ticket_of_remote(network, message.thread).has_value();
    }
    const auto row = tables.outbox.find_remote(network, message.reply_to);
    if (!row) return false;
    if (tables.cards.ticket_of(row->id)) return true;
    const auto said = row->copy_of ? tables.messages.find(row->copy_of) : std::nullopt;
    return said && said->kind == storage::MessageKind::question;
}

/// In rooms only a mention, the prefix, a reply to a message of ours, or what stands in the thread
/// of a ticket where the desk takes such words as answers, is for the bot.
bool is_for_us(Services& services, const Where& where, const MessageReceived& message) {
    if (where.room == RoomKind::direct || message.mentions_us) return true;
    if (starts_with_command(where.desk->settings.prefix, message.text)) return true;
    const bool has_slash = services.capabilities(message.place.network).has_slash;
    if (has_slash && starts_with_command("/", message.text)) return true;
    return answers_us(services, where, message);
}

/// A responder's plain line in a public room; everybody else's talk there is none of ours.
void consider_plain_answer(Core::State& state, const Where& where, Context& context,
                           const chat::Event& event, const MessageReceived& message) {
    if (where.room != RoomKind::public_room || !where.desk->settings.plain_answers) return;
    auto& services = state.services;
    const auto identity =
        services.tables.people.find_identity(message.place.network, message.author.id);
    const auto person = identity ? services.tables.people.find(identity->person) : std::nullopt;
    if (!person) return;
    Turn turn{context, *where.desk};
    turn.room = where.room;
    turn.person = *person;
    turn.identity = *identity;
    turn.place = message.place;
    turn.language = conversation::language_of(*person, *where.desk);
    turn.text = message.text;
    turn.remote_id = message.remote_id;
    if (!turn.is_staff()) return;
    if (!services.tables.inbox.remember(message.place.network, event.key, "", context.now)) return;
    desk::take_plain_answer(turn);
}

void answer_message(Core::State& state, Turn& turn, const MessageReceived& message, bool was_cut) {
    const bool is_secret = commands::holds_secret(turn, state.lexicon);
    if (is_secret) turn.tables().inbox.redact(turn.inbox_id);
    if (is_blocked(turn)) return;
    if (is_over_rate(turn)) {
        // What is for one person alone is passed on to them, never kept for the staff.
        if (commands::is_about_pair(turn, state.lexicon, turn.text)) {
            commands::respond(turn, state.lexicon);
        } else if (!is_secret) {
            desk::keep_silently(turn, turn.text);
        }
        return;
    }
    take_hint(turn, message.author);
    commands::respond(turn, state.lexicon);
    if (was_cut || message.was_cut) {
        conversation::answer(turn, "peerdesk-message-cut", {turn.desk.settings.message_length_max});
    }
}

/// The words of all, the files of all.
void add_part(MessageReceived& whole, const MessageReceived& part) {
    if (!part.text.empty()) {
        whole.html = whole.text.empty() ? part.html : std::string{};
        if (!whole.text.empty()) whole.text += '\n';
        whole.text += part.text;
    }
    whole.was_cut = whole.was_cut || part.was_cut;
    whole.attachments.insert(whole.attachments.end(), part.attachments.begin(),
                             part.attachments.end());
}

/// Keeps one of several messages that were sent as one. True when it waits for the others.
bool waits_for_album(Services& services, const Context& context, const MessageReceived& message,
                     std::int64_t inbox_id) {
    if (message.album.empty()) return false;
    const std::string& network = message.place.network;
    auto& albums = services.tables.albums;
    if (!albums.has(network, message.album)) {
        services.tables.timers.add({.due = context.now + album_wait,
                                    .kind = std::string(album_timer),
                                    .payload = network + '\n' + message.album});
    }
    albums.add(network, message.album, inbox_id);
    return true;
}

/// Whether it belongs to what was begun for us: only one of the messages sent as one has words.
bool continues_album(Services& services, const MessageReceived& message) {
    return !message.album.empty() &&
           services.tables.albums.has(message.place.network, message.album);
}

void take_message(Core::State& state, Context& context, const Where& where,
                  const std::optional<storage::Identity>& known, const MessageReceived& message,
                  std::int64_t inbox_id) {
    auto& services = state.services;
    Turn turn = begin_turn(context, where, message.place, message.author, known);
    bool was_cut = false;
    turn.text = cleaned(message.text, where.desk->settings.message_length_max, was_cut);
    if (!was_cut) turn.html = message.html;
    turn.remote_id = message.remote_id;
    turn.reply_to = message.reply_to;
    turn.thread = message.thread;
    turn.attachments = message.attachments;
    if (turn.attachments.size() > attachments_max) turn.attachments.resize(attachments_max);
    for (chat::Attachment& each : turn.attachments)
        each.network = message.place.network;
    turn.subject = subject_of(services, message);
    turn.is_secure = message.is_secure;
    turn.mentions_us = message.mentions_us;
    turn.inbox_id = inbox_id;
    services.tables.inbox.set_person(inbox_id, turn.person.id);
    answer_message(state, turn, message, was_cut);
}

} // namespace

void on_message(Core::State& state, Context& context, const chat::Event& event,
                const MessageReceived& message) {
    if (message.author.is_bot) return;
    auto& services = state.services;
    auto& tables = services.tables;
    const auto known = tables.people.find_identity(message.place.network, message.author.id);
    const Where where = where_of(services, message.place, known);
    if (where.desk == nullptr) return;
    if (!is_for_us(services, where, message) && !continues_album(services, message)) {
        consider_plain_answer(state, where, context, event, message);
        return;
    }
    const auto inbox_id =
        tables.inbox.remember(message.place.network, event.key, wire::encode(event), context.now);
    if (!inbox_id) return;
    desk::on_heard(context, conversation::stored(message.place));
    if (waits_for_album(services, context, message, *inbox_id)) return;
    take_message(state, context, where, known, message, *inbox_id);
}

void on_album_timer(Core::State& state, Context& context, std::string_view payload) {
    auto& services = state.services;
    const auto line = payload.find('\n');
    const auto parts =
        services.tables.albums.take(payload.substr(0, line), payload.substr(line + 1));
    std::optional<MessageReceived> whole;
    for (const auto& part : parts) {
        const auto event = wire::decode(part.wire);
        if (!event) continue; // forgotten since
        const auto* message = std::get_if<MessageReceived>(&event->body);
        if (message == nullptr) continue;
        if (whole) {
            add_part(*whole, *message);
        } else {
            whole = *message;
            context.seed = event->seed;
            context.happened = std::min(event->time, context.now);
        }
    }
    if (!whole) return;
    const auto known = services.tables.people.find_identity(whole->place.network, whole->author.id);
    const Where where = where_of(services, whole->place, known);
    if (where.desk == nullptr) return;
    take_message(state, context, where, known, *whole, parts.front().inbox_id);
}

} // namespace peerdesk::runtime
