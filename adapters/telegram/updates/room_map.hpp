// SPDX-License-Identifier: MIT
// Which chat is behind each room as it is configured: the desk knows only the latter.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::telegram {

/// A configured room as `Place::id` has it: a public name in lower case.
[[nodiscard]] std::string folded_room(std::string_view written);

class RoomMap {
  public:
    void set(const std::string& folded, std::int64_t chat);

    /// Empty when that chat is none of ours.
    [[nodiscard]] std::string room_of(std::int64_t chat) const;
    [[nodiscard]] std::optional<std::int64_t> chat_of(const std::string& folded) const;

  private:
    std::map<std::string, std::int64_t> chats_;
    std::map<std::int64_t, std::string> rooms_;
};

} // namespace peerdesk::telegram
