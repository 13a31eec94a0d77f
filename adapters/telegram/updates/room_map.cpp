// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/room_map.hpp"

#include <algorithm>

namespace peerdesk::telegram {

std::string folded_room(std::string_view written) {
    std::string folded{written};
    // Public names are letters, digits and underscores of ASCII.
    std::ranges::transform(folded, folded.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return folded;
}

void RoomMap::set(const std::string& folded, std::int64_t chat) {
    if (const auto before = chat_of(folded); before && room_of(*before) == folded)
        rooms_.erase(*before);
    chats_[folded] = chat;
    rooms_[chat] = folded;
}

std::string RoomMap::room_of(std::int64_t chat) const {
    const auto found = rooms_.find(chat);
    return found == rooms_.end() ? std::string{} : found->second;
}

std::optional<std::int64_t> RoomMap::chat_of(const std::string& folded) const {
    const auto found = chats_.find(folded);
    return found == chats_.end() ? std::nullopt : std::optional{found->second};
}

} // namespace peerdesk::telegram
