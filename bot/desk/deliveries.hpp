// SPDX-License-Identifier: MIT
// What became of messages we sent, told to whoever must know.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string>
#include <string_view>

namespace peerdesk::desk {

using conversation::Context;

/// A network's word on one outbox row. A failed or held answer is told to the claimer unasked.
void on_delivery(Context& context, std::string_view network, const chat::DeliveryReported& report);

/// A person can be reached again: what was held for their direct chat is owed again.
void on_seen(Context& context, std::string_view network, const chat::IdentitySeen& seen);

/// The language of whoever reads the row: a person, or the desk's room.
[[nodiscard]] std::string reader_locale(Context& context, const storage::OutboxRow& row);

} // namespace peerdesk::desk
