// SPDX-License-Identifier: MIT
// Why two people are proposed to each other: kept with the introduction, told in words to both.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "bot/mentoring/candidates.hpp"

#include <string>
#include <string_view>

namespace peerdesk::mentoring {

struct Reasons {
    SkillId offered; ///< what the mentor offers; the wanted skill or one near to it
    bool is_near = false;
    std::string language;   ///< code of the one they share; empty: not known
    int shared_minutes = 0; ///< a week; 0: not known or none
    int room = 0;           ///< mentees the mentor could still take
    bool same_region = false;
    bool is_newcomer_boost = false;  ///< raised for a newcomer of the same region
    bool is_not_asked_boost = false; ///< raised since nobody asked this mentor yet
    bool wants_match = false;        ///< the mentor wants something the mentee offers
    double score = 0;

    bool operator==(const Reasons&) const = default;
};

[[nodiscard]] Reasons reasons_of(const matching::RankedMentor& ranked, SkillId offered);
/// One JSON object; what cannot be read gives reasons without content.
[[nodiscard]] std::string to_json(const Reasons& reasons);
[[nodiscard]] Reasons from_json(std::string_view json);

/// One line each, for the one on this side; nothing that tells who the other is.
void add_reasons(Context& context, conversation::Lines& lines, const Reasons& reasons,
                 SkillId wanted, storage::IntroductionSide reader);

} // namespace peerdesk::mentoring
