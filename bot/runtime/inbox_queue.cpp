// SPDX-License-Identifier: MIT
#include "bot/runtime/inbox_queue.hpp"

#include <sys/random.h>

#include <cstdlib>
#include <utility>

namespace peerdesk::runtime {

namespace {

/// Codes people must not guess are made of these bits, so they come from the kernel alone.
void fill_from_system(chat::Seed& seed) {
    auto* bytes = reinterpret_cast<unsigned char*>(seed.data());
    std::size_t filled = 0;
    while (filled < sizeof seed) {
        const ssize_t got = ::getrandom(bytes + filled, sizeof seed - filled, 0);
        if (got > 0)
            filled += static_cast<std::size_t>(got);
        else if (errno != EINTR)
            std::abort(); // cannot happen for so few bytes on Linux
    }
}

} // namespace

InboxQueue::InboxQueue(std::size_t events_max) : InboxQueue(events_max, &fill_from_system) {}

InboxQueue::InboxQueue(std::size_t events_max, FillSeed fill_seed)
    : events_max_(events_max), fill_seed_(std::move(fill_seed)) {}

bool InboxQueue::offer(chat::Batch batch) {
    for (chat::Event& event : batch.events)
        fill_seed_(event.seed);
    {
        const std::lock_guard lock(mutex_);
        if (is_closed_) return false;
        if (events_ > 0 && events_ + batch.events.size() > events_max_) return false;
        events_ += batch.events.size();
        ++offered_;
        batches_.push_back(std::move(batch));
    }
    changed_.notify_one();
    return true;
}

std::vector<chat::Batch> InboxQueue::take(std::size_t events_max,
                                          std::chrono::steady_clock::time_point deadline) {
    std::vector<chat::Batch> taken;
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, deadline,
                        [this] { return !batches_.empty() || is_woken_ || is_closed_; });
    is_woken_ = false;
    std::size_t events = 0;
    while (!batches_.empty()) {
        const std::size_t next = batches_.front().events.size();
        if (!taken.empty() && events + next > events_max) break;
        events += next;
        events_ -= next;
        taken.push_back(std::move(batches_.front()));
        batches_.pop_front();
    }
    return taken;
}

void InboxQueue::wake() {
    {
        const std::lock_guard lock(mutex_);
        is_woken_ = true;
    }
    changed_.notify_one();
}

void InboxQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
    }
    changed_.notify_one();
}

bool InboxQueue::is_empty() const {
    const std::lock_guard lock(mutex_);
    return batches_.empty();
}

std::uint64_t InboxQueue::offered_count() const {
    const std::lock_guard lock(mutex_);
    return offered_;
}

} // namespace peerdesk::runtime
