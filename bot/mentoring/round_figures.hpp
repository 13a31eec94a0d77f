// SPDX-License-Identifier: MIT
// What a round gives, in numbers: for the coordinators, before it is closed and after.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <optional>

namespace peerdesk::mentoring {

/// What does not apply to a kind of round is empty and not told.
struct RoundFigures {
    int introductions = 0;
    std::optional<int> circles;  ///< groups of an exchange
    std::optional<int> learners; ///< people who are shown something by an exchange
    std::optional<int> waiting;  ///< mentees who stay on the waiting list
    std::optional<int> left_out; ///< people for whom there is nobody
    std::optional<int> repeats;  ///< groups of a peer round in which two met before

    bool operator==(const RoundFigures&) const = default;
};

void add_figures(conversation::Lines& lines, const RoundFigures& figures);

} // namespace peerdesk::mentoring
