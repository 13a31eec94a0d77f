// SPDX-License-Identifier: MIT
// Which line goes to which part of the session.
#pragma once

#include "adapters/irc/irc_message.hpp"

namespace peerdesk::irc {

struct SessionParts;

/// Hands `message` to every part whose row in the table names its command, in the table's order.
/// A line nobody wants is no error.
void dispatch(SessionParts& parts, const IrcMessage& message);

} // namespace peerdesk::irc
