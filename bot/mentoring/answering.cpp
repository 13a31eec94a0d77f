// SPDX-License-Identifier: MIT
#include "bot/mentoring/answering.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/mentoring/circles.hpp"
#include "bot/mentoring/limits.hpp"
#include "bot/mentoring/meeting.hpp"
#include "bot/mentoring/own_introductions.hpp"
#include "bot/mentoring/proposing.hpp"
#include "bot/mentoring/skill_names.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace peerdesk::mentoring {

using conversation::answer;
using storage::IntroductionAnswer;
using storage::IntroductionState;

namespace {

std::vector<Introduction> waiting_for(Turn& turn) {
    auto open = Tables(turn).introductions.open_of(turn.person.id, open_introductions_max);
    std::erase_if(open, [&](const Introduction& each) {
        return each.state != IntroductionState::proposed ||
               each.answer_of(*each.side_of(turn.person.id)) != IntroductionAnswer::asked;
    });
    // Those of one circle are answered together, by the one with the lowest number.
    std::erase_if(open, [&](const Introduction& each) {
        return std::ranges::any_of(open, [&](const Introduction& earlier) {
            return is_circle(each) && earlier.id < each.id && earlier.round == each.round &&
                   earlier.cycle == each.cycle;
        });
    });
    return open;
}

void ask_which(Turn& turn, const std::vector<Introduction>& waiting) {
    conversation::Lines lines(turn.services, turn.language);
    lines.add("peerdesk-introduction-which");
    for (const Introduction& each : waiting) {
        lines.add("peerdesk-introductions-yours", {number(each.id), skill_name(turn, each.skill)});
    }
    answer(turn, lines);
}

/// The proposal meant, if it waits for this person; else they are told how things are.
std::optional<Introduction> proposal(Turn& turn, storage::IntroductionId number_typed) {
    auto found = number_typed ? find_own(turn, number_typed) : std::nullopt;
    if (!number_typed) {
        auto waiting = waiting_for(turn);
        if (waiting.size() > 1) {
            ask_which(turn, waiting);
            return std::nullopt;
        }
        if (!waiting.empty()) found = std::move(waiting.front());
    }
    if (!found) {
        answer(turn, "peerdesk-introduction-none-waits");
        return std::nullopt;
    }
    const auto said = found->answer_of(*found->side_of(turn.person.id));
    if (found->state == IntroductionState::agreed || found->state == IntroductionState::met) {
        answer(turn, "peerdesk-introduction-agreed-already", {number(found->id)});
        return std::nullopt;
    }
    if (found->state != IntroductionState::proposed) {
        answer(turn, "peerdesk-introduction-over", {number(found->id)});
        return std::nullopt;
    }
    if (said == IntroductionAnswer::yes) {
        answer(turn,
               is_circle(*found) ? "peerdesk-circle-yes" : "peerdesk-introduction-yes-already",
               {number(found->id)});
        return std::nullopt;
    }
    if (said == IntroductionAnswer::none) {
        answer(turn, "peerdesk-introduction-none-waits");
        return std::nullopt;
    }
    return found;
}

void say_yes(Turn& turn, Introduction& introduction, IntroductionSide side) {
    if (is_circle(introduction)) {
        accept_circle(turn, introduction);
        return;
    }
    Tables tables(turn);
    tables.introductions.set_answer(introduction.id, side, IntroductionAnswer::yes, turn.now);
    (side == IntroductionSide::mentor ? introduction.mentor_answer : introduction.mentee_answer) =
        IntroductionAnswer::yes;
    const auto theirs = introduction.answer_of(other(side));
    const auto blocked = blocked_side(turn, introduction);
    if (theirs == IntroductionAnswer::yes && !blocked) {
        agree(turn, introduction);
        return;
    }
    answer(turn, "peerdesk-introduction-yes", {number(introduction.id)});
    if (blocked) {
        end_proposal(turn, introduction, *blocked, IntroductionAnswer::late);
        return;
    }
    if (theirs == IntroductionAnswer::none) ask_when_around(turn, introduction, other(side));
}

void say_no(Turn& turn, const Introduction& introduction, IntroductionSide side) {
    if (is_circle(introduction)) {
        decline_circle(turn, introduction);
        return;
    }
    answer(turn,
           side == IntroductionSide::mentor ? "peerdesk-introduction-no-mentor"
                                            : "peerdesk-introduction-no-mentee",
           {number(introduction.id)});
    end_proposal(turn, introduction, side, IntroductionAnswer::no);
}

} // namespace

void accept(Turn& turn, const Arguments& arguments) {
    auto found = proposal(turn, typed_number(arguments));
    if (found) say_yes(turn, *found, *found->side_of(turn.person.id));
}

void decline(Turn& turn, const Arguments& arguments) {
    const auto found = proposal(turn, typed_number(arguments));
    if (found) say_no(turn, *found, *found->side_of(turn.person.id));
}

bool answer_introduction_prompt(Turn& turn, const storage::Prompt& prompt) {
    const auto word = answer_in(turn.services, turn.text);
    if (word == text::Answer::none) return false;
    turn.tables().prompts.remove(prompt.id);
    auto found = proposal(turn, read_number(prompt.payload));
    if (!found) return true;
    const auto side = *found->side_of(turn.person.id);
    if (word == text::Answer::yes) {
        say_yes(turn, *found, side);
    } else {
        say_no(turn, *found, side);
    }
    return true;
}

} // namespace peerdesk::mentoring
