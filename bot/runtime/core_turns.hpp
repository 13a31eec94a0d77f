// SPDX-License-Identifier: MIT
// From an event to a turn: which desk and person it concerns, and the guards before anything is
// done for them. Only core*.cpp use it.
#pragma once

#include "bot/runtime/core_state.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::runtime {

struct Where {
    const conversation::Desk* desk = nullptr; ///< nothing: a room of none of ours
    conversation::RoomKind room = conversation::RoomKind::direct;
    bool is_unclear = false;
};

/// The desk and kind of room of a place, for this author if they are known.
[[nodiscard]] Where where_of(conversation::Services& services, const chat::Place& place,
                             const std::optional<storage::Identity>& author);

/// No control characters but line breaks and tabs, no blank ends, at most `length_max` bytes.
[[nodiscard]] std::string cleaned(std::string_view text, std::size_t length_max, bool& was_cut);

/// The turn of somebody who did something in a place; they are met if they are new.
[[nodiscard]] conversation::Turn begin_turn(const conversation::Context& context,
                                            const Where& where, const chat::Place& place,
                                            const chat::Author& author,
                                            const std::optional<storage::Identity>& known);

/// Answers politely once when somebody, or a room, is over its rate. True: say nothing more.
[[nodiscard]] bool is_over_rate(conversation::Turn& turn);
/// Tells a blocked person so, once. True: do nothing for them.
[[nodiscard]] bool is_blocked(conversation::Turn& turn);
/// A language the network hints at, kept as long as nothing better is known.
void take_hint(conversation::Turn& turn, const chat::Author& author);

} // namespace peerdesk::runtime
