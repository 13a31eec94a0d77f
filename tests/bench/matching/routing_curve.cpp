// SPDX-License-Identifier: MIT
#include "tests/bench/matching/sections.hpp"

#include "matching/routing.hpp"
#include "tests/bench/matching/question_stream.hpp"
#include "tests/bench/measures.hpp"

#include <algorithm>
#include <tuple>

namespace peerdesk::bench {

namespace {

constexpr int seeds = 20;
constexpr int no_budget = 1'000'000;

/// What was measured in section 3.5 of the design page: answers in 30 days alone, and a hard cap.
AskingRule most_answers(int budget) {
    return [budget](std::span<const StreamPerson> people, std::int64_t) {
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < people.size(); ++i)
            if (people[i].asked_this_week < budget) order.push_back(i);
        std::ranges::sort(order, {},
                          [&](std::uint32_t i) { return std::tuple(-people[i].answers_30d, i); });
        order.resize(std::min(order.size(), asked_each));
        return order;
    };
}

AskingRule responders(int budget) {
    return [budget](std::span<const StreamPerson> people, std::int64_t hour) {
        std::vector<matching::Candidate> candidates;
        for (std::uint32_t i = 0; i < people.size(); ++i) {
            candidates.push_back({.id = i,
                                  .is_available = true,
                                  .asked_this_week = people[i].asked_this_week,
                                  .weekly_budget = budget,
                                  .shares_language = true,
                                  .answers_30d = people[i].answers_30d});
            if (people[i].last_asked >= 0)
                candidates.back().since_last_asked =
                    std::chrono::hours{hour - people[i].last_asked};
        }
        std::vector<std::uint32_t> order;
        for (const matching::Ranked& each : matching::rank_responders(candidates).ranked)
            if (order.size() < asked_each) order.push_back(static_cast<std::uint32_t>(each.id));
        return order;
    };
}

void print_row(const std::string& name, const std::vector<std::vector<StreamQuestion>>& streams,
               const AskingRule& rule) {
    double hits = 0;
    double busiest = 0;
    double people = 0;
    for (const auto& stream : streams) {
        const ReplayResult result = replay(stream, rule);
        hits += 100.0 * result.hits / result.questions / seeds;
        busiest += 100.0 * result.busiest / result.requests / seeds;
        people += 1.0 * result.people_asked / seeds;
    }
    print({name,
           "hit " + text_of(hits, 1, "%, busiest ") + text_of(busiest, 1, "%, ") +
               text_of(people, 0, "people"),
           "", false});
}

} // namespace

bool measure_routing() {
    std::vector<std::vector<StreamQuestion>> streams;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed)
        streams.push_back(question_stream(seed));
    print_heading("Routing, 3 asked for each question, mean of 20 made-up communities");
    for (const int budget : {no_budget, 20, 10, 5, 3}) {
        const std::string words =
            budget == no_budget ? "no budget" : std::to_string(budget) + " a week";
        print_row("Answers in 30 days, " + words + ":", streams, most_answers(budget));
        print_row("rank_responders, " + words + ":", streams, responders(budget));
    }
    return true;
}

} // namespace peerdesk::bench
