// SPDX-License-Identifier: MIT
// What became of messages we sent, told to whoever must know; and which messages go out next.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>
#include <vector>

namespace peerdesk::desk {

using conversation::Context;

/// A network's word on one outbox row. A failed or held answer is told to the claimer unasked.
void on_delivery(Context& context, std::string_view network, const chat::DeliveryReported& report);

/// A person can be reached again: what was held for their direct chat is owed again.
void on_seen(Context& context, std::string_view network, const chat::IdentitySeen& seen);

/// Marks the oldest owed rows of every network that is up as `sending`, within what the network
/// takes at once, and gives them out. Call last in a transaction.
[[nodiscard]] std::vector<chat::Outbound> hand_out(Context& context);

} // namespace peerdesk::desk
