// SPDX-License-Identifier: MIT
// getUpdates in two halves: what the call changes at once, and what it gets. Whoever answers may
// wait between tries until there is something.
#pragma once

#include "tests/fakes/telegram/call.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram_fake {

struct Poll {
    std::int64_t offset = 0;
    std::size_t limit = 100;
    std::int64_t timeout_s = 0;
};

/// Reads the call and remembers its allowed_updates. Throws Refusal 409 while a webhook is set.
[[nodiscard]] Poll begin_poll(World& world, const Call& call);

/// The body of the answer as things stand; empty while there is no update.
[[nodiscard]] std::string updates_for(World& world, const Poll& poll);

inline constexpr const char* no_updates = R"({"ok":true,"result":[]})";

/// As begin_poll keeps it, for setWebhook too.
void remember_allowed(World& world, const Call& call);

} // namespace peerdesk::telegram_fake
