// SPDX-License-Identifier: MIT
#include "bot/commands/prompt_answers.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/desk/closing.hpp"
#include "bot/desk/intake.hpp"
#include "bot/desk/learning.hpp"
#include "bot/desk/relay.hpp"
#include "bot/learning/sharing.hpp"
#include "bot/learning/sightings.hpp"
#include "bot/mentoring/answering.hpp"
#include "bot/mentoring/check_ins.hpp"
#include "bot/mentoring/offering.hpp"
#include "bot/mentoring/requesting.hpp"
#include "bot/people/linking.hpp"
#include "bot/people/privacy.hpp"
#include "bot/skills/choosing.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"

#include <array>
#include <string>
#include <string_view>

namespace peerdesk::commands {

using conversation::Turn;
using storage::Prompt;
using text::Answer;

namespace {

/// Prompts are forgotten after this: yes means nothing a month later.
constexpr std::chrono::days prompt_life{14};

bool answer_learned(Turn& turn, const Prompt& prompt) {
    const Answer word = turn.services.texts->words.answer_word(turn.text);
    if (word == Answer::none) return false;
    desk::answer_learned_prompt(turn, prompt, word == Answer::yes);
    return true;
}

bool answer_outcome(Turn& turn, const Prompt& prompt) {
    return desk::answer_outcome_prompt(turn, prompt, text::plain_digits(turn.text));
}

/// 1 sends the kept text as an answer, 2 asks it as a question of their own.
bool answer_bare(Turn& turn, const Prompt& prompt) {
    const std::string typed = text::plain_digits(turn.text);
    const bool is_reply = typed == "1" && prompt.ticket;
    const bool is_question = typed == "2" || (typed == "1" && !prompt.ticket);
    if (!is_reply && !is_question) return false;
    turn.tables().prompts.remove(prompt.id);
    if (is_reply && !turn.is_staff()) return false; // no longer
    if (is_reply) {
        desk::reply(turn, {.ticket = prompt.ticket, .text = prompt.payload});
    } else {
        desk::ask(turn, {.text = prompt.payload});
    }
    return true;
}

bool answer_forget(Turn& turn, const Prompt& prompt) {
    const Answer word = turn.services.texts->words.answer_word(turn.text);
    if (word == Answer::none) return false;
    turn.tables().prompts.remove(prompt.id);
    if (word == Answer::yes) {
        mentoring::leave_all(turn);
        people::forget_now(turn);
    } else {
        conversation::answer(turn, "peerdesk-forget-kept");
    }
    return true;
}

bool answer_desk(Turn& turn, const Prompt& prompt) {
    return people::answer_desk_prompt(turn, prompt);
}

bool answer_share(Turn& turn, const Prompt& prompt) {
    return learning::answer_share_prompt(turn, prompt, text::plain_digits(turn.text));
}

/// All commands that may have asked which skill is meant.
bool answer_skill(Turn& turn, const Prompt& prompt) {
    const std::array actions{desk::learned_action(),     learning::saw_action(),
                             mentoring::offer_action,    mentoring::want_action,
                             mentoring::withdraw_action, mentoring::mentor_action};
    return skills::answer_skill_prompt(turn, prompt, actions);
}

struct PromptKind {
    std::string_view kind;
    bool (*answer)(Turn&, const Prompt&);
};

constexpr std::array kinds{
    PromptKind{"learned", answer_learned},
    PromptKind{"outcome", answer_outcome},
    PromptKind{"bare", answer_bare},
    PromptKind{"forget", answer_forget},
    PromptKind{"desk", answer_desk},
    PromptKind{"skill", answer_skill},
    PromptKind{"share", answer_share},
    PromptKind{"introduction", mentoring::answer_introduction_prompt},
    PromptKind{"check_in", mentoring::answer_check_in_prompt},
};

} // namespace

bool answer_prompt(Turn& turn) {
    constexpr std::size_t answer_length_max = 40;
    constexpr std::size_t private_answer_length_max =
        400; // "no, because …" is nobody else's affair
    if (turn.text.size() > private_answer_length_max) return false;
    const auto prompt =
        turn.tables().prompts.newest(conversation::stored(turn.place), turn.person.id);
    if (!prompt || turn.now - prompt->asked > prompt_life) return false;
    const bool is_private = prompt->kind == "introduction" || prompt->kind == "check_in";
    if (!is_private && turn.text.size() > answer_length_max) return false;
    for (const PromptKind& each : kinds) {
        if (each.kind == prompt->kind) return each.answer(turn, *prompt);
    }
    return false;
}

} // namespace peerdesk::commands
