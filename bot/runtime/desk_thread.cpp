// SPDX-License-Identifier: MIT
#include "bot/runtime/desk_thread.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <variant>

namespace peerdesk::runtime {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

DeskThread::DeskThread(DeskParts parts) : parts_(std::move(parts)) {
    beat();
}

DeskThread::~DeskThread() = default;

void DeskThread::start() {
    next_due_ = Time{}; // long ago: the first round has work even with an empty inbox
    thread_ = std::jthread([this] { run(); });
}

void DeskThread::finish() {
    is_finishing_ = true;
    parts_.inbox.wake();
    if (thread_.joinable()) thread_.join();
}

void DeskThread::when_settled(std::function<void()> callback) {
    {
        const std::lock_guard lock(mutex_);
        waiters_.push_back({parts_.inbox.offered_count(), std::move(callback)});
    }
    parts_.inbox.wake();
}

void DeskThread::reload(desk::Settings settings, std::shared_ptr<const text::Snapshot> texts,
                        std::optional<std::vector<storage::TreeSkill>> skill_tree) {
    {
        const std::lock_guard lock(mutex_);
        reload_ =
            std::make_unique<Reload>(std::move(settings), std::move(texts), std::move(skill_tree));
    }
    parts_.inbox.wake();
}

steady_clock::time_point DeskThread::last_beat() const {
    return steady_clock::time_point(steady_clock::duration(last_beat_.load()));
}

void DeskThread::beat() {
    last_beat_ = steady_clock::now().time_since_epoch().count();
}

void DeskThread::run() {
    // The core answers for single events; what still comes out of it is a bug. The database is as
    // after the last commit, and a restart is the best there is.
    try {
        while (!is_finishing_ || !parts_.inbox.is_empty()) {
            round();
            if (has_given_up_) break;
        }
        if (!has_given_up_) parts_.core.stop(now());
    } catch (const std::exception& error) {
        parts_.log.write(chat::LogLevel::error, "desk_failed", {{"reason", error.what()}});
        parts_.on_failure();
    }
}

void DeskThread::round() {
    beat();
    const auto batches =
        parts_.inbox.take(events_per_commit_max, steady_clock::now() + sleep_length());
    apply_reload();
    const bool is_due = next_due_ && *next_due_ <= now();
    if (!batches.empty() || is_due) commit(batches);
    tell_settled();
}

void DeskThread::commit(const std::vector<chat::Batch>& batches) {
    for (;;) {
        beat();
        auto applied = parts_.core.apply(batches, now());
        if (applied) {
            if (std::exchange(is_unavailable_, false)) {
                parts_.log.write(chat::LogLevel::info, "database_available", {});
            }
            back_off_ = back_off_min;
            handled_ += batches.size();
            for (const chat::Batch& batch : batches)
                if (batch.committed) batch.committed();
            next_due_ = applied->next_due;
            count_reports(batches);
            hand_over(std::move(applied->deliver));
            return;
        }
        wait_for_room(applied.error());
        if (has_given_up_) return;
    }
}

void DeskThread::wait_for_room(const Unavailable& why) {
    if (!std::exchange(is_unavailable_, true)) {
        unavailable_since_ = steady_clock::now();
        parts_.log.write(chat::LogLevel::error, "database_unavailable",
                         {{"disk_full", why.is_disk_full ? "yes" : "no"}, {"reason", why.detail}});
    }
    if (is_finishing_ && steady_clock::now() - unavailable_since_ > give_up_after) {
        has_given_up_ = true;
        parts_.log.write(chat::LogLevel::error, "gave_up_uncommitted", {{"reason", why.detail}});
        return;
    }
    // In steps, so that a stop or the watchdog does not wait for the longest pause.
    const auto until = steady_clock::now() + back_off_;
    while (steady_clock::now() < until) {
        std::this_thread::sleep_for(
            std::min<steady_clock::duration>(back_off_min, until - steady_clock::now()));
        beat();
        if (is_finishing_) break;
    }
    back_off_ = std::min(back_off_ * 2, back_off_max);
}

void DeskThread::hand_over(std::vector<chat::Outbound> messages) {
    std::map<std::string, std::vector<chat::Outbound>, std::less<>> by_network;
    for (chat::Outbound& message : messages) {
        by_network[message.place.network].push_back(std::move(message));
    }
    for (auto& [network, owed] : by_network) {
        unreported_ += static_cast<std::int64_t>(owed.size());
        parts_.deliver(network, std::move(owed));
    }
}

void DeskThread::count_reports(const std::vector<chat::Batch>& batches) {
    for (const chat::Batch& batch : batches) {
        unreported_ -= std::ranges::count_if(batch.events, [](const chat::Event& event) {
            return std::holds_alternative<chat::DeliveryReported>(event.body);
        });
    }
}

void DeskThread::apply_reload() {
    std::unique_ptr<Reload> wanted;
    {
        const std::lock_guard lock(mutex_);
        wanted = std::move(reload_);
    }
    if (!wanted) return;
    parts_.core.take_skills(std::move(wanted->skill_tree));
    parts_.core.reload(std::move(wanted->settings), std::move(wanted->texts), now());
    next_due_ = now();
}

void DeskThread::tell_settled() {
    if (unreported_ > 0 || (next_due_ && *next_due_ <= now())) return;
    std::vector<Waiter> ready;
    {
        const std::lock_guard lock(mutex_);
        for (const Waiter& waiter : waiters_) {
            if (waiter.mark <= handled_) ready.push_back(waiter);
        }
        std::erase_if(waiters_, [this](const Waiter& waiter) { return waiter.mark <= handled_; });
    }
    for (const Waiter& waiter : ready)
        waiter.callback();
}

std::chrono::milliseconds DeskThread::sleep_length() const {
    if (is_finishing_) return 0ms;
    if (!next_due_) return longest_sleep;
    // The wall clock may jump, so no sleep is longer than a few seconds.
    return std::clamp<std::chrono::milliseconds>(*next_due_ - now(), 0ms, longest_sleep);
}

} // namespace peerdesk::runtime
