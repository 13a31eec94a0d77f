// SPDX-License-Identifier: MIT
// tests_community: a community asks, answers, offers, wishes, meets and learns for months of
// simulated time. Checks after each commit and each week; prints what it came to. Small unless
// PEERDESK_COMMUNITY_PEOPLE, _DAYS, _SEED and _RUNS (how often the same seed is played) say more.
#include "tests/simulation/community/content.hpp"
#include "tests/simulation/community/report.hpp"
#include "tests/simulation/community/watchman.hpp"
#include "tests/simulation/community/weekly_checks.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>

namespace {

using namespace peerdesk;

constexpr std::size_t problems_shown_max = 10;

template <class T>
void read_number(const char* variable, T& into) {
    const char* text = std::getenv(variable);
    if (text != nullptr) into = static_cast<T>(std::strtoull(text, nullptr, 10));
}

community::Size read_size() {
    community::Size size;
    read_number("PEERDESK_COMMUNITY_PEOPLE", size.people);
    read_number("PEERDESK_COMMUNITY_DAYS", size.days);
    read_number("PEERDESK_COMMUNITY_SEED", size.seed);
    read_number("PEERDESK_COMMUNITY_RUNS", size.runs);
    return size;
}

/// Plays it once; the digest of what is left, nothing when a check failed.
std::optional<std::uint64_t> play(const community::Size& size,
                                  const std::shared_ptr<const text::Snapshot>& texts,
                                  bool is_reported) {
    const auto begin = std::chrono::steady_clock::now();
    community::Town town(size, texts);
    const community::Watchman watchman(town);
    community::Habits habits(town);
    community::WeeklyChecks checks(town, habits);
    habits.begin();
    checks.begin();
    town.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    checks.finish();
    for (std::size_t i = 0; i < std::min(town.problems().size(), problems_shown_max); ++i)
        std::cout << town.problems()[i] << "\n";
    if (is_reported) community::print_report(std::cout, town, took);
    if (!town.problems().empty()) return std::nullopt;
    return community::digest(town.database());
}

int play_all(const community::Size& size) {
    text::Problems problems;
    const auto texts = text::make_snapshot(problems);
    std::optional<std::uint64_t> first;
    for (int run = 0; run < size.runs; ++run) {
        const auto digest = play(size, texts, run == 0);
        if (!digest) return EXIT_FAILURE;
        if (run == 0) first = digest;
        if (digest != first) {
            std::cout << "seed " << size.seed << ": run " << run + 1
                      << " left another database than the first\n";
            return EXIT_FAILURE;
        }
    }
    if (size.runs > 1) std::cout << "Same database from " << size.runs << " runs: yes.\n";
    return EXIT_SUCCESS;
}

} // namespace

int main() {
    try {
        return play_all(read_size());
    } catch (const std::exception& error) {
        std::cout << "the community ended with an exception: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
