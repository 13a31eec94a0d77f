// SPDX-License-Identifier: MIT
#include "matching/time_off.hpp"

#include <algorithm>
#include <cstddef>

namespace peerdesk::matching {

Intervals without(std::span<const Interval> hours, std::span<const Interval> off) {
    Intervals left;
    std::size_t first = 0; // no interval of `off` before it reaches into what follows
    for (Interval rest : hours) {
        while (first < off.size() && off[first].end <= rest.begin)
            ++first;
        for (std::size_t i = first; i < off.size() && off[i].begin < rest.end; ++i) {
            if (off[i].begin > rest.begin) left.push_back({rest.begin, off[i].begin});
            rest.begin = std::max(rest.begin, off[i].end);
        }
        if (rest.begin < rest.end) left.push_back(rest);
    }
    return left;
}

} // namespace peerdesk::matching
