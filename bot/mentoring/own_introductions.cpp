// SPDX-License-Identifier: MIT
#include "bot/mentoring/own_introductions.hpp"

#include "bot/mentoring/limits.hpp"

#include <charconv>
#include <utility>
#include <vector>

namespace peerdesk::mentoring {

using conversation::answer;
using conversation::Lines;
using storage::IntroductionState;

storage::IntroductionId typed_number(const Arguments& arguments) {
    return storage::IntroductionId{arguments.ticket.value};
}

storage::IntroductionId read_number(std::string_view text) {
    storage::IntroductionId id;
    std::from_chars(text.data(), text.data() + text.size(), id.value);
    return id;
}

std::optional<Introduction> find_own(Turn& turn, storage::IntroductionId id) {
    auto found = Tables(turn).introductions.find(id);
    if (!found || !found->side_of(turn.person.id)) return std::nullopt;
    return found;
}

std::optional<Introduction> newest_own(Turn& turn) {
    auto open = Tables(turn).introductions.open_of(turn.person.id, 1);
    if (open.empty()) return std::nullopt;
    return std::move(open.front());
}

namespace {

/// At the desk of the introduction, which need not be the one they write to.
bool is_blocked(Turn& turn, const Introduction& introduction) {
    return turn.tables().blocks.find(introduction.desk, turn.person.id, turn.now).has_value();
}

void ask_which(Turn& turn, const std::vector<Introduction>& running) {
    Lines lines(turn.services, turn.language);
    lines.add("peerdesk-introduction-which");
    for (const Introduction& each : running) {
        const auto partner = each.person_of(other(*each.side_of(turn.person.id)));
        lines.add("peerdesk-introduction-line",
                  {number(each.id), conversation::name_of(turn, partner, turn.language)});
    }
    answer(turn, lines);
}

} // namespace

std::optional<Introduction> find_running(Turn& turn, storage::IntroductionId id) {
    if (id) {
        auto found = find_own(turn, id);
        if (found && found->is_running() && !is_blocked(turn, *found)) return found;
        answer(turn, found ? "peerdesk-introduction-not-running" : "peerdesk-introduction-unknown",
               {number(id)});
        return std::nullopt;
    }
    std::vector<Introduction> running;
    for (auto& each : Tables(turn).introductions.open_of(turn.person.id, open_introductions_max)) {
        if (each.is_running() && !is_blocked(turn, each)) running.push_back(std::move(each));
    }
    if (running.size() == 1) return running.front();
    if (running.empty()) {
        answer(turn, "peerdesk-introduction-none-runs");
    } else {
        ask_which(turn, running);
    }
    return std::nullopt;
}

} // namespace peerdesk::mentoring
