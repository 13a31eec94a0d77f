// SPDX-License-Identifier: MIT
#include "bot/commands/help.hpp"

#include "bot/commands/table.hpp"
#include "bot/conversation/typed.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::commands {

using conversation::answer;
using conversation::Lines;

namespace {

std::string help_key(const Command& command) {
    std::string key = "peerdesk-help-" + std::string(command.name);
    std::ranges::replace(key, ' ', '-');
    return key;
}

void add_names(Turn& turn, Lines& lines, std::string_view key, Who who, Topic topic = Topic::desk) {
    std::vector<std::string_view> names;
    std::string list; // with commas in every language: what is glued to a word cannot be copied
    for (const Command& command : all()) {
        if (command.who != who || command.topic != topic || !may_use(turn, command)) continue;
        if (std::ranges::find(names, command.name) != names.end()) continue;
        names.push_back(command.name);
        if (!list.empty()) list += ", ";
        list += command.name;
    }
    if (!list.empty()) lines.add(key, {list});
}

} // namespace

void help(Turn& turn, const Arguments& arguments) {
    Lines lines(turn.services, turn.language);
    if (!arguments.word.empty()) {
        const Command* command = named(arguments.word);
        if (command == nullptr) return;
        lines.add(help_key(*command));
        lines.add(help_key(*command) + "-example");
        conversation::add_prefix_hint(turn, lines);
        answer(turn, lines);
        return;
    }
    lines.add("peerdesk-help-intro");
    add_names(turn, lines, "peerdesk-help-anyone", Who::anyone);
    add_names(turn, lines, "peerdesk-help-exchange", Who::anyone, Topic::exchange);
    if (turn.room != conversation::RoomKind::public_room) {
        add_names(turn, lines, "peerdesk-help-responder", Who::responder);
        add_names(turn, lines, "peerdesk-help-coordinator", Who::coordinator);
    }
    lines.add("peerdesk-help-more");
    lines.literal(conversation::typed_here(turn, "help status"));
    answer(turn, lines);
}

void about(Turn& turn, const Arguments&) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-about", {turn.desk.settings.name}).add("peerdesk-about-privacy");
    lines.literal(conversation::typed_here(turn, "help"));
    answer(turn, lines);
}

} // namespace peerdesk::commands
