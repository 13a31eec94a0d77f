// SPDX-License-Identifier: MIT
// What the desk handed over for a room before it knew that another chat took its place. Nothing of
// it may stand in the new chat before the cards that are shown there again.
#include "adapters/telegram/send_lanes.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::telegram {

void SendLanes::on_renewed(const chat::Place& room, std::uint64_t batch, net::Instant now) {
    renewed_[room] = batch;
    const auto found = lanes_.find(room);
    if (found == lanes_.end() || found->second.jobs.empty()) return;
    SendLane& lane = found->second;
    const bool is_in_flight =
        std::ranges::any_of(in_flight_, [&lane](const auto& each) { return each.second == &lane; });
    const std::size_t kept = is_in_flight ? 1 : 0; // its answer says what became of it
    for (std::size_t i = kept; i < lane.jobs.size(); ++i) {
        const SendJob& job = lane.jobs[i];
        const bool has_begun = !job.first_id.empty();
        report(job, has_begun ? chat::Delivery::unknown : chat::Delivery::returned, {},
               "the group moved", now);
    }
    lane.jobs.resize(kept);
    if (is_in_flight) return;
    std::erase(turn_, &lane);
    std::erase_if(held_, [&lane](const auto& each) { return each.second == &lane; });
    std::erase_if(files_, [&lane](const auto& each) { return each.second == &lane; });
}

void SendLanes::on_committed(std::uint64_t batch) {
    std::erase_if(renewed_, [batch](const auto& each) { return each.second <= batch; });
}

void SendLanes::return_overtaken(net::Instant now) {
    for (const SendJob& job : std::exchange(overtaken_, {}))
        report(job, chat::Delivery::returned, {}, "the group moved", now);
}

} // namespace peerdesk::telegram
