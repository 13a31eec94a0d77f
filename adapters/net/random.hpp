// SPDX-License-Identifier: MIT
// A source of random bits, as an interface so that tests and the simulator choose them.
#pragma once

#include <cstdint>

namespace peerdesk::net {

class Random {
  public:
    virtual ~Random() = default;
    /// 64 evenly distributed bits. Called on the network thread only.
    [[nodiscard]] virtual std::uint64_t next() = 0;
};

/// Bits from the operating system; good for salts too.
class SystemRandom final : public Random {
  public:
    [[nodiscard]] std::uint64_t next() override;
};

} // namespace peerdesk::net
