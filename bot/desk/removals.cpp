// SPDX-License-Identifier: MIT
#include "bot/desk/removals.hpp"

#include "bot/desk/copies.hpp"

namespace peerdesk::desk {

void take_removal(conversation::Context& context, const chat::MessageRemoved& removed) {
    auto& tables = context.tables();
    tables.inbox.redact_message(removed.place.network, removed.remote_id);
    const auto message = tables.messages.find_remote(removed.place.network, removed.remote_id);
    if (!message || message->removed || message->place_id != removed.place.id) return;
    tables.messages.remove(message->id, context.now);
    remove_copies(context, *message);
}

} // namespace peerdesk::desk
