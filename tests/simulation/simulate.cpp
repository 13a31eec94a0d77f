// SPDX-License-Identifier: MIT
// tests_simulation [COUNT [FIRST]]: plays COUNT seeds from FIRST and says how often each fault
// fired. Fails when a check fails or a fault never fired.
#include "tests/simulation/simulation.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace {

using namespace peerdesk;

constexpr std::uint64_t default_count = 250;
constexpr int failures_shown_max = 5;

int run(std::uint64_t count, std::uint64_t first) {
    text::Problems problems;
    const auto texts = text::make_snapshot(problems);
    simulation::FaultCounts faults;
    std::uint64_t events = 0;
    int failures = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const auto outcome = simulation::Simulation(seed, texts).run();
        faults.add(outcome.faults);
        events += outcome.events;
        if (outcome.problems.empty()) continue;
        std::cout << "seed " << seed << ": " << outcome.problems.front() << "\n";
        if (++failures == failures_shown_max) break;
    }
    std::cout << count << " seeds from " << first << ", " << events << " events\n";
    bool is_quiet_fault = false;
    for (std::size_t i = 0; i < simulation::fault_count; ++i) {
        std::cout << "  " << simulation::fault_names[i] << ": " << faults.fired[i] << "\n";
        is_quiet_fault = is_quiet_fault || faults.fired[i] == 0;
    }
    if (is_quiet_fault) std::cout << "a fault never fired\n";
    return failures == 0 && !is_quiet_fault ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char** argv) {
    const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : default_count;
    const std::uint64_t first = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
    return run(count, first);
}
