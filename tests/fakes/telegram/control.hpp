// SPDX-License-Identifier: MIT
// The acts of people, faults and looks at the world by HTTP, so that a test of a real process or a
// script in any language can drive the server: POST /control/<act> with a JSON object.
#pragma once

#include "tests/fakes/telegram/json.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <string>

namespace peerdesk::telegram_fake {

/// What an act gives; throws Refusal for an unknown one and whatever the world refuses.
[[nodiscard]] Json control(World& world, const std::string& act, const Json& arguments);

/// The halves of it, each null for an act that is not its own.
[[nodiscard]] Json control_people(World& world, const std::string& act, const Json& arguments);
[[nodiscard]] Json control_groups(World& world, const std::string& act, const Json& arguments);
[[nodiscard]] Json control_server(World& world, const std::string& act, const Json& arguments);

/// Broken updates beside good ones: invalid_utf8, lone_surrogate, wrong_type, unknown_kind,
/// not_json. Throws Refusal for an unknown name.
void push_broken_update(World& world, const std::string& name);

} // namespace peerdesk::telegram_fake
