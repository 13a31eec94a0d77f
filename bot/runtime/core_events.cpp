// SPDX-License-Identifier: MIT
// One event of a network: which desk and person it concerns, the guards, then what it means.
#include "bot/runtime/core_state.hpp"

#include "adapters/wire/event_json.hpp"
#include "bot/commands/respond.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/desk/deliveries.hpp"
#include "bot/desk/intake.hpp"
#include "bot/desk/relay.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace peerdesk::runtime {

using chat::MessageReceived;
using conversation::Context;
using conversation::Desk;
using conversation::RoomKind;
using conversation::Services;
using conversation::Turn;

namespace {

/// Staff work through many tickets in a row; they get this many times the newcomers' rate.
constexpr int staff_rate_factor = 5;

struct Where {
    const Desk* desk = nullptr;
    RoomKind room = RoomKind::direct;
    bool is_unclear = false;
};

/// The desk of a direct chat: the one they chose or came through, else the only one, else the one
/// they have a role at, else unclear.
Where desk_of_direct(Services& services, const std::optional<storage::Identity>& identity) {
    const auto& desks = services.desks.all();
    if (desks.empty()) return {};
    if (identity) {
        if (const Desk* known = services.desks.with_id(identity->desk)) return {known};
        for (const auto role : {storage::Role::responder, storage::Role::coordinator}) {
            const auto own = services.tables.roles.desks_of(identity->person, role);
            if (own.size() != 1) continue;
            if (const Desk* known = services.desks.with_id(own.front())) return {known};
        }
    }
    return {&desks.front(), RoomKind::direct, desks.size() > 1};
}

/// The desk and kind of room of a message; no desk for a room of none of ours.
Where where_of(Services& services, const MessageReceived& message,
               const std::optional<storage::Identity>& author) {
    if (message.place.kind == chat::PlaceKind::direct) return desk_of_direct(services, author);
    const auto found = services.desks.at(message.place);
    return {found.desk, found.room};
}

bool starts_with_command(const Desk& desk, std::string_view text) {
    const std::string_view prefix = desk.settings.prefix;
    if (prefix.empty() || !text.starts_with(prefix) || text.size() == prefix.size()) return false;
    const auto next = static_cast<unsigned char>(text[prefix.size()]);
    return next >= 0x80 || std::isalnum(next) != 0;
}

/// In rooms only a mention, the prefix, or a reply to a message of ours is for the bot.
bool is_for_us(Services& services, const Where& where, const MessageReceived& message) {
    if (where.room == RoomKind::direct || message.mentions_us) return true;
    if (starts_with_command(*where.desk, message.text)) return true;
    return !message.reply_to.empty() &&
           services.tables.messages.ticket_of_remote(message.place.network, message.reply_to);
}

/// No control characters but line breaks and tabs, no blank ends, at most `length_max` bytes.
std::string cleaned(std::string_view text, std::size_t length_max, bool& was_cut) {
    std::string out;
    out.reserve(std::min(text.size(), length_max));
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if ((byte < 0x20 && each != '\n' && each != '\t') || byte == 0x7F) continue;
        if (out.empty() && (each == ' ' || each == '\n' || each == '\t')) continue;
        out += each;
    }
    if (out.size() > length_max) {
        was_cut = true;
        std::size_t end = length_max;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U)
            --end;
        out.resize(end);
    }
    const auto last = out.find_last_not_of(" \n\t");
    out.resize(last == std::string::npos ? 0 : last + 1);
    return out;
}

/// The identity as it is after this message: known or new, with its name and rate window.
storage::Identity meet(Services& services, const std::optional<storage::Identity>& known,
                       const MessageReceived& message, const Desk& desk, Time now) {
    auto& people = services.tables.people;
    storage::Identity identity = known
                                     ? *known
                                     : people.add(message.place.network, message.author.id,
                                                  message.author.kind == chat::IdentityKind::guest,
                                                  message.author.name, now);
    if (known && identity.name != message.author.name) {
        people.rename_person(identity.person, message.author.name);
    }
    identity.name = message.author.name;
    identity.last_seen = now;
    if (now - identity.window_start >= desk.settings.rate_window || now < identity.window_start) {
        identity.window_start = now;
        identity.window_count = 0;
    }
    ++identity.window_count;
    people.touch(identity);
    return identity;
}

/// Answers politely once when somebody, or a room, is over its rate. True: say nothing more.
bool is_over_rate(Turn& turn) {
    const auto& settings = turn.desk.settings;
    const int own_max = settings.person_messages_max * (turn.is_staff() ? staff_rate_factor : 1);
    const int over = turn.identity.window_count - own_max;
    if (over == 1) {
        const bool has_open = !desk::unclosed_here(turn).empty();
        conversation::answer(turn, has_open ? "peerdesk-rate-person" : "peerdesk-rate-person-new");
    }
    if (over > 0) return true;
    if (turn.is_direct()) return false;
    const int in_room = turn.tables().room_windows.count_message(turn.place.network, turn.place.id,
                                                                 turn.now, settings.rate_window);
    const int room_over = in_room - settings.room_messages_max;
    if (room_over == 1) conversation::answer(turn, "peerdesk-rate-room");
    return room_over > 0;
}

