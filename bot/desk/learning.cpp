// SPDX-License-Identifier: MIT
#include "bot/desk/learning.hpp"

#include "bot/conversation/typed.hpp"
#include "bot/engagement/record.hpp"
#include "bot/learning/counting.hpp"
#include "bot/learning/origins.hpp"
#include "bot/people/finding.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace peerdesk::desk {

using conversation::answer;
using conversation::Lines;
using conversation::name_of;
using conversation::number;

namespace {

/// What `learned` keeps while the person is asked which skill they mean: one a line.
struct Kept {
    storage::TicketId ticket; ///< they were asked about
    std::string words;
    std::string from;
};

std::string to_text(const Kept& kept) {
    return number(kept.ticket) + '\n' + kept.words + '\n' + kept.from;
}

Kept kept_from(std::string_view text) {
    Kept kept;
    const auto first = std::min(text.find('\n'), text.size());
    const auto ticket = text.substr(0, first);
    std::from_chars(ticket.data(), ticket.data() + ticket.size(), kept.ticket.value);
    text.remove_prefix(std::min(first + 1, text.size()));
    const auto second = std::min(text.find('\n'), text.size());
    kept.words = text.substr(0, second);
    kept.from = text.substr(std::min(second + 1, text.size()));
    return kept;
}

void count_kept(Turn& turn, storage::SkillId skill, std::string_view rest) {
    const Kept kept = kept_from(rest);
    learning::count_learned(
        turn, {.skill = skill, .words = kept.words, .ticket = kept.ticket, .from = kept.from});
}

constexpr skills::Action action{"learned", count_kept};

/// The whole as one skill where the tree has it, else with its source cut off.
learning::Told told_by(Turn& turn, const std::string& text) {
    const auto whole = skills::recognise(turn, text, turn.language);
    if (whole.clarity == skills::Clarity::clear) return {text, {}};
    return learning::divide(turn.services, text);
}

void count(Turn& turn, const learning::Told& told, storage::TicketId ticket) {
    skills::for_skill(turn, told.skill, action, to_text({ticket, told.skill, told.from}));
}

/// A skill as the asker reads it: the tree's name, or the responder's words.
std::string asked_name(Context& context, std::string_view words, const std::string& locale) {
    const auto found = skills::recognise(context, words, locale);
    return found.clarity == skills::Clarity::clear ? skills::name_of(context, found.skill, locale)
                                                   : std::string(words);
}

} // namespace

const skills::Action& learned_action() {
    return action;
}

void ask_learner(Context& context, const Desk& desk, const storage::Ticket& ticket,
                 std::string_view skill, Lines& lines) {
    if (!skills::is_short(skill)) skill = {}; // a sentence: the learner names the skill
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
        lines.add("peerdesk-learned-ask-skill",
                  {text::Name{asked_name(context, skill, lines.locale())}});
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
    const learning::Told told = told_by(turn, arguments.text);
    if (!skills::is_short(told.skill)) {
        answer(turn, "peerdesk-learned-long");
        return;
    }
    count(turn, told, prompt ? prompt->ticket : storage::TicketId{});
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
    count(turn, {prompt.payload, {}}, prompt.ticket);
}

void thanks(Turn& turn, const Arguments& arguments) {
    storage::TicketId ticket = learning::newest_ticket(turn);
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
    engagement::record(turn, learning::counting_desk(turn, ticket),
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
