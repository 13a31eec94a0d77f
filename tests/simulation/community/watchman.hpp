// SPDX-License-Identifier: MIT
// Looks at everything the desk writes, right after each commit: no proposal passes a gate, nobody
// is asked at the wrong time, and no name is said too early.
#pragma once

#include "tests/simulation/community/town.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::community {

class Watchman {
  public:
    explicit Watchman(Town& town);

  private:
    void look(const std::vector<Line>& lines);
    void check_proposals();
    void check_order(std::int64_t introduction);
    void check_line(const Line& line);
    void check_asking(const Line& line, const Resident& who);
    void check_names(const Line& line, const Resident& reader);
    [[nodiscard]] bool are_introduced(const Resident& one, const Resident& other);

    Town& town_;
    std::int64_t newest_ = 0; ///< introduction looked at
    std::set<std::pair<std::int64_t, std::size_t>> asked_;
};

} // namespace peerdesk::community
