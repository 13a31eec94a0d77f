// SPDX-License-Identifier: MIT
// What the acts that people do have in common; for control.cpp and control_groups.cpp alone.
#pragma once

#include "tests/fakes/telegram/people.hpp"

#include <cstdint>

namespace peerdesk::telegram_fake {

using PeopleAct = Json (*)(People&, World&, const Json&);

/// A number among the arguments of an act; 0 where it is not given.
[[nodiscard]] inline std::int64_t number(const Json& arguments, const char* name) {
    const auto found = arguments.find(name);
    return found == arguments.end() ? 0 : found->get<std::int64_t>();
}

} // namespace peerdesk::telegram_fake
