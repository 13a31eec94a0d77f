// SPDX-License-Identifier: MIT
#include "bot/mentoring/proposing.hpp"

#include "bot/engagement/record.hpp"
#include "bot/mentoring/circles.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/members.hpp"
#include "bot/skills/names.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::mentoring {

using conversation::Lines;
using storage::IntroductionAnswer;
using storage::IntroductionState;
using storage::RequestState;

namespace {

std::string payload_of(const Introduction& introduction, IntroductionSide side) {
    return number(introduction.id) + (side == IntroductionSide::mentor ? " mentor" : " mentee");
}

void add_timer(Context& context, const Introduction& introduction, IntroductionSide side,
               std::string_view kind, Time due) {
    context.tables().timers.add({.due = due,
                                 .kind = std::string(kind),
                                 .desk = introduction.desk,
                                 .payload = payload_of(introduction, side)});
}

void ask_mentor_lines(Context& context, const Introduction& introduction, Lines& lines) {
    lines.add("peerdesk-introduction-mentor",
              {number(introduction.id),
               text::Name{skills::name_of(context, introduction.skill, lines.locale())}});
}

/// False when they cannot be reached.
bool ask_of_pair(Context& context, const Introduction& introduction, IntroductionSide side) {
    Lines lines = lines_for(context, introduction, side);
    if (side == IntroductionSide::mentor) {
        ask_mentor_lines(context, introduction, lines);
    } else {
        lines.add("peerdesk-introduction-mentee",
                  {number(introduction.id),
                   text::Name{skills::name_of(context, introduction.skill, lines.locale())}});
    }
    Reasons reasons = from_json(introduction.reasons);
    // By now the mentor was asked, and said yes.
    if (side == IntroductionSide::mentee) reasons.is_not_asked_boost = false;
    add_reasons(context, lines, reasons, introduction.skill, side);
    lines.add("peerdesk-introduction-ask",
              {std::chrono::duration_cast<std::chrono::days>(answer_time).count()});
    lines.add("peerdesk-introduction-contact");
    lines.literal("accept " + number(introduction.id))
        .literal("decline " + number(introduction.id));
    Tables(context).introductions.set_answer(introduction.id, side, IntroductionAnswer::asked,
                                             context.now);
    return tell(context, introduction, side, lines, {.prompt = "introduction"});
}

void ask_now(Context& context, const Introduction& introduction, IntroductionSide side) {
    const bool is_told = is_circle(introduction) ? ask_circle(context, introduction, side)
                                                 : ask_of_pair(context, introduction, side);
    if (!is_told) {
        end_proposal(context, introduction, side, IntroductionAnswer::late);
        return;
    }
    add_timer(context, introduction, side, "introduction_remind", context.now + remind_after);
    add_timer(context, introduction, side, "introduction_lapse", context.now + answer_time);
}

void remind(Context& context, const Introduction& introduction, IntroductionSide side) {
    Lines lines = lines_for(context, introduction, side);
    lines.add("peerdesk-introduction-remind", {number(introduction.id)});
    lines.literal("accept " + number(introduction.id))
        .literal("decline " + number(introduction.id));
    tell(context, introduction, side, lines, {.prompt = "introduction"});
}

struct TimerTarget {
    storage::IntroductionId id;
    IntroductionSide side = IntroductionSide::mentor;
};

TimerTarget read_payload(std::string_view payload) {
    TimerTarget target;
    std::from_chars(payload.data(), payload.data() + payload.size(), target.id.value);
    if (payload.ends_with("mentee")) target.side = IntroductionSide::mentee;
    return target;
}

/// The other one is told that it came to nothing, if they had heard of it.
void tell_other(Context& context, const Introduction& introduction, IntroductionSide side) {
    const auto heard = introduction.answer_of(other(side));
    if (heard != IntroductionAnswer::yes && heard != IntroductionAnswer::asked) return;
    Lines lines = lines_for(context, introduction, other(side));
    lines.add("peerdesk-introduction-nothing", {number(introduction.id)});
    tell(context, introduction, other(side), lines);
}

/// Has the best mentor of all asked; when there is none, it waits.
void propose(Context& context, const Desk& desk, const storage::MentorRequest& request,
             Candidates& candidates) {
    Tables tables(context);
    const auto ranking = candidates.rank(request.person, request.skill);
    if (ranking.ranked.empty()) return;
    std::vector<PersonId> best;
    best.reserve(ranking.ranked.size());
    for (const auto& each : ranking.ranked)
        best.push_back(PersonId{each.id});
    tables.suggestions.add(desk.id, request.skill, best, context.now);
    const auto& first = ranking.ranked.front();
    const PersonId mentor{first.id};
    Introduction introduction;
    introduction.desk = desk.id;
    introduction.skill = request.skill;
    introduction.mentor = mentor;
    introduction.mentee = request.person;
    introduction.request = request.id;
    introduction.reasons =
        to_json(reasons_of(first, candidates.offered(mentor, request.skill).skill));
    introduction.made = context.now;
    introduction.id = tables.introductions.add(introduction);
    tables.requests.set_state(request.id, RequestState::proposed, context.now);
    engagement::record(context, desk,
                       {.kind = "suggested",
                        .subject = mentor,
                        .introduction = introduction.id,
                        .skill = request.skill,
                        .language = request.language,
                        .cause = storage::Cause::program});
    candidates.forget(mentor);
    ask_when_around(context, introduction, IntroductionSide::mentor);
}

bool may_help(Candidates& candidates, const Change& change, SkillId wanted) {
    constexpr auto none = matching::SkillFit::none;
    if (change.skill && candidates.fit(change.skill, wanted) != none) return true;
    return change.mentor && candidates.offered(change.mentor, wanted).fit != none;
}

/// They may have withdrawn the offer, or want nobody new, since it was proposed.
bool still_offers(Context& context, const Introduction& introduction) {
    if (is_circle(introduction)) return true;
    const Desk* desk = context.services.desks.with_id(introduction.desk);
    if (desk == nullptr) return false;
    if (Tables(context).exchange.profile(introduction.mentor).capacity == 0) return false;
    return Candidates(context, *desk).offered(introduction.mentor, introduction.skill).fit !=
           matching::SkillFit::none;
}

} // namespace

