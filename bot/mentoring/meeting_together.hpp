// SPDX-License-Identifier: MIT
// Several people meet at once: a circle of an exchange, or two or three of a peer round. Each hears
// in one message whom they meet, about what, and how to reach them.
#pragma once

#include "bot/mentoring/telling.hpp"

#include <vector>

namespace peerdesk::mentoring {

/// All of them said yes, for peer rounds by joining: contacts are shown, check-ins are laid out.
/// `introductions`: all of one cycle.
void meet_together(Context& context, const std::vector<Introduction>& introductions);

} // namespace peerdesk::mentoring
