// SPDX-License-Identifier: MIT
#include "bot/mentoring/circles.hpp"

#include "bot/engagement/record.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/meeting_together.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/mentoring/reasons.hpp"
#include "bot/mentoring/round_repairs.hpp"
#include "bot/skills/names.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace peerdesk::mentoring {

using conversation::Lines;
using storage::IntroductionAnswer;
using storage::IntroductionState;

namespace {

std::vector<Introduction> whole(Context& context, const Introduction& introduction) {
    return Tables(context).introductions.of_cycle(introduction.round, *introduction.cycle);
}

text::Name skill_name(Context& context, const Lines& lines, SkillId skill) {
    return text::Name{skills::name_of(context, skill, lines.locale())};
}

/// What one person gives and gets in a circle; either may be missing at the end of a chain.
struct Part {
    std::optional<Introduction> give;
    std::optional<Introduction> get;
};

Part part_of(const std::vector<Introduction>& rows, PersonId person) {
    Part part;
    for (const Introduction& each : rows) {
        if (each.mentor == person) part.give = each;
        if (each.mentee == person) part.get = each;
    }
    return part;
}

void add_question(Context& context, Lines& lines, const Part& part, const std::string& id) {
    if (part.give && part.get) {
        lines.add("peerdesk-circle-ask", {id, skill_name(context, lines, part.give->skill),
                                          skill_name(context, lines, part.get->skill)});
    } else if (part.give) {
        lines.add("peerdesk-circle-ask-give", {id, skill_name(context, lines, part.give->skill)});
    } else if (part.get) {
        lines.add("peerdesk-circle-ask-get", {id, skill_name(context, lines, part.get->skill)});
    }
}

void add_why(Context& context, Lines& lines, const Part& part) {
    if (part.give) {
        lines.add("peerdesk-circle-about-give", {skill_name(context, lines, part.give->skill)});
        add_reasons(context, lines, from_json(part.give->reasons), part.give->skill,
                    IntroductionSide::mentor);
    }
    if (part.get) {
        lines.add("peerdesk-circle-about-get", {skill_name(context, lines, part.get->skill)});
        add_reasons(context, lines, from_json(part.get->reasons), part.get->skill,
                    IntroductionSide::mentee);
    }
}

std::set<PersonId> people_of(const std::vector<Introduction>& rows) {
    std::set<PersonId> people;
    for (const Introduction& each : rows) {
        people.insert(each.mentor);
        people.insert(each.mentee);
    }
    return people;
}

void set_answers(Context& context, const std::vector<Introduction>& rows, PersonId person,
                 IntroductionAnswer answer) {
    for (const Introduction& each : rows) {
        if (const auto side = each.side_of(person))
            Tables(context).introductions.set_answer(each.id, *side, answer, context.now);
    }
}

bool is_answered(const Introduction& introduction, IntroductionAnswer answer) {
    return introduction.mentor_answer == answer && introduction.mentee_answer == answer;
}

/// To an account of theirs and of no pair, so that it goes out also when the other is forgotten.
void tell_alone(Context& context, PersonId person, const Lines& lines) {
    if (const auto place = direct_place(context, person))
        conversation::post(context, *place, lines.text(), {.person = person});
}

Lines lines_of(Context& context, const Desk& desk, PersonId person) {
    const auto row = context.tables().people.find(person).value_or(storage::Person{});
    return {context.services, conversation::language_of(row, desk)};
}

/// The one by whose number they were asked.
Introduction first_of(const std::vector<Introduction>& rows, PersonId person) {
    return *std::ranges::find_if(
        rows, [&](const Introduction& each) { return each.side_of(person).has_value(); });
}

/// Those who had heard of it, besides the one by whom it ends.
void tell_others(Context& context, const std::vector<Introduction>& rows, PersonId person) {
    for (const PersonId other_person : people_of(rows)) {
        if (other_person == person) continue;
        const auto first = first_of(rows, other_person);
        const auto side = *first.side_of(other_person);
        const auto heard = first.answer_of(side);
        if (heard != IntroductionAnswer::asked && heard != IntroductionAnswer::yes) continue;
        Lines lines = lines_for(context, first, side);
        lines.add("peerdesk-circle-nothing", {number(first.id)});
        tell_alone(context, other_person, lines);
    }
}

/// Somebody who may no longer be introduced, if there is one; an empty id when a proposal between
/// two of them is over for another reason, as when two accounts turned out to be one person's.
std::optional<PersonId> broken_by(Context& context, const std::vector<Introduction>& rows) {
    for (const Introduction& each : rows) {
        if (each.state != IntroductionState::proposed) return PersonId{};
        for (const PersonId person : {each.mentor, each.mentee}) {
            if (context.tables().blocks.find(each.desk, person, context.now) ||
                !direct_place(context, person)) {
                return person;
            }
        }
    }
    return std::nullopt;
}

IntroductionState state_after(const Introduction& introduction, PersonId person,
                              IntroductionAnswer answer) {
    if (!introduction.side_of(person)) return IntroductionState::withdrawn;
    switch (answer) {
    case IntroductionAnswer::no:
        return IntroductionState::declined;
    case IntroductionAnswer::late:
        return IntroductionState::lapsed;
    case IntroductionAnswer::none:
    case IntroductionAnswer::asked:
    case IntroductionAnswer::yes:
        return IntroductionState::withdrawn;
    }
    return IntroductionState::withdrawn;
}

void record_end(Context& context, const Desk& desk, const Introduction& introduction,
                PersonId person, IntroductionAnswer answer) {
    if (answer == IntroductionAnswer::none) return;
    const bool is_late = answer == IntroductionAnswer::late;
    engagement::record(context, desk,
                       {.kind = is_late ? "lapsed" : "declined",
                        .actor = person,
                        .introduction = introduction.id,
                        .skill = introduction.skill,
                        .cause = is_late ? storage::Cause::program : storage::Cause::person});
}

} // namespace