Time next_around(Context& context, PersonId person) {
    const auto hours = context.services.roster.hours_of(person, context.now);
    if (!hours || hours->empty()) return context.now;
    for (const matching::Interval& each : *hours) {
        if (each.end > context.now) return std::max(each.begin, context.now);
    }
    return context.now;
}

void serve_waiting(Context& context, const Desk& desk, const std::optional<Change>& change) {
    Tables tables(context);
    const auto waiting = tables.requests.waiting(desk.id, served_max);
    if (waiting.empty()) return;
    Candidates candidates(context, desk);
    for (const auto& request : waiting) {
        if (change && !may_help(candidates, *change, request.skill)) continue;
        if (!candidates.has_room(request.skill)) continue;
        // A proposal that ended at once may have served others meanwhile.
        const auto current = tables.requests.find(request.id);
        if (current && current->state == RequestState::waiting)
            propose(context, desk, request, candidates);
    }
}

void serve_all(Context& context) {
    for (const Desk& desk : context.services.desks.all())
        serve_waiting(context, desk);
}

void withdraw_request(Context& context, const storage::MentorRequest& request) {
    Tables tables(context);
    tables.requests.set_state(request.id, RequestState::withdrawn, context.now);
    if (const auto proposed = tables.introductions.proposed_for(request.id)) {
        tables.introductions.set_state(proposed->id, IntroductionState::withdrawn, context.now);
        tell_other(context, *proposed, IntroductionSide::mentee);
    }
    if (const Desk* desk = context.services.desks.with_id(request.desk))
        serve_waiting(context, *desk);
}

