// SPDX-License-Identifier: MIT
// Where network threads leave batches and the desk thread takes them: bounded, in order.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace peerdesk::runtime {

/// Thread-safe. Bounded by events, not batches: an adapter whose offer is refused stops reading.
class InboxQueue final : public chat::InboxSink {
  public:
    using FillSeed = std::function<void(chat::Seed&)>;

    /// @param fill_seed gives each event its random bits; the system's source unless told.
    explicit InboxQueue(std::size_t events_max = events_max_default);
    InboxQueue(std::size_t events_max, FillSeed fill_seed);

    /// False when there is no room; a batch larger than the whole queue is taken when it is empty.
    /// False for ever after `close`.
    [[nodiscard]] bool offer(chat::Batch batch) override;

    /// The oldest batches of together at most `events_max` events (at least one batch). Waits for
    /// one until `deadline`, or until `wake` or `close`; then gives what is there, perhaps nothing.
    [[nodiscard]] std::vector<chat::Batch> take(std::size_t events_max,
                                                std::chrono::steady_clock::time_point deadline);
    /// Ends the wait of `take` now, or the next one.
    void wake();
    /// Takes nothing more; what is there can still be taken.
    void close();

    [[nodiscard]] bool is_empty() const;
    /// How many batches were taken in so far: a mark to wait for.
    [[nodiscard]] std::uint64_t offered_count() const;

    static constexpr std::size_t events_max_default = 4096;

  private:
    const std::size_t events_max_;
    const FillSeed fill_seed_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<chat::Batch> batches_;
    std::size_t events_ = 0;
    std::uint64_t offered_ = 0;
    bool is_woken_ = false;
    bool is_closed_ = false;
};

} // namespace peerdesk::runtime
