// SPDX-License-Identifier: MIT
// tests_simulation [COUNT [FIRST [trace]]] plays COUNT seeds from FIRST; tests_simulation part K of
// N plays its share of PEERDESK_SIMULATION_SEEDS (1,000 without it). Says how often each fault
// fired; fails when a check fails or, over enough seeds, a fault never fired.
#include "tests/simulation/simulation.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

using namespace peerdesk;

constexpr std::uint64_t seeds_default = 1000;
constexpr std::uint64_t enough_for_every_fault = 100;
constexpr int failures_shown_max = 5;

struct Seeds {
    std::uint64_t first = 1;
    std::uint64_t count = seeds_default;
};

int run(const Seeds& seeds, std::ostream* trace) {
    text::Problems problems;
    const auto texts = text::make_snapshot(problems);
    simulation::FaultCounts faults;
    std::uint64_t events = 0;
    int failures = 0;
    for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
        const auto outcome = simulation::Simulation(seed, texts, trace).run();
        faults.add(outcome.faults);
        events += outcome.events;
        if (outcome.problems.empty()) continue;
        std::cout << "seed " << seed << ": " << outcome.problems.front() << "\n";
        if (++failures == failures_shown_max) break;
    }
    std::cout << seeds.count << " seeds from " << seeds.first << ", " << events << " events\n";
    bool is_quiet_fault = false;
    for (std::size_t i = 0; i < simulation::fault_count; ++i) {
        std::cout << "  " << simulation::fault_names[i] << ": " << faults.fired[i] << "\n";
        is_quiet_fault = is_quiet_fault || faults.fired[i] == 0;
    }
    const bool should_have_fired = seeds.count >= enough_for_every_fault && failures == 0;
    if (is_quiet_fault && should_have_fired) std::cout << "a fault never fired\n";
    return failures == 0 && !(is_quiet_fault && should_have_fired) ? EXIT_SUCCESS : EXIT_FAILURE;
}

std::uint64_t number(const char* text) {
    return std::strtoull(text, nullptr, 10);
}

/// Part `part` (from 1) of `parts`; the last takes what is left over.
Seeds share(std::uint64_t part, std::uint64_t parts) {
    const char* wanted = std::getenv("PEERDESK_SIMULATION_SEEDS");
    const std::uint64_t all = wanted != nullptr ? number(wanted) : seeds_default;
    const std::uint64_t each = all / parts;
    return {1 + (part - 1) * each, part == parts ? all - (parts - 1) * each : each};
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 5 && std::string_view(argv[1]) == "part") {
        return run(share(number(argv[2]), number(argv[4])), nullptr);
    }
    Seeds seeds;
    if (argc > 1) seeds.count = number(argv[1]);
    if (argc > 2) seeds.first = number(argv[2]);
    return run(seeds, argc > 3 ? &std::cout : nullptr);
}
