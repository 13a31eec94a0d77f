// SPDX-License-Identifier: MIT
#include "bot/learning/counting.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/engagement/record.hpp"
#include "bot/learning/origins.hpp"
#include "bot/skills/names.hpp"
#include "storage/learnings.hpp"

#include <optional>

namespace peerdesk::learning {

using conversation::Desk;
using conversation::Lines;
using conversation::Turn;
using storage::Learning;
using storage::Learnings;
using storage::LearningSource;

namespace {

/// A learning with its source, and who helped.
struct Found {
    Learning learning;
    storage::PersonId helper;
};

storage::PersonId claimer_of(Turn& turn, storage::TicketId ticket) {
    const auto found = turn.tables().tickets.find(ticket);
    return found ? found->claimer : storage::PersonId{};
}

Found found_source(Turn& turn, const Confirmed& confirmed) {
    Origin origin = origin_of(turn, confirmed.from);
    const bool is_said = origin.source != LearningSource::unsaid;
    if (!is_said && confirmed.ticket) origin = {LearningSource::ticket, confirmed.ticket, {}};
    Found found{{.person = turn.person.id, .skill = confirmed.skill, .learned = turn.happened}, {}};
    Learning& learning = found.learning;
    if (origin.source == LearningSource::unsaid) {
        Learnings learnings(turn.services.database);
        if (const auto met = learnings.introduction_for(turn.person.id, confirmed.skill)) {
            learning.source = LearningSource::introduction;
            learning.introduction = met->id;
            learning.desk = met->desk;
            found.helper = met->mentor;
            return found;
        }
        const auto ticket = newest_ticket(turn);
        if (ticket) origin = {LearningSource::ticket, ticket, {}};
    }
    learning.source = origin.source;
    learning.ticket = origin.ticket;
    learning.source_text = origin.text;
    learning.desk = counting_desk(turn, origin.ticket).id;
    found.helper = claimer_of(turn, origin.ticket);
    return found;
}

/// The tree's name for the reader; own words as they wrote them now.
std::string said_name(Turn& turn, const Confirmed& confirmed) {
    const auto skill = storage::Skills(turn.services.database).find(confirmed.skill);
    const bool is_own = !skill || skill->code.empty();
    return is_own && !confirmed.words.empty()
               ? confirmed.words
               : skills::name_of(turn, confirmed.skill, turn.language);
}

} // namespace

const Desk& counting_desk(const Turn& turn, storage::TicketId ticket) {
    const auto found = turn.tables().tickets.find(ticket);
    return found ? conversation::desk_of(turn, *found) : turn.desk;
}

storage::TicketId newest_ticket(Turn& turn) {
    const auto newest = turn.tables().tickets.newest_of(turn.person.id);
    return newest ? newest->id : storage::TicketId{};
}

void count_learned(Turn& turn, const Confirmed& confirmed) {
    Learnings learnings(turn.services.database);
    const std::string name = said_name(turn, confirmed);
    const Found found = found_source(turn, confirmed);
    const Learning& learning = found.learning;
    if (!learnings.add(learning)) {
        conversation::answer(turn, "peerdesk-learned-again", {text::Name{name}});
        return;
    }
    const Desk* desk = turn.services.desks.with_id(learning.desk);
    engagement::record(turn, desk == nullptr ? turn.desk : *desk,
                       {.kind = "learned",
                        .actor = turn.person.id,
                        .subject = found.helper,
                        .ticket = learning.ticket,
                        .introduction = learning.introduction,
                        .skill = learning.skill,
                        .network = turn.place.network,
                        .language = turn.language});
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-learned", {text::Name{name}});
    if (turn.is_direct() && learnings.invite(turn.person.id, turn.now)) {
        lines.add("peerdesk-learned-invite").literal("offer " + name);
    }
    conversation::answer(turn, lines, learning.ticket);
}

} // namespace peerdesk::learning
