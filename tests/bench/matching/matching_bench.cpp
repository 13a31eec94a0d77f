// SPDX-License-Identifier: MIT
// The algorithms of mentoring against what they must beat: LEMON's flow, greedy exchange, plain
// caps on requests. Times are the processor's, of one thread. Fails when a result is wrong, not
// when it is slow.
#include "tests/bench/matching/sections.hpp"

#include <cstdlib>
#include <cstring>

/// Without an argument everything; else one of rounds, exchange, peers, routing.
int main(int argc, char** argv) {
    using namespace peerdesk::bench;
    struct Section {
        const char* name;
        bool (*measure)();
    };
    const Section sections[] = {{"rounds", measure_rounds},
                                {"exchange", measure_exchange},
                                {"peers", measure_peers},
                                {"routing", measure_routing}};
    bool is_right = true;
    for (const Section& section : sections)
        if (argc < 2 || std::strcmp(argv[1], section.name) == 0)
            is_right = section.measure() && is_right;
    return is_right ? EXIT_SUCCESS : EXIT_FAILURE;
}
