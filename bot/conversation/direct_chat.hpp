// SPDX-License-Identifier: MIT
// Where a person is written to alone.
#pragma once

#include "bot/conversation/services.hpp"

#include <optional>

namespace peerdesk::conversation {

/// Their direct chat on the network they used last, of a proved identity where they have one: a
/// guest who shares the person by a resume code does not read what is meant for an account. Nothing
/// when they have no identity.
[[nodiscard]] std::optional<storage::StoredPlace> direct_chat(Context& context,
                                                              storage::PersonId person);

} // namespace peerdesk::conversation
