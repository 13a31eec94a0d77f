// SPDX-License-Identifier: MIT
#include "bot/skills/choosing.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"
#include "bot/text/fold.hpp"
#include "bot/text/number_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace peerdesk::skills {

using conversation::Turn;
using storage::SkillId;

namespace {

constexpr std::string_view prompt_kind = "skill";

/// What the prompt remembers.
struct Question {
    std::string action;
    std::string words;
    std::string rest;
    std::vector<SkillId> near;
};

std::string written(const Question& question) {
    nlohmann::ordered_json json{
        {"action", question.action}, {"words", question.words}, {"rest", question.rest}};
    json["near"] = nlohmann::json::array();
    for (const SkillId skill : question.near)
        json["near"].push_back(skill.value);
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<Question> read(const std::string& payload) {
    try {
        const auto json = nlohmann::json::parse(payload);
        Question question{json.at("action"), json.at("words"), json.at("rest"), {}};
        for (const auto& each : json.at("near"))
            question.near.push_back(SkillId{each.get<std::int64_t>()});
        return question;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt; // of an older version
    }
}

void ask_which(Turn& turn, const Question& question) {
    using conversation::command_line;
    const bool is_direct = turn.is_direct();
    conversation::Lines lines(turn.services, turn.language);
    lines.add("peerdesk-skill-which", {text::Name{question.words}});
    for (std::size_t i = 0; i < question.near.size(); ++i) {
        lines.add("peerdesk-skill-which-one",
                  {command_line(turn.desk, is_direct, std::to_string(i + 1)),
                   text::Name{name_of(turn, question.near[i], turn.language)}});
    }
    lines.add("peerdesk-skill-which-own",
              {command_line(turn.desk, is_direct, "0"), text::Name{question.words}});
    turn.tables().prompts.add({.place = conversation::stored(turn.place),
                               .person = turn.person.id,
                               .kind = std::string(prompt_kind),
                               .payload = written(question),
                               .asked = turn.now});
    conversation::answer(turn, lines);
}

/// The place in the list that was meant, 0 for the own words.
std::optional<std::size_t> choice(Turn& turn, const Question& question) {
    const std::string typed = text::plain_digits(turn.text);
    if (typed.size() == 1 && typed[0] >= '0' && typed[0] <= '9') {
        const auto number = static_cast<std::size_t>(typed[0] - '0');
        if (number <= question.near.size()) return number;
        return std::nullopt;
    }
    for (std::size_t i = 0; i < question.near.size(); ++i) {
        const std::string name = name_of(turn, question.near[i], turn.language);
        if (text::folded_words(name) == text::folded_words(turn.text)) return i + 1;
    }
    return std::nullopt;
}

} // namespace

void for_skill(Turn& turn, std::string_view words, const Action& action, std::string_view rest) {
    const Recognised found = recognise(turn, words, turn.language);
    switch (found.clarity) {
    case Clarity::clear:
        return action.run(turn, found.skill, rest);
    case Clarity::new_words:
        return action.run(turn, keep(turn, words), rest);
    case Clarity::unsure:
        return ask_which(
            turn, {std::string(action.name), std::string(words), std::string(rest), found.near});
    }
}

bool answer_skill_prompt(Turn& turn, const storage::Prompt& prompt,
                         std::span<const Action> actions) {
    const auto question = read(prompt.payload);
    if (!question) return false;
    const auto number = choice(turn, *question);
    const auto action = std::ranges::find(actions, question->action, &Action::name);
    if (!number || action == actions.end()) return false;
    turn.tables().prompts.remove(prompt.id);
    const SkillId skill = *number == 0 ? keep(turn, question->words) : question->near[*number - 1];
    action->run(turn, skill, question->rest);
    return true;
}

} // namespace peerdesk::skills
