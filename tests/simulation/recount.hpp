// SPDX-License-Identifier: MIT
// The week's figures counted again, in another way: one pass over all facts in plain C++.
#pragma once

#include "storage/indicators.hpp"

#include <string>
#include <vector>

namespace peerdesk::simulation {

struct Fact {
    std::int64_t desk = 0;
    std::string kind;
    std::string week;
    std::int64_t actor = 0;
    std::int64_t ticket = 0;
    std::int64_t skill = 0;
    bool is_by_person = true;
    std::string week_24h;
    std::string week_72h;
    std::int64_t happened = 0;
    std::optional<std::int64_t> waited;
};

[[nodiscard]] std::vector<Fact> read_facts(storage::Database& database);

struct Recount {
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::int64_t due_24h = 0;
    std::int64_t answered_24h = 0;
    std::int64_t due_72h = 0;
    std::int64_t answered_72h = 0;
    std::int64_t still_open = 0;
    std::int64_t first_time_askers = 0;
    std::int64_t helpers = 0;
    std::int64_t learners = 0;
    std::int64_t learned_pairs = 0;
    std::int64_t thanked = 0;
    auto operator<=>(const Recount&) const = default;
};

[[nodiscard]] Recount recount(const std::vector<Fact>& facts, std::int64_t desk,
                              const std::string& week);
[[nodiscard]] Recount as_recount(const storage::WeekFigures& figures);
[[nodiscard]] std::string describe(const Recount& recount);

} // namespace peerdesk::simulation
