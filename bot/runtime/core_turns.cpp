// SPDX-License-Identifier: MIT
#include "bot/runtime/core_turns.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/intake.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::runtime {

using conversation::Context;
using conversation::Desk;
using conversation::RoomKind;
using conversation::Services;
using conversation::Turn;

namespace {

/// Staff work through many tickets in a row; they get this many times the newcomers' rate.
constexpr int staff_rate_factor = 5;

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

/// The identity as it is after this message: known or new, with its name and rate window.
storage::Identity meet(Services& services, const std::optional<storage::Identity>& known,
                       const chat::Place& place, const chat::Author& author, const Desk& desk,
                       Time now) {
    auto& people = services.tables.people;
    storage::Identity identity =
        known ? *known
              : people.add(place.network, author.id, author.kind == chat::IdentityKind::guest,
                           author.name, now);
    if (known && identity.name != author.name) {
        people.rename_person(identity.person, author.name);
    }
    identity.name = author.name;
    identity.last_seen = now;
    if (now - identity.window_start >= desk.settings.rate_window || now < identity.window_start) {
        identity.window_start = now;
        identity.window_count = 0;
    }
    ++identity.window_count;
    people.touch(identity);
    return identity;
}

} // namespace

Where where_of(Services& services, const chat::Place& place,
               const std::optional<storage::Identity>& author) {
    if (place.kind == chat::PlaceKind::direct) return desk_of_direct(services, author);
    const auto found = services.desks.at(place);
    return {found.desk, found.room};
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

Turn begin_turn(const Context& context, const Where& where, const chat::Place& place,
                const chat::Author& author, const std::optional<storage::Identity>& known) {
    auto& tables = context.tables();
    Turn turn{context, *where.desk};
    turn.identity = meet(context.services, known, place, author, *where.desk, context.now);
    turn.person = tables.people.find(turn.identity.person).value_or(storage::Person{});
    turn.room = where.room;
    turn.place = place;
    turn.language = conversation::language_of(turn.person, *where.desk);
    turn.is_desk_unclear = where.is_unclear;
    if (where.room == RoomKind::public_room && !turn.identity.desk) {
        tables.people.set_desk(turn.identity.id, where.desk->id);
    }
    return turn;
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

} // namespace peerdesk::runtime
