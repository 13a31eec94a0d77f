// SPDX-License-Identifier: MIT
#include "bot/desk/mentor_hint.hpp"

#include "bot/engagement/record.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"
#include "storage/mentor_requests.hpp"

namespace peerdesk::desk {

namespace {

constexpr int questions_before_hint = 3; ///< fewer may be chance

} // namespace

void hint_at_mentor(conversation::Context& context, const conversation::Desk& desk,
                    const storage::Ticket& ticket, conversation::Lines& lines) {
    if (ticket.skill.empty()) return;
    const int questions =
        storage::MentorRequests(context.services.database).questions_on(ticket.asker, ticket.skill);
    if (questions < questions_before_hint) return;
    const auto skill = skills::keep(context, ticket.skill);
    if (context.tables().interactions.has("mentor_hinted", ticket.asker, skill)) return;
    engagement::record(context, desk,
                       {.kind = "mentor_hinted",
                        .actor = ticket.asker,
                        .ticket = ticket.id,
                        .skill = skill,
                        .language = ticket.language,
                        .cause = storage::Cause::program});
    const std::string name = skills::name_of(context, skill, lines.locale());
    lines.add("peerdesk-mentor-hint", {questions, text::Name{name}});
    lines.literal("mentor " + name);
}

} // namespace peerdesk::desk
