// SPDX-License-Identifier: MIT
#include "bot/mentoring/requesting.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/engagement/record.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/mentoring/skill_names.hpp"
#include "bot/mentoring/topic.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"

#include <algorithm>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::RequestState;

namespace {

/// How it stands with a request that is there already.
void tell_standing(Turn& turn, const storage::MentorRequest& request) {
    if (request.state == RequestState::proposed) {
        answer(turn, "peerdesk-mentor-asked-already", {skill_name(turn, request.skill)});
        return;
    }
    answer(turn, "peerdesk-mentor-waits-already",
           {skill_name(turn, request.skill), Tables(turn).requests.place_in_line(request)});
}

/// The reasons as far as they tell the mentee nothing of who is asked.
void tell_asked(Turn& turn, const storage::MentorRequest& request) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-mentor-asked", {skill_name(turn, request.skill)});
    const auto proposed =
        Tables(turn).introductions.open_of(turn.person.id, open_introductions_max);
    for (const Introduction& each : proposed) {
        if (each.request != request.id) continue;
        add_reasons(turn, lines, from_json(each.reasons), request.skill, IntroductionSide::mentee);
        break;
    }
    lines.add("peerdesk-mentor-answer-time",
              {std::chrono::duration_cast<std::chrono::days>(answer_time).count()});
    answer(turn, lines);
}

/// How many offer it, so that "nobody has room" and "nobody offers it" are told apart.
void tell_waiting(Turn& turn, const storage::MentorRequest& request) {
    Candidates candidates(turn, turn.desk);
    const auto offering = candidates.mentors(turn.person.id, request.skill);
    const auto others = std::ranges::count_if(
        offering, [](const matching::MentorCandidate& each) { return !each.is_self; });
    Lines lines(turn.services, turn.language);
    if (others == 0) {
        lines.add("peerdesk-mentor-nobody", {skill_name(turn, request.skill)});
    } else {
        lines.add("peerdesk-mentor-no-room", {skill_name(turn, request.skill), others});
    }
    lines.add("peerdesk-mentor-waits", {Tables(turn).requests.place_in_line(request)});
    lines.add("peerdesk-want-ask")
        .literal("ask " + skills::name_of(turn, request.skill, turn.language) + " …");
    answer(turn, lines);
}

void request_mentor(Turn& turn, SkillId skill, std::string_view) {
    if (turn.identity.is_guest) {
        answer(turn, "peerdesk-mentoring-guest");
        return;
    }
    Tables tables(turn);
    if (const auto current = tables.requests.current(turn.desk.id, turn.person.id, skill)) {
        tell_standing(turn, *current);
        return;
    }
    if (tables.requests.current_of(turn.person.id).size() >= requests_max) {
        answer(turn, "peerdesk-mentor-too-many", {requests_max});
        return;
    }
    storage::MentorRequest request{.desk = turn.desk.id,
                                   .person = turn.person.id,
                                   .skill = skill,
                                   .language = turn.language,
                                   .asked = turn.now};
    request.id = tables.requests.add(request);
    engagement::record(turn, turn.desk,
                       {.kind = "mentor_asked",
                        .actor = turn.person.id,
                        .skill = skill,
                        .network = turn.place.network,
                        .language = turn.language});
    // Not this one alone: who waits for the same and could be served by now comes first.
    serve_waiting(turn, turn.desk, Change{.skill = skill});
    request = tables.requests.find(request.id).value_or(request);
    if (request.state == RequestState::proposed) {
        tell_asked(turn, request);
    } else {
        tell_waiting(turn, request);
    }
}

} // namespace

const skills::Action mentor_action{"mentor", request_mentor};

void mentor(Turn& turn, const Arguments& arguments) {
    const auto topic = read_topic(turn, arguments.text);
    if (topic && !skills::is_short(topic->words)) {
        answer(turn, "peerdesk-learned-long");
        return;
    }
    if (topic) skills::for_skill(turn, topic->words, mentor_action);
}

} // namespace peerdesk::mentoring
