// SPDX-License-Identifier: MIT
#include "tests/bench/matching/sections.hpp"

#include "tests/bench/matching/greedy_exchange.hpp"
#include "tests/bench/measures.hpp"

#include <algorithm>
#include <cstdio>

namespace peerdesk::bench {

namespace {

using namespace matching;

constexpr int better_aim = 18;
constexpr double milliseconds_aim = 1000;

struct Tally {
    int better = 0;
    int worse = 0;
    double pairs = 0;
    double greedy = 0;
    double planned = 0;
    double bound = 0;
    double slowest = 0;
    bool is_sound = true;
};

void run_seed(Tally& tally, const ExchangeSize& size, std::uint64_t seed, bool is_printed) {
    const ExchangeInstance instance = exchange_instance(size, seed);
    const GreedyExchange greedy = greedy_exchange(instance);
    ExchangePlan plan;
    const double time =
        worked_milliseconds([&] { plan = plan_exchange(instance.people, instance.edges); });
    const int bound = exchange_upper_bound(instance.people, instance.edges);
    tally.better += plan.learners > greedy.in_pairs_and_triples ? 1 : 0;
    tally.worse += plan.learners < greedy.in_pairs_and_triples ? 1 : 0;
    tally.pairs += greedy.in_pairs;
    tally.greedy += greedy.in_pairs_and_triples;
    tally.planned += plan.learners;
    tally.bound += bound;
    tally.slowest = std::max(tally.slowest, time);
    tally.is_sound =
        tally.is_sound && is_sound(plan, instance, ExchangeSettings{}.chain_people_max);
    if (!is_printed) return;
    std::printf("  Seed %2d: pairs %d, then greedy triples %d, planned %d, bound %d, %.0f ms.\n",
                static_cast<int>(seed), greedy.in_pairs, greedy.in_pairs_and_triples, plan.learners,
                bound, time);
}

bool measure(const ExchangeSize& size, int seeds, bool is_printed) {
    Tally tally;
    print_heading("Exchange of " + std::to_string(size.people) + " people, " +
                  std::to_string(size.givers) + " of them want nothing, " + std::to_string(seeds) +
                  " seeds");
    for (int seed = 1; seed <= seeds; ++seed)
        run_seed(tally, size, static_cast<std::uint64_t>(seed), is_printed);
    print({"Mean: pairs only", text_of(tally.pairs / seeds, 1, "people"), "", false});
    print({"Mean: pairs, then greedy triples", text_of(tally.greedy / seeds, 1, "people"), "",
           false});
    print({"Mean: planned", text_of(tally.planned / seeds, 1, "people"), "", false});
    print({"Mean: bound, groups of any length", text_of(tally.bound / seeds, 1, "people"), "",
           false});
    print(
        {"Planned, of the bound:", text_of(100 * tally.planned / tally.bound, 1, "%"), "", false});
    const bool is_better = tally.worse == 0 && tally.better * 20 >= better_aim * seeds;
    print({"Better than greedy on:",
           std::to_string(tally.better) + " seeds, worse on " + std::to_string(tally.worse),
           "18 of 20, 0", is_better});
    print({"Slowest:", text_of(tally.slowest, 0, "ms"), "at most 1,000 ms",
           tally.slowest <= milliseconds_aim});
    return tally.is_sound && is_better;
}

} // namespace

bool measure_exchange() {
    bool is_right = measure({.people = 300}, 20, true);
    is_right = measure({.people = 300, .givers = 15}, 20, false) && is_right;
    is_right = measure({.people = 100}, 20, false) && is_right;
    return measure({.people = 1000}, 3, false) && is_right;
}

} // namespace peerdesk::bench
