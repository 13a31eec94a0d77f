// SPDX-License-Identifier: MIT
#include "bot/people/start_link.hpp"

#include "bot/conversation/outgoing.hpp"

#include <algorithm>
#include <chrono>

namespace peerdesk::people {

using conversation::Turn;

namespace {

constexpr std::string_view kind = "start";
constexpr std::size_t payload_max = 64; ///< bytes, as networks have it
constexpr std::chrono::days kept_for{1};

std::string in_words(std::string_view text) {
    std::string words(text);
    std::ranges::replace(words, '_', ' ');
    const auto first = words.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return words.substr(first, words.find_last_not_of(' ') - first + 1);
}

/// In no place where somebody could answer it: it is no question.
storage::StoredPlace nowhere(const Turn& turn) {
    return {turn.place.network, false, std::string(kind)};
}

} // namespace

void take_start(Turn& turn, std::string_view payload) {
    if (payload.size() > payload_max + 1) return;
    const auto parts = payload.find("__");
    const std::string desk = in_words(payload.substr(0, parts));
    if (const auto* named = desk.empty() ? nullptr : turn.services.desks.named(desk)) {
        turn.tables().people.set_desk(turn.identity.id, named->id);
    }
    if (parts == std::string_view::npos) return;
    const std::string skill = in_words(payload.substr(parts));
    if (skill.empty()) return;
    turn.tables().prompts.add({.place = nowhere(turn),
                               .person = turn.person.id,
                               .kind = std::string(kind),
                               .payload = skill,
                               .asked = turn.now});
}

std::string take_skill_of_link(Turn& turn) {
    auto& prompts = turn.tables().prompts;
    const auto found = prompts.newest_of_kind(turn.person.id, kind);
    if (!found) return {};
    prompts.remove(found->id);
    return turn.now - found->asked <= kept_for ? found->payload : std::string{};
}

} // namespace peerdesk::people
