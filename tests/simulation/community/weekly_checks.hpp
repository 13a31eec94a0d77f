// SPDX-License-Identifier: MIT
// What must hold of the whole database at the end of every week.
#pragma once

#include "tests/simulation/community/habits.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace peerdesk::community {

class WeeklyChecks {
  public:
    WeeklyChecks(Town& town, const Habits& habits) : town_(town), habits_(habits) {}
    /// Sets itself up for each week.
    void begin();
    /// Everything, also what is too dear for each week.
    void finish();

  private:
    void check();
    void check_introductions();
    void check_requests();
    void check_places_in_line();
    void check_counts();
    void check_learned();
    void check_weeks(std::size_t back_at_most);
    void check_forgotten();
    /// Pairs of a request that waits and a mentor who could take it.
    using Missed = std::set<std::pair<std::int64_t, std::int64_t>>;
    [[nodiscard]] Missed missed_chances();
    void none(const char* sql, const std::string& what);

    Town& town_;
    const Habits& habits_;
    std::map<std::int64_t, std::int64_t> places_;            ///< in line, by request
    std::vector<std::pair<std::string, std::string>> weeks_; ///< finished ones: name, figures
    int checks_ = 0;
};

} // namespace peerdesk::community
