// SPDX-License-Identifier: MIT
// A sign somebody set on a message of ours: it goes to whoever wrote the words it shows.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>

namespace peerdesk::desk {

/// `row` is the message of ours that bears the sign. The asker's signs on an answer reach the
/// staff, the staff's signs on an asker's words reach the asker: as a sign, or as a line where the
/// network has none.
void pass_reaction(conversation::Turn& turn, const storage::OutboxRow& row, std::string_view sign);

} // namespace peerdesk::desk