bool is_circle(const Introduction& introduction) {
    return introduction.origin == storage::IntroductionOrigin::exchange &&
           introduction.cycle.has_value();
}

std::vector<std::pair<std::int64_t, std::int64_t>>
lessons_of(const matching::ExchangeGroup& group) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    for (std::size_t i = 1; i < group.people.size(); ++i)
        found.emplace_back(group.people[i - 1], group.people[i]);
    if (group.shape == matching::ExchangeShape::cycle)
        found.emplace_back(group.people.back(), group.people.front());
    return found;
}

bool ask_circle(Context& context, const Introduction& introduction, IntroductionSide side) {
    const PersonId person = introduction.person_of(side);
    const auto rows = whole(context, introduction);
    const Part part = part_of(rows, person);
    const std::string id = number(introduction.id);
    Lines lines = lines_for(context, introduction, side);
    add_question(context, lines, part, id);
    add_why(context, lines, part);
    lines.add("peerdesk-circle-people", {people_of(rows).size()});
    lines.add("peerdesk-introduction-ask",
              {std::chrono::duration_cast<std::chrono::days>(answer_time).count()});
    lines.add("peerdesk-circle-contact").literal("accept " + id).literal("decline " + id);
    set_answers(context, rows, person, IntroductionAnswer::asked);
    return tell(context, introduction, side, lines, {.prompt = "introduction"});
}

void accept_circle(Turn& turn, const Introduction& introduction) {
    const PersonId person = turn.person.id;
    set_answers(turn, whole(turn, introduction), person, IntroductionAnswer::yes);
    const auto rows = whole(turn, introduction);
    if (const auto broken = broken_by(turn, rows)) {
        end_circle(turn, introduction, *broken, IntroductionAnswer::none);
        return;
    }
    const bool is_agreed = std::ranges::all_of(
        rows, [](const Introduction& each) { return is_answered(each, IntroductionAnswer::yes); });
    if (is_agreed) {
        meet_together(turn, rows);
    } else {
        conversation::answer(turn, "peerdesk-circle-yes", {number(introduction.id)});
    }
}

void decline_circle(Turn& turn, const Introduction& introduction) {
    conversation::answer(turn, "peerdesk-circle-no", {number(introduction.id)});
    end_circle(turn, introduction, turn.person.id, IntroductionAnswer::no);
}

void end_circle(Context& context, const Introduction& introduction, PersonId person,
                IntroductionAnswer answer) {
    const auto rows = whole(context, introduction);
    const bool is_open = std::ranges::any_of(
        rows, [](const Introduction& each) { return each.state == IntroductionState::proposed; });
    if (!is_open) return;
    Tables tables(context);
    if (answer != IntroductionAnswer::none) set_answers(context, rows, person, answer);
    for (const Introduction& each : rows) {
        if (each.state != IntroductionState::proposed) continue;
        tables.introductions.set_state(each.id, state_after(each, person, answer), context.now);
    }
    const Desk* desk = context.services.desks.with_id(introduction.desk);
    if (desk == nullptr) return;
    record_end(context, *desk, introduction, person, answer);
    tell_others(context, rows, person);
    repair_circles(context, *desk, introduction.round, person);
    serve_waiting(context, *desk);
}

void tell_nobody(Context& context, const Desk& desk, PersonId person) {
    if (context.tables().blocks.find(desk.id, person, context.now)) return;
    Lines lines = lines_of(context, desk, person);
    lines.add("peerdesk-round-nobody");
    tell_alone(context, person, lines);
}

} // namespace peerdesk::mentoring
