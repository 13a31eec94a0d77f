// SPDX-License-Identifier: MIT
// From a method's name and parameters to the answer's bytes.
#pragma once

#include "tests/fakes/telegram/call.hpp"
#include "tests/fakes/telegram/methods/polling.hpp"
#include "tests/fakes/telegram/refusal.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::telegram_fake {

struct Reply {
    int status = 200;
    std::string body;
    std::optional<std::int64_t> retry_after; ///< seconds, for the header
    std::string content_type = "application/json";
};

/// A reply, or what a getUpdates waits for.
struct Begun {
    Reply reply;
    std::optional<Poll> waits_for;
};

/// Calls a method as the bot does; it is logged.
[[nodiscard]] Begun begin(World& world, std::string_view method, Json parameters,
                          Uploads uploads = {});
/// The same where nobody waits.
[[nodiscard]] Reply answer(World& world, std::string_view method, Json parameters,
                           Uploads uploads = {});

[[nodiscard]] Reply reply_of(const Refusal& refusal);
/// 404 as for a method that does not exist, 401 as for a wrong token.
[[nodiscard]] Reply not_found();
[[nodiscard]] Reply unauthorized();

} // namespace peerdesk::telegram_fake
