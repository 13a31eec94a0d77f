// SPDX-License-Identifier: MIT
// What stands behind `offer`, `want` and `mentor`: words for a skill, a level, a group.
#pragma once

#include "bot/conversation/turn.hpp"
#include "bot/mentoring/tables.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::mentoring {

struct Topic {
    std::string words;        ///< for the skill
    std::optional<int> level; ///< 1 to 5
    storage::GroupId group;

    bool operator==(const Topic&) const = default;
};

/// Reads "photo upload 4 for Wikimedia Chile". A group that is not there, or that the person does
/// not belong to, is answered here; words after "for" that name no group belong to the skill.
[[nodiscard]] std::optional<Topic> read_topic(conversation::Turn& turn, std::string_view typed);

/// Level and group as they are kept while the person chooses a skill.
[[nodiscard]] std::string write_rest(const Topic& topic);
[[nodiscard]] Topic read_rest(std::string_view rest);

} // namespace peerdesk::mentoring
