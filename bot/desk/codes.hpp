// SPDX-License-Identifier: MIT
// One-time codes: short enough to type, made from the event's own random bits.
#pragma once

#include "bot/conversation/turn.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::desk {

/// Eight letters without vowels and look-alikes, as "BCDF-GHJK": 24^8 codes, about 37 bits.
[[nodiscard]] std::string code_from(const chat::Seed& seed);
/// The code in a person's words: any case, with or without the dash; nothing when it is none.
[[nodiscard]] std::optional<std::string> read_code(std::string_view typed);
/// Makes and keeps the code with which a guest finds this ticket again, once, and sends it in
/// private: whoever has the code can become the asker.
void hand_resume_code(conversation::Turn& turn, const storage::Ticket& ticket);

} // namespace peerdesk::desk
