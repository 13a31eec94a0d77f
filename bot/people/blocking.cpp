// SPDX-License-Identifier: MIT
// `block` and `unblock`: who may not open tickets for a time. What they write is kept, not lost.
#include "bot/people/role_commands.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/people/dates.hpp"
#include "bot/people/finding.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <optional>
#include <string>

namespace peerdesk::people {

using conversation::answer;
using conversation::name_of;

void block(Turn& turn, const Arguments& arguments) {
    const auto person = find_person(turn, arguments.person);
    if (!person) return;
    const auto name = name_of(turn.services, *person, turn.language);
    if (turn.services.roster.has_role(turn.tables().roles, turn.desk.id, person->id,
                                      storage::Role::coordinator)) {
        answer(turn, "peerdesk-block-coordinator", {name});
        return;
    }
    storage::Block block{.desk = turn.desk.id, .person = person->id, .by = turn.person.id};
    block.reason = arguments.text;
    if (const auto length = parse_duration(arguments.word)) block.until = turn.now + *length;
    turn.tables().blocks.add(block, turn.now);
    turn.tables().audit.add(turn.now, turn.desk.id, turn.person.id, "block", person->id,
                            arguments.text);
    if (block.until) {
        answer(turn, "peerdesk-blocked-until",
               {name, text::format_moment(turn.services.catalogue(), turn.language, *block.until,
                                          turn.now, text::Zone{})});
    } else {
        answer(turn, "peerdesk-blocked", {name});
    }
}

void unblock(Turn& turn, const Arguments& arguments) {
    const auto person = find_person(turn, arguments.person);
    if (!person) return;
    const auto name = name_of(turn.services, *person, turn.language);
    if (!turn.tables().blocks.remove(turn.desk.id, person->id)) {
        answer(turn, "peerdesk-unblock-none", {name});
        return;
    }
    turn.tables().audit.add(turn.now, turn.desk.id, turn.person.id, "unblock", person->id, "");
    answer(turn, "peerdesk-unblocked", {name});
}

} // namespace peerdesk::people
