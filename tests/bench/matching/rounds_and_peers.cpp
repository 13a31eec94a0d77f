// SPDX-License-Identifier: MIT
#include "tests/bench/matching/sections.hpp"

#include "matching/peers.hpp"
#include "tests/bench/measures.hpp"
#include "tests/matching/lemon_round.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace peerdesk::bench {

namespace {

using namespace matching;

constexpr int runs = 5;
constexpr double ratio_aim = 1.5;
constexpr double peers_milliseconds_aim = 1000;

std::string name_of(const RoundSize& size) {
    return std::to_string(size.mentors) + " mentors, " + std::to_string(size.mentees) +
           " mentees, " + std::to_string(size.arcs) + " arcs";
}

/// The sizes of the design page, five seeds each; the time is the median.
bool measure_round(const RoundSize& size) {
    std::vector<double> own;
    std::vector<double> lemon;
    std::vector<double> building;
    bool is_same = true;
    std::int64_t steps = 0;
    for (std::uint64_t seed = 1; seed <= runs; ++seed) {
        const RoundInstance instance = round_instance(size, seed);
        Round round;
        own.push_back(worked_milliseconds(
            [&] { round = pair_round(instance.mentors, instance.mentees, instance.arcs); }));
        const LemonRound theirs = lemon_round(instance);
        lemon.push_back(theirs.solving.count());
        building.push_back(theirs.building.count());
        is_same = is_same && std::abs(round.total_cost - theirs.total_cost) < 1e-6;
        steps = round.steps;
    }
    const double ratio = percentile(own, 0.5) / percentile(lemon, 0.5);
    print_heading("Round of " + name_of(size));
    print({"pair_round, all of it:",
           text_of(percentile(own, 0.5), 1, "ms, ") + std::to_string(steps) + " pivots", "",
           false});
    print(
        {"LEMON NetworkSimplex, run alone:", text_of(percentile(lemon, 0.5), 1, "ms"), "", false});
    print({"LEMON, building its graph:", text_of(percentile(building, 0.5), 1, "ms"), "", false});
    print({"pair_round against LEMON:", text_of(ratio, 2, "times"), "at most 1.5",
           ratio <= ratio_aim});
    print({"Same cost, every seed:", is_same ? "yes" : "no", "yes", is_same});
    return is_same;
}

struct Regulars {
    std::vector<std::int64_t> people;
    std::vector<PeerMeeting> meetings;
    std::vector<PeerFit> fits;

    void remember(const PeerRound& round) {
        for (PeerMeeting& each : meetings)
            ++each.rounds_ago;
        for (const PeerGroup& group : round.groups)
            for (std::size_t i = 0; i < group.people.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    meetings.push_back({group.people[j], group.people[i], 1, 1});
    }
};

/// `met_in_hundred` of all pairs met before, in one of the last thirty rounds.
Regulars regulars(std::int64_t size, int met_in_hundred) {
    std::mt19937_64 random{7};
    Regulars result;
    result.people.resize(static_cast<std::size_t>(size));
    std::iota(result.people.begin(), result.people.end(), 1);
    for (const std::int64_t left : result.people) {
        for (std::int64_t right = 1; right < left; ++right) {
            if (static_cast<int>(random() % 100) < met_in_hundred)
                result.meetings.push_back({left, right, 1 + static_cast<int>(random() % 30), 1});
            if (random() % 2 == 0)
                result.fits.push_back({left, right, static_cast<double>(random() % 100) / 100});
        }
    }
    return result;
}

bool measure_peer_rounds(std::int64_t size, int met_in_hundred) {
    Regulars club = regulars(size, met_in_hundred);
    std::vector<double> times;
    std::size_t repeats = 0;
    std::size_t left_out = 0;
    for (std::uint64_t round = 0; round < runs; ++round) {
        PeerRound next;
        times.push_back(worked_milliseconds(
            [&] { next = pair_peers(club.people, {club.meetings, club.fits, {}}, round); }));
        repeats +=
            static_cast<std::size_t>(std::ranges::count(next.groups, true, &PeerGroup::is_repeat));
        left_out += next.left_out.size();
        club.remember(next);
    }
    const double worst = std::ranges::max(times);
    print({std::to_string(size) + " people, " + std::to_string(met_in_hundred) +
               " % of pairs met before:",
           text_of(percentile(times, 0.5), 0, "ms, worst ") + text_of(worst, 0, "ms, ") +
               std::to_string(repeats) + " repeats",
           "at most 1,000 ms", worst <= peers_milliseconds_aim});
    return left_out == 0;
}

} // namespace

bool measure_rounds() {
    bool is_right = true;
    for (const RoundSize& size :
         {RoundSize{50, 200, 3'000}, RoundSize{200, 1'000, 30'000}, RoundSize{500, 5'000, 250'000}})
        is_right = measure_round(size) && is_right;
    return is_right;
}

bool measure_peers() {
    print_heading("Peer rounds, five one after the other");
    bool is_right = true;
    for (const std::int64_t size : {50, 101, 499, 500})
        for (const int met : {0, 20, 95})
            is_right = measure_peer_rounds(size, met) && is_right;
    return is_right;
}

} // namespace peerdesk::bench
