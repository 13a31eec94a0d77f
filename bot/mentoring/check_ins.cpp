// SPDX-License-Identifier: MIT
#include "bot/mentoring/check_ins.hpp"

#include "bot/engagement/record.hpp"
#include "bot/mentoring/circles.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/meeting.hpp"
#include "bot/mentoring/own_introductions.hpp"
#include "bot/mentoring/proposing.hpp"

#include <set>

namespace peerdesk::mentoring {

using conversation::Lines;
using storage::IntroductionState;

namespace {

std::string_view side_word(IntroductionSide side) {
    return side == IntroductionSide::mentor ? " mentor" : " mentee";
}

/// Not in a pause, and not in their night: then it is put off.
void ask(Context& context, const Introduction& introduction, IntroductionSide side) {
    const PersonId person = introduction.person_of(side);
    if (context.services.roster.is_away(person, context.now)) return;
    if (context.tables().blocks.find(introduction.desk, person, context.now)) return;
    const Time when = next_around(context, person);
    if (when > context.now) {
        context.tables().timers.add(
            {.due = when,
             .kind = "check_in",
             .desk = introduction.desk,
             .payload = number(introduction.id) + std::string(side_word(side))});
        return;
    }
    Lines lines = lines_for(context, introduction, side);
    const auto partner = introduction.person_of(other(side));
    lines.add("peerdesk-check-in",
              {number(introduction.id), conversation::name_of(context, partner, lines.locale())});
    lines.add("peerdesk-check-in-words").literal("goodbye " + number(introduction.id));
    tell(context, introduction, side, lines, {.prompt = "check_in"});
}

/// Both, or the one for whom it was put off.
void ask_those(Context& context, const Introduction& introduction, std::string_view payload) {
    for (const auto side : {IntroductionSide::mentor, IntroductionSide::mentee}) {
        const bool is_for_other = payload.ends_with(side_word(other(side)));
        if (!is_for_other) ask(context, introduction, side);
    }
}

void end_by_itself(Context& context, const Introduction& introduction) {
    for (const auto side : {IntroductionSide::mentor, IntroductionSide::mentee}) {
        Lines lines = lines_for(context, introduction, side);
        lines.add("peerdesk-introduction-ended", {number(introduction.id)});
        tell(context, introduction, side, lines);
    }
    end_introduction(context, introduction);
}

/// The mentee waits again, unless they asked once more since.
void wait_again(Context& context, const Introduction& introduction) {
    Tables tables(context);
    const auto current =
        tables.requests.current(introduction.desk, introduction.mentee, introduction.skill);
    if (current && current->id != introduction.request) return;
    tables.requests.set_state(introduction.request, storage::RequestState::waiting, context.now);
}

} // namespace

void lay_out_check_ins(Context& context, const Introduction& introduction) {
    const auto add = [&](std::string_view kind, int days) {
        context.tables().timers.add({.due = context.now + std::chrono::days{days},
                                     .kind = std::string(kind),
                                     .desk = introduction.desk,
                                     .payload = number(introduction.id)});
    };
    for (const int days : check_in_days)
        add("check_in", days);
    add("introduction_end", end_day);
}

void on_check_in_timer(Context& context, std::string_view kind, std::string_view payload) {
    const auto found = Tables(context).introductions.find(read_number(payload));
    if (!found || !found->is_running()) return;
    if (kind == "introduction_end") {
        end_by_itself(context, *found);
    } else if (found->state == IntroductionState::agreed) {
        ask_those(context, *found, payload);
    }
}

bool answer_check_in_prompt(conversation::Turn& turn, const storage::Prompt& prompt) {
    const auto word = answer_in(turn.services, turn.text);
    if (word == text::Answer::none) return false;
    turn.tables().prompts.remove(prompt.id);
    const auto id = read_number(prompt.payload);
    if (word == text::Answer::yes) {
        met(turn, {.ticket = storage::TicketId{id.value}});
    } else {
        Lines lines(turn.services, turn.language);
        lines.add("peerdesk-check-in-not-yet").literal("tell " + number(id) + " …");
        lines.add("peerdesk-check-in-goodbye").literal("goodbye " + number(id));
        conversation::answer(turn, lines);
    }
    return true;
}

void end_introduction(Context& context, const Introduction& introduction, PersonId person) {
    Tables(context).introductions.set_state(introduction.id, IntroductionState::ended, context.now);
    const Desk* desk = context.services.desks.with_id(introduction.desk);
    if (desk == nullptr) return;
    engagement::record(context, *desk,
                       {.kind = person ? "goodbye" : "introduction_ended",
                        .actor = person,
                        .introduction = introduction.id,
                        .skill = introduction.skill,
                        .cause = person ? storage::Cause::person : storage::Cause::program});
    serve_waiting(context, *desk, Change{.mentor = introduction.mentor});
}

void leave_all(conversation::Turn& turn) {
    Tables tables(turn);
    tables.exchange.end_all(turn.person.id, turn.now);
    std::set<storage::DeskId> desks; // where somebody waits again
    for (const auto& request : tables.requests.current_of(turn.person.id))
        tables.requests.set_state(request.id, storage::RequestState::withdrawn, turn.now);
    for (const Introduction& each :
         tables.introductions.open_of(turn.person.id, left_introductions_max)) {
        if (is_circle(each) && each.state == IntroductionState::proposed) {
            end_circle(turn, each, turn.person.id, storage::IntroductionAnswer::none);
            continue;
        }
        const auto side = other(*each.side_of(turn.person.id));
        tables.introductions.set_state(each.id, IntroductionState::withdrawn, turn.now);
        if (each.answer_of(side) != storage::IntroductionAnswer::none) {
            Lines lines = lines_for(turn, each, side);
            lines.add(each.is_running() ? "peerdesk-goodbye-told" : "peerdesk-introduction-nothing",
                      {number(each.id)});
            if (const auto place = direct_place(turn, each.person_of(side)))
                conversation::post(turn, *place, lines.text(), {.person = each.person_of(side)});
        }
        // Who had met their mentor found what they waited for.
        const bool waits_again = each.state != IntroductionState::met;
        if (waits_again && each.request && side == IntroductionSide::mentee) wait_again(turn, each);
        desks.insert(each.desk);
    }
    for (const storage::DeskId id : desks) {
        if (const Desk* desk = turn.services.desks.with_id(id)) serve_waiting(turn, *desk);
    }
}

} // namespace peerdesk::mentoring
