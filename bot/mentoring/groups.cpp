// SPDX-License-Identifier: MIT
#include "bot/mentoring/groups.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/conversation/typed.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/tables.hpp"
#include "bot/text/fold.hpp"

#include <optional>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;

namespace {

std::optional<storage::Group> named(Turn& turn, const std::string& name) {
    auto group = Tables(turn).groups.named(turn.desk.id, text::fold(name));
    if (!group) {
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-group-unknown", {text::Name{name}});
        lines.literal(conversation::typed_here(turn, "group list"));
        answer(turn, lines);
    }
    return group;
}

} // namespace

void add_group(Turn& turn, const Arguments& arguments) {
    Tables tables(turn);
    const std::string folded = text::fold(arguments.text);
    if (arguments.text.size() > name_bytes_max || arguments.text.contains('\n')) {
        answer(turn, "peerdesk-group-long");
    } else if (tables.groups.named(turn.desk.id, folded)) {
        answer(turn, "peerdesk-group-there", {text::Name{arguments.text}});
    } else if (tables.groups.count(turn.desk.id) >= groups_max) {
        answer(turn, "peerdesk-group-full", {groups_max});
    } else {
        tables.groups.add({.desk = turn.desk.id, .name = arguments.text, .folded = folded},
                          turn.person.id, turn.now);
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-group-added", {text::Name{arguments.text}});
        lines.literal("group join " + arguments.text);
        answer(turn, lines);
    }
}

void join_group(Turn& turn, const Arguments& arguments) {
    const auto group = named(turn, arguments.text);
    if (!group) return;
    Tables tables(turn);
    if (tables.groups.members(group->id, group_members_max).size() >= group_members_max) {
        answer(turn, "peerdesk-group-full", {group_members_max});
        return;
    }
    tables.groups.join(group->id, turn.person.id, turn.now);
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-group-joined", {text::Name{group->name}});
    lines.literal(conversation::typed_here(turn, "offer … for " + group->name));
    answer(turn, lines);
}

void leave_group(Turn& turn, const Arguments& arguments) {
    const auto group = named(turn, arguments.text);
    if (!group) return;
    const bool was_in = Tables(turn).groups.leave(group->id, turn.person.id);
    answer(turn, was_in ? "peerdesk-group-left" : "peerdesk-group-not-yours",
           {text::Name{group->name}});
}

void list_groups(Turn& turn, const Arguments&) {
    Tables tables(turn);
    const auto all = tables.groups.of_desk(turn.desk.id, groups_max);
    Lines lines(turn.services, turn.language);
    if (all.empty()) lines.add("peerdesk-group-none");
    constexpr std::size_t shown_max = 50;
    for (std::size_t i = 0; i < all.size() && i < shown_max; ++i) {
        lines.add(
            "peerdesk-group-line",
            {text::Name{all[i].name}, tables.groups.members(all[i].id, group_members_max).size()});
    }
    answer(turn, lines);
}

} // namespace peerdesk::mentoring
