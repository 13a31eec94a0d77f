// SPDX-License-Identifier: MIT
// A person, or a bot.
#pragma once

#include "tests/fakes/telegram/json.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram_fake {

struct User {
    std::int64_t id = 0;
    std::string first_name;
    std::string last_name;
    std::string username;
    std::string language_code;
    bool is_bot = false;
    bool has_started = false; ///< wrote to our bot once
    bool has_blocked = false; ///< our bot
    bool is_deactivated = false;
};

/// The type User.
[[nodiscard]] Json as_json(const User& user);

} // namespace peerdesk::telegram_fake