bool is_blocked(Turn& turn) {
    const auto block = turn.tables().blocks.find(turn.desk.id, turn.person.id, turn.now);
    if (!block) return false;
    if (!block->was_told) {
        turn.tables().blocks.set_told(turn.desk.id, turn.person.id);
        conversation::answer(turn, "peerdesk-blocked-told");
    }
    return true;
}

/// A language the network hints at, kept as long as nothing better is known.
void take_hint(Turn& turn, const chat::Author& author) {
    if (author.language_hint.empty() || !turn.person.language.empty() ||
        !turn.person.guessed_language.empty()) {
        return;
    }
    const auto locale = turn.services.texts->languages.closest(author.language_hint);
    if (!locale) return;
    turn.tables().people.set_guessed_language(turn.person.id, *locale);
    turn.person.guessed_language = *locale;
    turn.language = conversation::language_of(turn.person, turn.desk);
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
        if (!is_secret) desk::keep_silently(turn, turn.text);
        return;
    }
    take_hint(turn, message.author);
    commands::respond(turn, state.lexicon);
    if (was_cut || message.was_cut) {
        conversation::answer(turn, "peerdesk-message-cut", {turn.desk.settings.message_length_max});
    }
}

void on_message(Core::State& state, Context& context, const chat::Event& event,
                const MessageReceived& message) {
    if (message.author.is_bot) return;
    auto& services = state.services;
    auto& tables = services.tables;
    const auto known = tables.people.find_identity(message.place.network, message.author.id);
    const Where where = where_of(services, message, known);
    if (where.desk == nullptr) return;
    if (!is_for_us(services, where, message)) {
        consider_plain_answer(state, where, context, event, message);
        return;
    }
    const auto inbox_id =
        tables.inbox.remember(message.place.network, event.key, wire::encode(event), context.now);
    if (!inbox_id) return;

    Turn turn{context, *where.desk};
    turn.identity = meet(services, known, message, *where.desk, context.now);
    turn.person = tables.people.find(turn.identity.person).value_or(storage::Person{});
    turn.room = where.room;
    turn.place = message.place;
    turn.language = conversation::language_of(turn.person, *where.desk);
    bool was_cut = false;
    turn.text = cleaned(message.text, where.desk->settings.message_length_max, was_cut);
    turn.remote_id = message.remote_id;
    turn.reply_to = message.reply_to;
    turn.is_secure = message.is_secure;
    turn.inbox_id = *inbox_id;
    turn.is_desk_unclear = where.is_unclear;
    tables.inbox.set_person(*inbox_id, turn.person.id);
    if (where.room == RoomKind::public_room && !turn.identity.desk) {
        tables.people.set_desk(turn.identity.id, where.desk->id);
    }
    answer_message(state, turn, message, was_cut);
}

void on_link(Core::State& state, Context& context, const std::string& network,
             const chat::LinkChanged& link) {
    auto& known = state.services.networks[network];
    known.is_up = link.is_up;
    if (!link.is_up) return;
    known.capabilities = link.capabilities;
    if (!state.recovered.insert(network).second) return;
    const auto settled = state.services.tables.outbox.recover_sending(network, context.now);
    if (settled.requeued == 0 && settled.unknown == 0) return;
    state.services.log.write(chat::LogLevel::warning, "sending_settled",
                             {{"network", network},
                              {"repeated", std::to_string(settled.requeued)},
                              {"unknown", std::to_string(settled.unknown)}});
}

} // namespace

void handle_event(Core::State& state, Time now, const std::string& network,
                  const chat::Event& event) {
    Context context{state.services, now, event.seed, std::min(event.time, now)};
    if (const auto* message = std::get_if<MessageReceived>(&event.body)) {
        on_message(state, context, event, *message);
    } else if (const auto* report = std::get_if<chat::DeliveryReported>(&event.body)) {
        desk::on_delivery(context, network, *report);
    } else if (const auto* seen = std::get_if<chat::IdentitySeen>(&event.body)) {
        desk::on_seen(context, network, *seen);
    } else if (const auto* link = std::get_if<chat::LinkChanged>(&event.body)) {
        on_link(state, context, network, *link);
    }
    // An IdentityLost needs nothing: the adapter reports what it cannot deliver as absent.
}

void park_event(Core::State& state, Time now, const std::string& network, const chat::Event& event,
                std::string_view error) {
    auto& services = state.services;
    services.log.write(chat::LogLevel::error, "event_parked",
                       {{"network", network}, {"key", event.key}, {"error", std::string(error)}});
    const auto* message = std::get_if<MessageReceived>(&event.body);
    if (message == nullptr) return;
    services.tables.inbox.park(network, event.key, wire::encode(event), error, now);
    Context context{services, now};
    const Where where = where_of(services, *message,
                                 services.tables.people.find_identity(network, message->author.id));
    for (const Desk& desk : services.desks.all()) {
        if (!where.is_unclear && &desk != where.desk) continue;
        conversation::Lines lines(services, desk.settings.language);
        lines.add("peerdesk-parked", {text::Name{message->author.name}, network});
        for (const chat::Place& room : desk.settings.coordinator_rooms) {
            conversation::post(context, conversation::stored(room), lines.text());
        }
        if (!desk.settings.coordinator_rooms.empty()) continue;
        for (const auto& each :
             services.tables.roles.holders(desk.id, storage::Role::coordinator)) {
            conversation::tell_person(context, each.id, lines, {});
        }
    }
}

} // namespace peerdesk::runtime
