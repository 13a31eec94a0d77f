// SPDX-License-Identifier: MIT
#include "bot/commands/dispatch.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/text/numbers_and_dates.hpp"
#include "storage/introductions.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace peerdesk::commands {

using conversation::answer;
using conversation::Lines;
using conversation::RoomKind;

namespace {

std::string example_key(const Command& command) {
    std::string key = "peerdesk-help-" + std::string(command.name) + "-example";
    std::ranges::replace(key, ' ', '-');
    return key;
}

/// A newcomer's "note 3 pages are missing" is a question, not a forbidden command.
bool takes_free_text(const Command& command) {
    return command.pattern.contains("text") || command.pattern.contains("words");
}

bool is_allowed_here(const Turn& turn, const Command& command) {
    switch (command.where) {
    case Where::anywhere:
        return true;
    case Where::not_public:
        return turn.room != RoomKind::public_room;
    case Where::direct:
        return turn.is_direct();
    }
    return false;
}

/// Names who can give the role: the desk's coordinators.
void refuse(Turn& turn, const Command& command) {
    const auto coordinators = turn.tables().roles.holders(turn.desk.id, storage::Role::coordinator);
    std::vector<std::string> names;
    for (const storage::Person& each : coordinators) {
        if (!each.name.empty()) names.push_back(each.name);
    }
    Lines lines(turn.services, turn.language);
    lines.add(command.who == Who::coordinator ? "peerdesk-refused-coordinator"
                                              : "peerdesk-refused-responder",
              {command.name});
    if (!names.empty()) {
        lines.add("peerdesk-refused-ask",
                  {text::join_list(turn.services.catalogue(), turn.language, names)});
    }
    const auto network = turn.services.networks.find(turn.place.network);
    if (network != turn.services.networks.end() && !network->second.capabilities.has_accounts) {
        lines.add("peerdesk-refused-identify");
        lines.literal("identify …");
    } else if (turn.identity.is_guest) {
        lines.add("peerdesk-refused-guest");
    }
    answer(turn, lines);
}

} // namespace

Dispatched dispatch(Turn& turn, const Lexicon& lexicon, std::string_view text) {
    const auto matches = lexicon.match(text);
    if (matches.empty()) return Dispatched::no_word;
    const FitContext context{turn, lexicon, turn.subject};
    const Command* refused = nullptr;
    for (const Match& match : matches) {
        const auto arguments = fit(match.command->pattern, match.rest, context);
        if (!arguments) continue;
        if (!may_use(turn, *match.command)) {
            const bool could_be_question =
                turn.is_direct() && takes_free_text(*match.command) && !arguments->text.empty();
            if (!could_be_question && refused == nullptr) refused = match.command;
            continue;
        }
        if (!is_allowed_here(turn, *match.command)) {
            answer(turn,
                   match.command->where == Where::direct ? "peerdesk-write-directly"
                                                         : "peerdesk-not-in-public",
                   {match.command->name});
            return Dispatched::ran;
        }
        match.command->run(turn, *arguments);
        return Dispatched::ran;
    }
    if (refused == nullptr) return Dispatched::misfit;
    refuse(turn, *refused);
    return Dispatched::ran;
}

void explain(Turn& turn, const Lexicon& lexicon, std::string_view text) {
    const auto matches = lexicon.match(text);
    const auto usable = std::ranges::find_if(
        matches, [&](const Match& match) { return may_use(turn, *match.command); });
    if (usable == matches.end()) {
        if (!matches.empty()) refuse(turn, *matches.front().command);
        return;
    }
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-usage", {usable->command->name});
    lines.add(example_key(*usable->command));
    conversation::add_prefix_hint(turn, lines);
    answer(turn, lines);
}

bool is_about_pair(const Turn& turn, const Lexicon& lexicon, std::string_view text) {
    constexpr std::array<std::string_view, 6> names{"accept", "decline", "tell",
                                                    "met",    "goodbye", "problem"};
    if (!turn.is_direct()) return false;
    const auto matches = lexicon.match(text);
    const bool is_named = std::ranges::any_of(matches, [&](const Match& match) {
        return std::ranges::find(names, match.command->name) != names.end();
    });
    return is_named &&
           storage::Introductions(turn.services.database).newest_of(turn.person.id).has_value();
}

bool suggest(Turn& turn, const Lexicon& lexicon, std::string_view word) {
    const Command* near = lexicon.find_near(turn, word);
    if (near == nullptr) return false;
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-near", {near->name});
    lines.add(example_key(*near));
    conversation::add_prefix_hint(turn, lines);
    answer(turn, lines);
    return true;
}

} // namespace peerdesk::commands
