// SPDX-License-Identifier: MIT
// Who and what there is in one simulation, drawn from its seed.
#pragma once

#include "adapters/chat/capabilities.hpp"
#include "bot/desk/settings.hpp"
#include "tests/simulation/dice.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace peerdesk::simulation {

enum class Part { newcomer, responder, coordinator };

/// A person outside the program: what they are on which network is the program's to find out.
struct Human {
    std::size_t id = 0;
    std::string name;
    Part part = Part::newcomer;
    std::string language;
    std::vector<std::size_t> networks; ///< indexes into World::nets
    [[nodiscard]] bool is_staff() const { return part != Part::newcomer; }
};

struct NetPlan {
    std::string name;
    chat::Place public_room;
    chat::Place staff_room;
    bool has_accounts = true;
    bool confirms = true;
    bool has_threads = false; ///< and replies, edits, removals, signs and files
    std::size_t in_flight_max = 16;
    std::size_t in_place_max = 0;

    [[nodiscard]] chat::Capabilities capabilities() const;
};

struct World {
    std::vector<NetPlan> nets;
    desk::Settings settings;
    std::vector<Human> humans;
};

[[nodiscard]] World draw_world(Dice& dice);

} // namespace peerdesk::simulation
