// SPDX-License-Identifier: MIT
#include "bot/desk/unreadable.hpp"

#include "bot/desk/cards.hpp"

namespace peerdesk::desk {

using conversation::Lines;
using conversation::name_of;
using conversation::number;
using conversation::Turn;

namespace {

/// Told again after this, if they still write where we cannot read.
constexpr std::chrono::hours tell_again_after{12};
/// Of one person; who goes on like that is counted no further.
constexpr std::int64_t kept_max = 500;
constexpr std::string_view told_key = "unreadable";

/// Where each count is a line of its own, not every one is said: 1, 2, 5, 10, 20, 50 …
bool is_told(std::int64_t count) {
    while (count % 10 == 0 && count > 0)
        count /= 10;
    return count == 1 || count == 2 || count == 5;
}

/// The staff of each unclosed ticket see how many messages are missing.
void show_count(Turn& turn) {
    const auto count = turn.tables().unreadable.count_of(turn.person.id);
    for (const auto& ticket : turn.tables().tickets.unclosed_of(turn.person.id)) {
        const Desk& desk = conversation::desk_of(turn, ticket);
        for (const chat::Place& room : desk.settings.staff_rooms) {
            if (has_cards(turn.services, room.network)) {
                refresh_card(turn, desk, ticket.id, conversation::stored(room));
                continue;
            }
            if (!is_told(count)) continue;
            Lines lines(turn.services, desk.settings.language);
            lines.add(
                "peerdesk-unreadable-staff",
                {number(ticket.id), name_of(turn.services, turn.person, lines.locale()), count});
            conversation::post(turn, conversation::stored(room), lines.text(),
                               {.ticket = ticket.id, .repeat = storage::RepeatRule::never});
        }
    }
}

} // namespace

void take_unreadable(Turn& turn, std::string_view raw) {
    auto& unreadable = turn.tables().unreadable;
    const bool is_room_left = unreadable.count_of(turn.person.id) < kept_max;
    if (!turn.remote_id.empty() && is_room_left &&
        unreadable.add(turn.person.id, turn.place.network, turn.remote_id, raw, turn.happened)) {
        show_count(turn);
    }
    if (unreadable.was_told(turn.person.id, told_key, turn.now - tell_again_after, turn.now)) {
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-unreadable-told");
    conversation::post(turn, conversation::stored(turn.place), lines.text(),
                       {.person = turn.person.id});
}

} // namespace peerdesk::desk
