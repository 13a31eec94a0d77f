// SPDX-License-Identifier: MIT
#include "bot/mentoring/joining.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/engagement/record.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/mentoring/rounds.hpp"

#include <algorithm>
#include <string_view>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::RoundKind;
using storage::Side;

namespace {

void add_command(Turn& turn, Lines& lines, std::string_view words) {
    lines.literal(conversation::typed_here(turn, words));
}

/// A round for mentors serves those who wait for one too.
bool has_wish(Turn& turn, RoundKind kind) {
    if (!own_skills(turn, turn.desk, turn.person.id, Side::want).empty()) return true;
    const auto requests = Tables(turn).requests.current_of(turn.person.id);
    return kind == RoundKind::mentors &&
           std::ranges::find(requests, turn.desk.id, &storage::MentorRequest::desk) !=
               requests.end();
}

/// What they still need to say so that somebody can be found for them.
void add_what_is_missing(Turn& turn, Lines& lines, RoundKind kind) {
    if (kind == RoundKind::coffee) {
        lines.add("peerdesk-round-coffee-consent");
    } else if (kind == RoundKind::exchange &&
               own_skills(turn, turn.desk, turn.person.id, Side::offer).empty()) {
        lines.add("peerdesk-round-say-offer");
        add_command(turn, lines, "offer …");
    }
    if (kind != RoundKind::coffee && !has_wish(turn, kind)) {
        lines.add("peerdesk-round-say-want");
        add_command(turn, lines, "want …");
    }
    if (is_paused(turn, turn.person.id)) {
        lines.add("peerdesk-round-paused");
        add_command(turn, lines, "back");
    }
}

} // namespace

void join_round(Turn& turn, const Arguments&) {
    if (turn.identity.is_guest) {
        answer(turn, "peerdesk-mentoring-guest");
        return;
    }
    Tables tables(turn);
    const auto round = tables.rounds.open_at(turn.desk.id);
    if (!round) {
        answer(turn, "peerdesk-round-none-to-join");
        return;
    }
    const auto members = tables.rounds.members(round->id, round_members_max);
    const bool is_in = std::ranges::binary_search(members, turn.person.id);
    if (!is_in && members.size() >= round_members_max) {
        answer(turn, "peerdesk-round-full", {round_members_max});
        return;
    }
    if (tables.rounds.join(round->id, turn.person.id, turn.now)) {
        engagement::record(turn, turn.desk,
                           {.kind = "round_joined",
                            .actor = turn.person.id,
                            .network = turn.place.network,
                            .language = turn.language});
    }
    Lines lines(turn.services, turn.language);
    lines.add(is_in ? "peerdesk-round-joined-already" : "peerdesk-round-joined");
    lines.add(kind_key(round->kind));
    add_what_is_missing(turn, lines, round->kind);
    lines.add("peerdesk-round-how-to-leave");
    add_command(turn, lines, "leave round");
    answer(turn, lines);
}

void leave_round(Turn& turn, const Arguments&) {
    Tables tables(turn);
    const auto round = tables.rounds.open_at(turn.desk.id);
    const bool was_in = round && tables.rounds.leave(round->id, turn.person.id);
    answer(turn, was_in ? "peerdesk-round-left" : "peerdesk-round-not-in");
}

} // namespace peerdesk::mentoring
