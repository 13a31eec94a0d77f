// SPDX-License-Identifier: MIT
#include "bot/mentoring/round_figures.hpp"

#include <string_view>

namespace peerdesk::mentoring {

void add_figures(conversation::Lines& lines, const RoundFigures& figures) {
    const auto add = [&](std::string_view key, const std::optional<int>& count) {
        if (count) lines.add(key, {*count});
    };
    add("peerdesk-round-introductions", figures.introductions);
    add("peerdesk-round-circles", figures.circles);
    add("peerdesk-round-learners", figures.learners);
    add("peerdesk-round-waiting", figures.waiting);
    add("peerdesk-round-left-out", figures.left_out);
    add("peerdesk-round-repeats", figures.repeats);
}

} // namespace peerdesk::mentoring
