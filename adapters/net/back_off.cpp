// SPDX-License-Identifier: MIT
#include "adapters/net/back_off.hpp"

#include <algorithm>
#include <cstdint>

namespace peerdesk::net {

using std::chrono::milliseconds;

BackOff::BackOff(milliseconds min, milliseconds max, Random& random)
    : min_(std::max(min, milliseconds{1})), max_(std::max(max, min_)), step_(min_),
      random_(&random) {}

milliseconds BackOff::next() {
    const auto whole = static_cast<std::uint64_t>(step_.count());
    const std::uint64_t half = whole / 2;
    const std::uint64_t delay = half + random_->next() % (whole - half);
    step_ = step_ > max_ / 2 ? max_ : step_ * 2;
    return std::max(milliseconds{static_cast<milliseconds::rep>(delay)}, milliseconds{1});
}

} // namespace peerdesk::net
