// SPDX-License-Identifier: MIT
#include "bot/desk/places.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/cards.hpp"

namespace peerdesk::desk {

using conversation::Lines;

namespace {

/// The coordinators of the room's desk: where they are, as long as that is not the lost room.
void tell_lost(Context& context, const chat::PlaceChanged& change) {
    const auto found = context.services.desks.at(change.place);
    if (found.desk == nullptr) return;
    const Desk& desk = *found.desk;
    const auto lines_in = [&](const std::string& locale) {
        Lines lines(context.services, locale);
        const std::string_view reason =
            change.reason.empty() ? conversation::no_word : std::string_view(change.reason);
        lines.add("peerdesk-place-closed",
                  {change.place.id, change.place.network,
                   conversation::network_words(context.services, locale, reason)});
        return lines;
    };
    bool is_told = false;
    for (const chat::Place& room : desk.settings.coordinator_rooms) {
        if (room == change.place) continue;
        conversation::post(context, conversation::stored(room),
                           lines_in(desk.settings.language).text());
        is_told = true;
    }
    if (is_told) return;
    for (const auto& each : context.tables().roles.holders(desk.id, storage::Role::coordinator)) {
        conversation::tell_person(context, each.id, lines_in(conversation::language_of(each, desk)),
                                  {});
    }
}

} // namespace

void on_place(Context& context, const chat::PlaceChanged& change) {
    switch (change.state) {
    case chat::PlaceState::open:
        context.tables().outbox.release_place(conversation::stored(change.place));
        return;
    case chat::PlaceState::closed:
        tell_lost(context, change);
        return;
    case chat::PlaceState::renewed:
        renew_cards(context, change.place);
        return;
    }
}

} // namespace peerdesk::desk
