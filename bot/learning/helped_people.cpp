// SPDX-License-Identifier: MIT
#include "bot/learning/helped_people.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/people/finding.hpp"
#include "storage/learnings.hpp"

#include <algorithm>
#include <vector>

namespace peerdesk::learning {

using conversation::Turn;
using storage::Person;

namespace {

constexpr int introductions_max = 100;

enum class Side { mentor, mentee };

/// Of the people called this, the one the person of this turn was introduced to as such a side.
std::optional<Person> introduced(Turn& turn, std::string_view name, Side side) {
    const auto all = storage::Learnings(turn.services.database)
                         .introductions_of(turn.person.id, introductions_max);
    auto found = turn.tables().people.named(name);
    std::erase_if(found, [&](const Person& person) {
        return std::ranges::none_of(all, [&](const storage::Introduced& each) {
            return person.id == (side == Side::mentor ? each.mentor : each.mentee) &&
                   person.id != turn.person.id;
        });
    });
    if (found.size() == 1) return found.front();
    return std::nullopt;
}

} // namespace

std::optional<Person> find_learner(Turn& turn, std::string_view name) {
    if (auto mentee = introduced(turn, name, Side::mentee)) return mentee;
    if (turn.is_staff()) return people::find_person(turn, name);
    conversation::answer(turn, "peerdesk-saw-not-mentor", {text::Name{std::string(name)}});
    return std::nullopt;
}

std::optional<Person> find_helper(Turn& turn, std::string_view name) {
    if (auto mentor = introduced(turn, name, Side::mentor)) return mentor;
    return people::find_staff(turn, name);
}

} // namespace peerdesk::learning
