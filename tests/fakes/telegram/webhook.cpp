// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/webhook.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr int gone = 410;

bool is_success(int status) {
    return status >= 200 && status < 300;
}

// At once, then doubling.
std::int64_t wait_ms(int failure_count, const Settings& settings) {
    if (failure_count <= 1) return 0;
    constexpr int doublings_max = 20;
    const std::int64_t wait = settings.webhook_retry.count()
                              << std::min(failure_count - 2, doublings_max);
    return std::min<std::int64_t>(wait, settings.webhook_retry_max.count());
}

} // namespace

void Webhook::set(Setup setup) {
    setup_ = std::move(setup);
    lanes_.clear();
    under_way_ = 0;
    gone_since_ms_ = 0;
}

std::vector<UpdateQueue::Event> Webhook::take_due(const UpdateQueue& queue, std::int64_t now_ms) {
    std::vector<UpdateQueue::Event> due;
    if (!is_set()) return due;
    std::unordered_set<std::int64_t> seen; // later events of a chat wait for its first
    for (const UpdateQueue::Event& event : queue.events()) {
        if (under_way_ >= setup_.connections_max) break;
        if (!seen.insert(event.chat).second) continue;
        Lane& lane = lanes_[event.chat];
        if (lane.is_under_way || lane.not_before_ms > now_ms) continue;
        lane.is_under_way = true;
        ++under_way_;
        due.push_back(event);
    }
    return due;
}

void Webhook::on_outcome(UpdateQueue& queue, const UpdateQueue::Event& event,
                         const Outcome& outcome, const Settings& settings, std::int64_t now_ms) {
    Lane& lane = lanes_[event.chat];
    if (!std::exchange(lane.is_under_way, false)) return; // the webhook was set anew meanwhile
    --under_way_;
    if (is_success(outcome.status)) {
        queue.remove(event.id);
        lanes_.erase(event.chat);
        gone_since_ms_ = 0;
        return;
    }
    last_error_ = outcome.error;
    last_error_s_ = now_ms / 1000;
    if (outcome.status != gone) gone_since_ms_ = 0;
    if (outcome.status == gone && gone_since_ms_ == 0) gone_since_ms_ = now_ms;
    if (outcome.status == gone && now_ms - gone_since_ms_ >= gone_for_s * 1000) {
        set({});
        return;
    }
    ++lane.failure_count;
    lane.not_before_ms = now_ms + wait_ms(lane.failure_count, settings);
    if (outcome.retry_after) {
        lane.not_before_ms =
            now_ms + std::clamp<std::int64_t>(*outcome.retry_after, 0, retry_after_max_s) * 1000;
    }
}

std::optional<std::int64_t> Webhook::next_due_ms() const {
    std::optional<std::int64_t> next;
    for (const auto& [chat, lane] : lanes_)
        if (!lane.is_under_way)
            next = std::min(next.value_or(lane.not_before_ms), lane.not_before_ms);
    return next;
}

} // namespace peerdesk::telegram_fake
