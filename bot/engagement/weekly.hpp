// SPDX-License-Identifier: MIT
// The summary that comes by itself: to the coordinators' rooms, Monday 09:00 on the desk's own
// clock, once for each week.
#pragma once

#include "bot/conversation/services.hpp"

#include <string>

namespace peerdesk::engagement {

using conversation::Context;
using conversation::Desk;

/// The moment a finished week is told: 09:00 of the Monday behind it.
[[nodiscard]] text::Time weekly_moment(const std::string& week_label, const text::Zone& zone);

/// Makes sure that each desk that wants it has its timer, at the right moment by today's clock and
/// zone; removes those of desks that do not. What is overdue stays due.
void plan_weekly(Context& context);

/// The timer is due: posts the newest week whose Monday came, however late, and plans the next.
void on_weekly_timer(Context& context, storage::DeskId desk);

} // namespace peerdesk::engagement
