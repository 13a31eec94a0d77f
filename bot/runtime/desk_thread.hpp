// SPDX-License-Identifier: MIT
// The one thread that changes the database: takes what adapters left, commits it, hands on what
// became due to be said.
#pragma once

#include "adapters/net/clock.hpp"
#include "bot/runtime/core.hpp"
#include "bot/runtime/inbox_queue.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace peerdesk::runtime {

/// What the desk thread meets. All outlive it.
struct DeskParts {
    Core& core;
    InboxQueue& inbox;
    const net::Clock& clock;
    chat::Log& log;
    /// Takes one network's messages, in order. Called on the desk thread.
    std::function<void(const std::string& network, std::vector<chat::Outbound>)> deliver;
    /// The desk cannot go on (a bug, not a full disk): end the program. Called on the desk thread.
    std::function<void()> on_failure;
};

/// Everything public may be called from any thread.
class DeskThread {
  public:
    explicit DeskThread(DeskParts parts);
    ~DeskThread();
    DeskThread(const DeskThread&) = delete;
    DeskThread& operator=(const DeskThread&) = delete;

    /// Begins with one transaction of its own: timers and messages the last run left.
    void start();
    /// Handles what the inbox holds, marks a clean end in the database and ends the thread. Close
    /// the inbox first. What cannot be committed for `give_up_after` is left to the networks.
    void finish();

    /// Calls back on the desk thread when every batch offered before is committed, nothing is due
    /// and every delivery so far was reported.
    void when_settled(std::function<void()> callback);
    void reload(desk::Settings settings, std::shared_ptr<const text::Snapshot> texts,
                std::optional<std::vector<storage::TreeSkill>> skill_tree = {});

    /// When the thread last showed that it goes round, by the steady clock.
    [[nodiscard]] std::chrono::steady_clock::time_point last_beat() const;

    static constexpr std::size_t events_per_commit_max = 1000;
    static constexpr std::chrono::milliseconds longest_sleep{5'000};
    static constexpr std::chrono::milliseconds back_off_min{100};
    static constexpr std::chrono::milliseconds back_off_max{5'000};
    static constexpr std::chrono::milliseconds give_up_after{3'000};

  private:
    struct Waiter {
        std::uint64_t mark = 0; ///< batches offered when it began to wait
        std::function<void()> callback;
    };
    struct Reload {
        desk::Settings settings;
        std::shared_ptr<const text::Snapshot> texts;
        std::optional<std::vector<storage::TreeSkill>> skill_tree;
    };

    void run();
    void round();
    void commit(const std::vector<chat::Batch>& batches);
    void wait_for_room(const Unavailable& why);
    void hand_over(std::vector<chat::Outbound> messages);
    void count_reports(const std::vector<chat::Batch>& batches);
    void apply_reload();
    void tell_settled();
    void beat();
    [[nodiscard]] Time now() const { return parts_.clock.now().wall; }
    [[nodiscard]] std::chrono::milliseconds sleep_length() const;

    DeskParts parts_;
    std::optional<Time> next_due_;
    std::uint64_t handled_ = 0;   ///< batches committed
    std::int64_t unreported_ = 0; ///< messages handed over whose end is not known
    std::chrono::milliseconds back_off_ = back_off_min;
    bool is_unavailable_ = false;
    std::chrono::steady_clock::time_point unavailable_since_;

    std::mutex mutex_; ///< guards the two below
    std::vector<Waiter> waiters_;
    std::unique_ptr<Reload> reload_;

    std::atomic<bool> is_finishing_ = false;
    std::atomic<bool> has_given_up_ = false;
    std::atomic<std::chrono::steady_clock::rep> last_beat_;
    std::jthread thread_;
};

} // namespace peerdesk::runtime
