// SPDX-License-Identifier: MIT
// A person who cannot be written to (they blocked us, say), until they come back. What is owed to
// them is kept; who works on their questions is told.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>

namespace peerdesk::desk {

using conversation::Context;

/// Their direct chat was closed to us.
void on_unreachable(Context& context, const storage::StoredPlace& place, std::string_view reason);
/// And is open again: what was kept goes out.
void on_reachable(Context& context, const storage::StoredPlace& place);
/// Somebody wrote there themselves, so it is open, whatever was found when we last wrote. What was
/// kept for a guest stays: whoever has the name now may be somebody else.
void on_heard(Context& context, const storage::StoredPlace& place);

} // namespace peerdesk::desk
