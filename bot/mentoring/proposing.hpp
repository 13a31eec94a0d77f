// SPDX-License-Identifier: MIT
// Proposals: the best mentor for a request is asked first, without being told who asks; then the
// mentee. When one says no or nothing, the next one is asked, and nobody loses face.
#pragma once

#include "bot/mentoring/reasons.hpp"
#include "bot/mentoring/telling.hpp"

#include <optional>

namespace peerdesk::mentoring {

/// Somebody asked, or room appeared: those who wait are looked at in the order in which they asked,
/// and for each who can be served the best mentor is asked.
/// With `change` only those whom it may help.
struct Change {
    PersonId mentor{}; ///< has room again, or offers more
    SkillId skill{};   ///< is wanted or offered
};
void serve_waiting(Context& context, const Desk& desk,
                   const std::optional<Change>& change = std::nullopt);

/// The same at all desks; once a day, since a pause ends without a word.
void serve_all(Context& context);

/// The mentee no longer wants to be introduced; whoever was asked hears that it came to nothing.
void withdraw_request(Context& context, const storage::MentorRequest& request);

/// The one of the two who is blocked now, if one is: such a pair is not made.
[[nodiscard]] std::optional<IntroductionSide> blocked_side(Context& context,
                                                           const Introduction& introduction);

/// When this person is around next; now for somebody who never said when.
[[nodiscard]] Time next_around(Context& context, PersonId person);

/// Asks the one on this side, at once or when they are around: nobody is asked in their night. Who
/// is shut out by then ends the proposal.
void ask_when_around(Context& context, const Introduction& introduction, IntroductionSide side);

/// Timers "introduction_ask", "introduction_remind" and "introduction_lapse".
void on_introduction_timer(Context& context, std::string_view kind, std::string_view payload);

/// The proposal is over without a meeting, by a no or by silence of this side. The other side
/// hears of it only if they had been told anything, and never why.
void end_proposal(Context& context, const Introduction& introduction, IntroductionSide side,
                  storage::IntroductionAnswer answer);

} // namespace peerdesk::mentoring
