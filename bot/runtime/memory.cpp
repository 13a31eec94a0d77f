// SPDX-License-Identifier: MIT
#include "bot/runtime/memory.hpp"

#include <malloc.h>

namespace peerdesk::runtime {

namespace {

constexpr int arenas_max = 2; ///< network thread and desk thread
constexpr int trim_threshold = 128 * 1024;

} // namespace

void keep_memory_small() {
    ::mallopt(M_ARENA_MAX, arenas_max);
    // Setting it also stops glibc from raising it by itself after large blocks (mallopt(3)).
    ::mallopt(M_TRIM_THRESHOLD, trim_threshold);
}

} // namespace peerdesk::runtime
