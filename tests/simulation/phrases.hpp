// SPDX-License-Identifier: MIT
// What people type: free texts in their languages and commands, drawn by chance.
#pragma once

#include "tests/simulation/dice.hpp"
#include "tests/simulation/world.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::simulation {

/// A question in the human's language with the marker inside.
[[nodiscard]] std::string question_text(Dice& dice, const Human& human, const std::string& marker);
/// A command a newcomer would try in a direct chat; `ticket` is some number.
[[nodiscard]] std::string newcomer_command(Dice& dice, const World& world, std::int64_t ticket);
/// A command of a responder that carries no text of theirs.
[[nodiscard]] std::string responder_command(Dice& dice, const World& world, std::int64_t ticket);
[[nodiscard]] std::string coordinator_command(Dice& dice, const World& world);

} // namespace peerdesk::simulation
