// SPDX-License-Identifier: MIT
// The results of getMe, getChat and getChatMember.
#pragma once

#include "adapters/telegram/updates/update.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::telegram {

struct Me {
    User user;
    bool hears_everything = false; ///< in groups, not only what is said to it

    bool operator==(const Me&) const = default;
};

/// Nothing when it is none, as of the others. @param result JSON in valid UTF-8
[[nodiscard]] std::optional<Me> read_me(std::string_view result);
[[nodiscard]] std::optional<Chat> read_chat_result(std::string_view result);
[[nodiscard]] std::optional<Membership> read_member_result(std::string_view result);

} // namespace peerdesk::telegram
