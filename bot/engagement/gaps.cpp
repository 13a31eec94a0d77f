// SPDX-License-Identifier: MIT
#include "bot/engagement/gaps.hpp"

#include "storage/census.hpp"

#include <algorithm>

namespace peerdesk::engagement {

namespace {

using people::Responder;

/// Whoever stated no languages answers in the desk's own, as when somebody is asked.
bool speaks(const Responder& responder, std::string_view language, const Desk& desk) {
    const auto& spoken = responder.volunteer.languages;
    if (spoken.empty()) return language == desk.settings.language;
    return std::ranges::find(spoken, language) != spoken.end();
}

void note(Context& context, const Desk& desk, const Fact& fact, std::string_view kind) {
    record(context, desk,
           {.kind = kind,
            .ticket = fact.ticket,
            .skill = fact.skill,
            .network = fact.network,
            .language = fact.language,
            .cause = storage::Cause::program,
            .happened = fact.happened});
}

void note_gaps_of_question(Context& context, const Desk& desk, const Fact& fact) {
    const auto& responders =
        context.services.roster.of(desk.id, context.now, current_week(context, desk));
    const storage::Time asked = fact.happened.value_or(context.happened);
    const auto can_be_asked = [&](const Responder& each) {
        return each.person.id != fact.actor && each.may_be_asked(asked);
    };
    const auto speaks_it = [&](const Responder& each) {
        return each.person.id != fact.actor && speaks(each, fact.language, desk);
    };
    if (std::ranges::none_of(responders, can_be_asked)) note(context, desk, fact, "uncovered");
    if (std::ranges::none_of(responders, speaks_it)) note(context, desk, fact, "unspoken");
}

} // namespace

void note_gaps(Context& context, const Desk& desk, const Fact& fact) {
    if (fact.cause == storage::Cause::program) return;
    if (fact.kind == "asked") note_gaps_of_question(context, desk, fact);
    const bool is_want = fact.kind == "wanted" || fact.kind == "mentor_asked";
    if (!is_want || !fact.skill) return;
    if (!storage::Census(context.services.database).is_offered(desk.id, fact.skill, fact.actor))
        note(context, desk, fact, "unoffered");
}

} // namespace peerdesk::engagement
