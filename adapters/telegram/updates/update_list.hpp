// SPDX-License-Identifier: MIT
// The borders of the updates within an answer of getUpdates, so that each can be read alone.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

struct UpdateList {
    std::vector<std::string_view> updates; ///< as they stand there, in their order
    /// False when the bytes end within an update: that one is left out, and comes again.
    bool is_whole = true;
};

/// More are never asked for, and left out; they come again.
inline constexpr std::size_t updates_max = 100;

/// An update that is broken in itself ends where the next one begins, since what nobody can write
/// within a text shows that.
/// @param result an array as JSON in valid UTF-8; anything else holds no update and is not whole
/// @param is_whole whether the answer's bytes went on behind it
[[nodiscard]] UpdateList split_updates(std::string_view result, bool is_whole);

} // namespace peerdesk::telegram