std::optional<IntroductionSide> blocked_side(Context& context, const Introduction& introduction) {
    for (const auto side : {IntroductionSide::mentor, IntroductionSide::mentee}) {
        const PersonId person = introduction.person_of(side);
        if (context.tables().blocks.find(introduction.desk, person, context.now)) return side;
    }
    return std::nullopt;
}

void ask_when_around(Context& context, const Introduction& introduction, IntroductionSide side) {
    // They may have paused, been blocked or moved their hours since it was proposed.
    auto gone = blocked_side(context, introduction);
    const bool may_lapse = side == IntroductionSide::mentor || is_circle(introduction);
    if (may_lapse && context.services.roster.is_away(introduction.person_of(side), context.now))
        gone = side;
    if (gone) {
        end_proposal(context, introduction, *gone, IntroductionAnswer::late);
        return;
    }
    const Time when = next_around(context, introduction.person_of(side));
    if (when <= context.now) {
        ask_now(context, introduction, side);
    } else {
        add_timer(context, introduction, side, "introduction_ask", when);
    }
}

void end_proposal(Context& context, const Introduction& introduction, IntroductionSide side,
                  IntroductionAnswer answer) {
    if (is_circle(introduction)) {
        end_circle(context, introduction, introduction.person_of(side), answer);
        return;
    }
    Tables tables(context);
    const bool is_late = answer == IntroductionAnswer::late;
    tables.introductions.set_answer(introduction.id, side, answer, context.now);
    tables.introductions.set_state(
        introduction.id, is_late ? IntroductionState::lapsed : IntroductionState::declined,
        context.now);
    const Desk* desk = context.services.desks.with_id(introduction.desk);
    if (desk != nullptr) {
        engagement::record(context, *desk,
                           {.kind = is_late ? "lapsed" : "declined",
                            .actor = introduction.person_of(side),
                            .introduction = introduction.id,
                            .skill = introduction.skill,
                            .cause = is_late ? storage::Cause::program : storage::Cause::person});
    }
    tell_other(context, introduction, side);
    if (desk == nullptr) return;
    const auto request = tables.requests.find(introduction.request);
    if (request && request->state == RequestState::proposed) {
        // A mentee who does not answer is not asked about the next one.
        const bool is_over = side == IntroductionSide::mentee && is_late;
        tables.requests.set_state(
            request->id, is_over ? RequestState::withdrawn : RequestState::waiting, context.now);
    }
    serve_waiting(context, *desk, Change{introduction.mentor, introduction.skill});
}

void on_introduction_timer(Context& context, std::string_view kind, std::string_view payload) {
    const TimerTarget target = read_payload(payload);
    const auto introduction = Tables(context).introductions.find(target.id);
    if (!introduction || introduction->state != IntroductionState::proposed) return;
    const IntroductionAnswer answer = introduction->answer_of(target.side);
    if (kind == "introduction_ask") {
        if (answer != IntroductionAnswer::none) return;
        if (target.side == IntroductionSide::mentor && !still_offers(context, *introduction)) {
            end_proposal(context, *introduction, target.side, IntroductionAnswer::late);
        } else {
            ask_when_around(context, *introduction, target.side);
        }
        return;
    }
    if (answer != IntroductionAnswer::asked) return;
    if (kind == "introduction_remind") {
        // Not in their night either; when it is over by then, nothing is said.
        const Time when = next_around(context, introduction->person_of(target.side));
        if (when > context.now) {
            add_timer(context, *introduction, target.side, kind, when);
            return;
        }
        remind(context, *introduction, target.side);
        return;
    }
    Lines lines = lines_for(context, *introduction, target.side);
    lines.add("peerdesk-introduction-lapsed", {number(introduction->id)});
    tell(context, *introduction, target.side, lines);
    end_proposal(context, *introduction, target.side, IntroductionAnswer::late);
}

} // namespace peerdesk::mentoring
