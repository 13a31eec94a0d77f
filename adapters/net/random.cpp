// SPDX-License-Identifier: MIT
#include "adapters/net/random.hpp"

#include <random>

namespace peerdesk::net {

std::uint64_t SystemRandom::next() {
    static_assert(sizeof(std::random_device::result_type) == 4);
    std::random_device device; // opens nothing: libstdc++ asks the processor or getentropy
    return (std::uint64_t{device()} << 32) | device();
}

} // namespace peerdesk::net
