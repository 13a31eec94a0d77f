// SPDX-License-Identifier: MIT
#include "bot/desk/learning.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/engagement/record.hpp"
#include "bot/people/finding.hpp"
#include "bot/text/fold.hpp"

#include <optional>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;

namespace {

constexpr std::size_t skill_length_max = 60; ///< bytes; longer is no name of a skill

/// The desk at which something about a ticket counts: the ticket's own.
const Desk& counting_desk(const Turn& turn, storage::TicketId ticket) {
    const auto found = turn.tables().tickets.find(ticket);
    return found ? conversation::desk_of(turn, *found) : turn.desk;
}

void count_learned(Turn& turn, std::string_view skill, storage::TicketId ticket) {
    const auto id = turn.tables().interactions.skill_named(skill, text::fold(skill));
    if (turn.tables().interactions.has("learned", turn.person.id, id)) {
        answer(turn, "peerdesk-learned-again", {text::Name{std::string(skill)}});
        return;
    }
    storage::PersonId helper;
    if (const auto found = turn.tables().tickets.find(ticket)) helper = found->claimer;
    engagement::record(turn, counting_desk(turn, ticket),
                       {.kind = "learned",
                        .actor = turn.person.id,
                        .subject = helper,
                        .ticket = ticket,
                        .skill = id,
                        .network = turn.place.network,
                        .language = turn.language});
    answer(turn, "peerdesk-learned", {text::Name{std::string(skill)}}, ticket);
}

/// The ticket a thank-you or a learned skill belongs to: the newest one.
storage::TicketId newest_ticket(Turn& turn) {
    const auto newest = turn.tables().tickets.newest_of(turn.person.id);
    return newest ? newest->id : storage::TicketId{};
}

} // namespace

void ask_learner(Context& context, const Desk& desk, const storage::Ticket& ticket,
                 std::string_view skill, Lines& lines) {
    if (context.tables().interactions.happened("learner_asked", ticket.id)) return;
    engagement::record(context, desk,
                       {.kind = "learner_asked",
                        .subject = ticket.asker,
                        .ticket = ticket.id,
                        .network = ticket.place.network,
                        .language = ticket.language,
                        .cause = storage::Cause::program});
    if (skill.empty()) {
        lines.add("peerdesk-learned-ask");
        lines.add("peerdesk-learned-example");
    } else {
        lines.add("peerdesk-learned-ask-skill", {text::Name{std::string(skill)}});
    }
    conversation::add_prefix_hint(context.services, desk, ticket.place, lines);
    context.tables().prompts.add({.place = ticket.place,
                                  .person = ticket.asker,
                                  .kind = "learned",
                                  .ticket = ticket.id,
                                  .payload = std::string(skill),
                                  .asked = context.now});
}

void learned(Turn& turn, const Arguments& arguments) {
    const auto prompt = turn.tables().prompts.newest_of_kind(turn.person.id, "learned");
    if (prompt) turn.tables().prompts.remove(prompt->id);
    if (arguments.text.size() > skill_length_max) {
        answer(turn, "peerdesk-learned-long");
        return;
    }
    count_learned(turn, arguments.text, prompt ? prompt->ticket : newest_ticket(turn));
}

void answer_learned_prompt(Turn& turn, const storage::Prompt& prompt, bool is_yes) {
    if (!is_yes) {
        turn.tables().prompts.remove(prompt.id);
        answer(turn, "peerdesk-learned-no", {}, prompt.ticket);
        return;
    }
    if (prompt.payload.empty()) {
        // The prompt stays: the skill is still to come.
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-learned-which").add("peerdesk-learned-example");
        conversation::add_prefix_hint(turn, lines);
        answer(turn, lines, prompt.ticket);
        return;
    }
    turn.tables().prompts.remove(prompt.id);
    count_learned(turn, prompt.payload, prompt.ticket);
}

void thanks(Turn& turn, const Arguments& arguments) {
    storage::TicketId ticket = newest_ticket(turn);
    storage::PersonId subject;
    if (!arguments.person.empty()) {
        // Nobody else: it would carry anybody's words to strangers, and tell who has been here.
        const auto person = people::find_staff(turn, arguments.person);
        if (!person) return;
        subject = person->id;
    } else if (const auto found = turn.tables().tickets.find(ticket)) {
        subject = found->claimer ? found->claimer : found->closed_by;
    }
    if (!subject || subject == turn.person.id) {
        answer(turn, "peerdesk-thanks-nobody");
        return;
    }
    engagement::record(turn, counting_desk(turn, ticket),
                       {.kind = "thanked",
                        .actor = turn.person.id,
                        .subject = subject,
                        .ticket = ticket,
                        .network = turn.place.network,
                        .language = turn.language});
    answer(turn, "peerdesk-thanks", {name_of(turn, subject, turn.language)}, ticket);
    const auto helper = turn.tables().people.find(subject);
    if (!helper) return;
    Lines told(turn.services, conversation::language_of(*helper, turn.desk));
    if (arguments.text.empty()) {
        told.add("peerdesk-thanks-told", {name_of(turn.services, turn.person, told.locale())});
    } else {
        told.add("peerdesk-thanks-told-for",
                 {name_of(turn.services, turn.person, told.locale()), arguments.text});
    }
    conversation::tell_person(turn, subject, told,
                              {.ticket = ticket, .repeat = storage::RepeatRule::never});
}

} // namespace peerdesk::desk
