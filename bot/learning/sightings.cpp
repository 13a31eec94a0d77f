// SPDX-License-Identifier: MIT
#include "bot/learning/sightings.hpp"

#include "bot/conversation/direct_chat.hpp"
#include "bot/conversation/outgoing.hpp"
#include "bot/engagement/record.hpp"
#include "bot/learning/helped_people.hpp"
#include "bot/skills/names.hpp"
#include "bot/skills/recognise.hpp"
#include "storage/learnings.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace peerdesk::learning {

using conversation::answer;
using conversation::Lines;
using conversation::Turn;
using storage::Learnings;
using storage::Person;

namespace {

Person learner_in(Turn& turn, std::string_view rest) {
    storage::PersonId id;
    std::from_chars(rest.data(), rest.data() + rest.size(), id.value);
    return turn.tables().people.find(id).value_or(Person{});
}

/// Asked directly. The prompt is the one of `learned`: yes counts.
bool ask_learner(Turn& turn, const Person& learner, storage::SkillId skill) {
    const auto place = conversation::direct_chat(turn, learner.id);
    if (!place) return false;
    Lines lines(turn.services, conversation::language_of(learner, turn.desk));
    const std::string name = skills::name_of(turn, skill, lines.locale());
    lines.add(
        "peerdesk-saw-told",
        {conversation::name_of(turn.services, turn.person, lines.locale()), text::Name{name}});
    lines.add("peerdesk-learned-ask-skill", {text::Name{name}});
    conversation::post(turn, *place, lines.text(), {.person = learner.id});
    turn.tables().prompts.add({.place = *place,
                               .person = learner.id,
                               .kind = "learned",
                               .payload = name,
                               .asked = turn.now});
    return true;
}

void write_down(Turn& turn, storage::SkillId skill, std::string_view rest) {
    const Person learner = learner_in(turn, rest);
    if (!learner.id) return;
    Learnings learnings(turn.services.database);
    const auto learner_name = conversation::name_of(turn.services, learner, turn.language);
    const text::Name name{skills::name_of(turn, skill, turn.language)};
    if (learnings.has(learner.id, skill)) {
        answer(turn, "peerdesk-saw-counted", {learner_name, name});
        return;
    }
    if (learnings.happened("observed", turn.person.id, learner.id, skill, {})) {
        answer(turn, "peerdesk-saw-again", {learner_name, name});
        return;
    }
    const auto met = learnings.introduction_for(learner.id, skill);
    engagement::record(turn, turn.desk,
                       {.kind = "observed",
                        .actor = turn.person.id,
                        .subject = learner.id,
                        .introduction = met ? met->id : storage::IntroductionId{},
                        .skill = skill,
                        .network = turn.place.network,
                        .language = turn.language});
    const bool is_told = ask_learner(turn, learner, skill);
    answer(turn, is_told ? "peerdesk-saw-kept" : "peerdesk-saw-unreachable", {learner_name, name});
}

constexpr skills::Action action{"saw", write_down};

} // namespace

const skills::Action& saw_action() {
    return action;
}

void saw(Turn& turn, const conversation::Arguments& arguments) {
    if (!skills::is_short(arguments.text)) {
        answer(turn, "peerdesk-learned-long");
        return;
    }
    const auto learner = find_learner(turn, arguments.person);
    if (!learner) return;
    if (learner->id == turn.person.id) {
        answer(turn, "peerdesk-saw-yourself");
        return;
    }
    skills::for_skill(turn, arguments.text, action, std::to_string(learner->id.value));
}

} // namespace peerdesk::learning
