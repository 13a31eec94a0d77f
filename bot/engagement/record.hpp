// SPDX-License-Identifier: MIT
// Writes interactions: the facts all figures are counted from.
#pragma once

#include "bot/conversation/services.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::engagement {

using conversation::Context;
using conversation::Desk;

/// What happened, besides when and at which desk.
struct Fact {
    std::string_view kind; ///< asked, claimed, answered …: deploy/data.md lists them
    storage::PersonId actor;
    storage::PersonId subject;
    storage::TicketId ticket;
    storage::IntroductionId introduction{};
    storage::SkillId skill;
    std::string_view network;
    std::string_view language;
    storage::Cause cause = storage::Cause::person;
    std::optional<conversation::Time> happened; ///< now, unless told
    std::optional<std::chrono::milliseconds> waited;
    std::optional<std::chrono::minutes> covered;
};

/// Adds one row, and one for each gap it shows (see gaps.hpp). Weeks are those of the desk's zone
/// at recording.
void record(Context& context, const Desk& desk, const Fact& fact);

/// The ISO week of now in the desk's zone.
[[nodiscard]] std::string current_week(const Context& context, const Desk& desk);

} // namespace peerdesk::engagement
