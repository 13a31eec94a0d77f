// SPDX-License-Identifier: MIT
#include "bot/desk/removals.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/copies.hpp"

namespace peerdesk::desk {

void take_removal(conversation::Context& context, const chat::MessageRemoved& removed) {
    auto& tables = context.tables();
    // In a direct chat everybody removes their own; in a room the network knows who may.
    const bool is_direct = removed.place.kind == chat::PlaceKind::direct;
    if (is_direct && removed.author.id != removed.place.id) return;
    if (const auto row = tables.outbox.find_remote(removed.place.network, removed.remote_id)) {
        // A card that somebody removed cannot be changed any more: the next one is posted anew.
        if (row->place == conversation::stored(removed.place)) tables.cards.forget_row(row->id);
        return;
    }
    tables.inbox.redact_message(removed.place.network, removed.remote_id);
    const auto message = tables.messages.find_remote(removed.place.network, removed.remote_id);
    if (!message || message->removed || message->place_id != removed.place.id) return;
    tables.messages.remove(message->id, context.now);
    remove_copies(context, *message);
}

} // namespace peerdesk::desk
