// SPDX-License-Identifier: MIT
#include "bot/engagement/record.hpp"

#include "bot/engagement/gaps.hpp"
#include "bot/text/weeks.hpp"

#include <utility>

namespace peerdesk::engagement {

using namespace std::chrono_literals;

std::string current_week(const Context& context, const Desk& desk) {
    return text::iso_week(context.now, desk.zone);
}

void record(Context& context, const Desk& desk, const Fact& fact) {
    storage::Interaction row;
    row.happened = fact.happened.value_or(context.happened);
    row.recorded = context.now;
    row.week = current_week(context, desk);
    row.kind = fact.kind;
    row.actor = fact.actor;
    row.subject = fact.subject;
    row.ticket = fact.ticket;
    row.introduction = fact.introduction;
    row.skill = fact.skill;
    row.desk = desk.id;
    row.network = fact.network;
    row.language = fact.language;
    row.cause = fact.cause;
    if (fact.kind == "asked") {
        row.week_24h = text::iso_week(row.happened + 24h, desk.zone);
        row.week_72h = text::iso_week(row.happened + 72h, desk.zone);
    }
    if (fact.waited) row.waited_ms = fact.waited->count();
    if (fact.covered) row.covered_minutes = fact.covered->count();
    context.tables().interactions.add(row);
    note_gaps(context, desk, fact);
}

} // namespace peerdesk::engagement
