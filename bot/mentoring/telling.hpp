// SPDX-License-Identifier: MIT
// Messages to one of a pair: in their direct chat, in their language, noted as being about the
// pair, so that they go when one of the two is forgotten.
#pragma once

#include "bot/conversation/outgoing.hpp"
#include "bot/mentoring/tables.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::mentoring {

using storage::Introduction;
using storage::IntroductionSide;

[[nodiscard]] IntroductionSide other(IntroductionSide side);

/// "7", never grouped or in other digits: people type it back.
[[nodiscard]] std::string number(storage::IntroductionId id);

/// Empty lines in the language of the one on this side.
[[nodiscard]] conversation::Lines lines_for(Context& context, const Introduction& introduction,
                                            IntroductionSide side);

/// What may stand in a message besides its lines.
struct TellForm {
    std::string_view prompt{}; ///< kind of the question that yes or no answers
    bool is_words = false;     ///< it carries what the other one said
};

/// False when they cannot be reached anywhere.
bool tell(Context& context, const Introduction& introduction, IntroductionSide side,
          const conversation::Lines& lines, const TellForm& form = {});

/// Yes or no, alone or as the first word of more ("no, I have no time").
[[nodiscard]] text::Answer answer_in(const conversation::Services& services, std::string_view text);

/// Their direct chat on the network they used last; nothing when they have no identity.
[[nodiscard]] std::optional<storage::StoredPlace> direct_place(Context& context, PersonId person);

} // namespace peerdesk::mentoring
