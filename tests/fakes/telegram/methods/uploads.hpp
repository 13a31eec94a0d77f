// SPDX-License-Identifier: MIT
// Which file a call means: one on the server by its id, or one that came with the request.
#pragma once

#include "tests/fakes/telegram/call.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <string>

namespace peerdesk::telegram_fake {

/// The file of `kind` that a parameter (or an InputMedia's "media") names: a file id,
/// "attach://part", or the part of the parameter's own name. Throws Refusal.
[[nodiscard]] const StoredFile& named_file(World& world, const Call& call, const std::string& kind,
                                           const std::string& given);

} // namespace peerdesk::telegram_fake
