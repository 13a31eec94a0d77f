// SPDX-License-Identifier: MIT
// Who is meant by a name in a command.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::people {

using conversation::Turn;

/// The one person called this. An unknown or ambiguous name is answered here.
[[nodiscard]] std::optional<storage::Person> find_person(Turn& turn, std::string_view name);
/// The same among the desk's responders and coordinators.
[[nodiscard]] std::optional<storage::Person> find_staff(Turn& turn, std::string_view name);

/// What somebody is called who is known by an account alone: of "@bo:example.org" it is "bo".
[[nodiscard]] std::string short_name(std::string_view account);

} // namespace peerdesk::people
