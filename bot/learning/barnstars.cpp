// SPDX-License-Identifier: MIT
#include "bot/learning/barnstars.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/engagement/record.hpp"
#include "bot/learning/counting.hpp"
#include "bot/learning/helped_people.hpp"
#include "bot/text/fold.hpp"
#include "storage/learnings.hpp"

#include <string>
#include <string_view>

namespace peerdesk::learning {

using conversation::answer;
using conversation::Lines;
using conversation::Turn;

namespace {

constexpr std::chrono::hours pause{24}; ///< between two from one person to one other
constexpr std::size_t reason_letters_max = 300;

/// Nothing in it may close the template or open another.
std::string wiki_safe(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '|') {
            out += "{{!}}";
        } else if (letter == '\n' || letter == '\r') {
            out += ' ';
        } else if (letter != '{' && letter != '}' && letter != '<' && letter != '>') {
            out += letter;
        }
    }
    return out;
}

/// en.wikipedia.org/wiki/Template:Barnstar; other wikis have one of the same name or a redirect.
std::string wikitext(std::string_view reason) {
    return "{{Barnstar|1=" + wiki_safe(reason) + "}} ~~~~";
}

void tell(Turn& turn, storage::PersonId person, const std::string& reason) {
    const auto helper = turn.tables().people.find(person);
    if (!helper) return;
    Lines told(turn.services, conversation::language_of(*helper, turn.desk));
    const auto giver = conversation::name_of(turn.services, turn.person, told.locale());
    if (reason.empty()) {
        told.add("peerdesk-barnstar-told", {giver});
    } else {
        told.add("peerdesk-barnstar-told-for", {giver, reason});
    }
    conversation::tell_person(turn, person, told, {.repeat = storage::RepeatRule::never});
}

} // namespace

void barnstar(Turn& turn, const conversation::Arguments& arguments) {
    if (text::count_letters(arguments.text) > reason_letters_max) {
        answer(turn, "peerdesk-barnstar-long", {reason_letters_max});
        return;
    }
    const auto helper = find_helper(turn, arguments.person);
    if (!helper) return;
    const auto name = conversation::name_of(turn.services, *helper, turn.language);
    if (helper->id == turn.person.id) {
        answer(turn, "peerdesk-barnstar-yourself");
        return;
    }
    storage::Learnings learnings(turn.services.database);
    const auto ticket = newest_ticket(turn);
    if (!ticket && learnings.introductions_of(turn.person.id, 1).empty()) {
        answer(turn, "peerdesk-barnstar-not-helped");
        return;
    }
    if (learnings.happened("barnstar", turn.person.id, helper->id, {}, turn.happened - pause)) {
        answer(turn, "peerdesk-barnstar-again", {name});
        return;
    }
    engagement::record(turn, counting_desk(turn, ticket),
                       {.kind = "barnstar",
                        .actor = turn.person.id,
                        .subject = helper->id,
                        .ticket = ticket,
                        .network = turn.place.network,
                        .language = turn.language});
    tell(turn, helper->id, arguments.text);
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-barnstar", {name}).add("peerdesk-barnstar-page");
    const std::string thanks = arguments.text.empty()
                                   ? turn.services.catalogue().render(
                                         turn.language, "peerdesk-barnstar-text", {helper->name})
                                   : arguments.text;
    lines.literal(wikitext(thanks));
    answer(turn, lines, ticket);
}

} // namespace peerdesk::learning
