// SPDX-License-Identifier: MIT
// The webhook's state: what may be delivered when. Without sockets; somebody else carries it.
#pragma once

#include "tests/fakes/telegram/settings.hpp"
#include "tests/fakes/telegram/update_queue.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace peerdesk::telegram_fake {

class Webhook {
  public:
    static constexpr std::int64_t retry_after_max_s = 3600;
    static constexpr std::int64_t gone_for_s = 23 * 3600; ///< then a 410 switches it off

    struct Setup {
        std::string url; ///< empty: none is set
        std::string secret_token;
        std::string ip_address;
        std::int64_t connections_max = 40;
        bool has_certificate = false;
    };
    /// How a delivery ended.
    struct Outcome {
        int status = 0;                          ///< 0: no answer
        std::optional<std::int64_t> retry_after; ///< seconds
        std::string error;
    };

    void set(Setup setup);
    [[nodiscard]] const Setup& setup() const { return setup_; }
    [[nodiscard]] bool is_set() const { return !setup_.url.empty(); }

    /// What goes out now: the oldest event of each chat that is neither under way nor waiting. They
    /// count as under way.
    std::vector<UpdateQueue::Event> take_due(const UpdateQueue& queue, std::int64_t now_ms);
    /// After it the event is gone from the queue, or its chat waits.
    void on_outcome(UpdateQueue& queue, const UpdateQueue::Event& event, const Outcome& outcome,
                    const Settings& settings, std::int64_t now_ms);
    /// When to look again although nothing happens.
    [[nodiscard]] std::optional<std::int64_t> next_due_ms() const;

    [[nodiscard]] const std::string& last_error() const { return last_error_; }
    [[nodiscard]] std::int64_t last_error_s() const { return last_error_s_; }

  private:
    struct Lane {
        bool is_under_way = false;
        int failure_count = 0;
        std::int64_t not_before_ms = 0;
    };
    Setup setup_;
    std::unordered_map<std::int64_t, Lane> lanes_; ///< by chat
    std::int64_t under_way_ = 0;
    std::int64_t gone_since_ms_ = 0;
    std::string last_error_;
    std::int64_t last_error_s_ = 0;
};

} // namespace peerdesk::telegram_fake
