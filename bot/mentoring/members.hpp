// SPDX-License-Identifier: MIT
// Who of those who joined a round takes part when it closes.
#pragma once

#include "bot/mentoring/tables.hpp"

#include <vector>

namespace peerdesk::mentoring {

/// Neither blocked nor paused, and to be found again by an account.
[[nodiscard]] bool can_take_part(Context& context, const Desk& desk, PersonId person);

/// Those who joined and can take part, by person id.
[[nodiscard]] std::vector<PersonId> taking_part(Context& context, const Desk& desk,
                                                const storage::Round& round);

[[nodiscard]] bool is_paused(Context& context, PersonId person);

/// The skills somebody wants or offers for themselves at a desk.
[[nodiscard]] std::vector<SkillId> own_skills(Context& context, const Desk& desk, PersonId person,
                                              storage::Side side);

/// The skills they want and are not being shown yet.
[[nodiscard]] std::vector<SkillId> unmet_wants(Context& context, const Desk& desk, PersonId person);

} // namespace peerdesk::mentoring
