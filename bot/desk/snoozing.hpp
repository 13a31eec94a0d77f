// SPDX-License-Identifier: MIT
// A ticket that shall rest until a moment: nobody is asked, reminded or hurried by it until then,
// or until the asker writes.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Context;
using conversation::Desk;
using conversation::Turn;

/// `snooze n UNTIL`: a day where no moment is given.
void snooze(Turn& turn, const Arguments& arguments);
/// The asker wrote: what they wait for goes on now.
void wake(Context& context, const storage::Ticket& ticket);
void on_wake_timer(Context& context, const Desk& desk, const storage::Ticket& ticket,
                   std::string_view kind);

} // namespace peerdesk::desk
