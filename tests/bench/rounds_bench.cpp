// SPDX-License-Identifier: MIT
// How long `round close` holds the desk thread: one transaction that plans the round, makes the
// introductions and writes what everybody is told. In memory, so the commit itself is not in it.
#include "bot/mentoring/tables.hpp"
#include "matching/seeded_draw.hpp"
#include "tests/bot/support/house.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::mentoring {
namespace {

constexpr std::array<const char*, 3> kinds{"mentors", "exchange", "coffee"};
constexpr std::size_t skill_count = 60;
constexpr int offers_each = 3;
constexpr int wants_each = 2;

void make_person(support::House& house, const std::vector<SkillId>& skills, int index,
                 matching::SeededDraw& draw) {
    const std::string name = "kim" + std::to_string(index);
    const PersonId person = house.person(name);
    Tables tables(house.database);
    const auto add = [&](storage::Side side) {
        tables.exchange.put({.desk = house.desk().id,
                             .person = person,
                             .side = side,
                             .skill = skills[draw.below(skills.size())],
                             .level = {},
                             .group = {},
                             .since = house.now});
    };
    for (int i = 0; i < offers_each; ++i)
        add(storage::Side::offer);
    for (int i = 0; i < wants_each; ++i)
        add(storage::Side::want);
    auto profile = tables.exchange.profile(person);
    profile.language_levels = draw.below(3) == 0 ? "en:3,es:5" : "en:4";
    tables.exchange.put_profile(profile);
    house.set_hours(name, draw.below(2) == 0 ? "mon-fri 9-12" : "daily 8-20");
    tables.rounds.join(storage::RoundId{1}, person, house.now);
}

std::unique_ptr<support::House> make_round(int people, const char* kind) {
    auto house = std::make_unique<support::House>();
    house->say("cora", std::string("round open ") + kind);
    const auto transaction = std::make_unique<storage::Database::Transaction>(house->database);
    std::vector<SkillId> skills;
    for (std::size_t i = 0; i < skill_count; ++i) {
        const std::string words = "skill of number " + std::to_string(i);
        skills.push_back(house->state.services.tables.interactions.skill_named(words, words));
    }
    matching::SeededDraw draw(1);
    for (int i = 0; i < people; ++i)
        make_person(*house, skills, i, draw);
    transaction->commit();
    return house;
}

/// Arguments: people, kind of round.
void close_round(benchmark::State& state) {
    const auto* kind = kinds.at(static_cast<std::size_t>(state.range(1)));
    for (auto _ : state) {
        const auto house = make_round(static_cast<int>(state.range(0)), kind);
        const auto begin = std::chrono::steady_clock::now();
        const auto said = house->say("cora", "round close");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        state.SetIterationTime(took.count());
        state.counters["said"] = static_cast<double>(said.size());
    }
    state.SetLabel(kind);
}
BENCHMARK(close_round)
    ->ArgsProduct({{100, 300, 500}, {0, 1, 2}})
    ->UseManualTime()
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace peerdesk::mentoring

BENCHMARK_MAIN();
