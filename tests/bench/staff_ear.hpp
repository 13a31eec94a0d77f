// SPDX-License-Identifier: MIT
// A reader of the staff room, who notes when each message arrives in their sync.
#pragma once

#include "tests/bench/bare_client.hpp"
#include "tests/bench/measures.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace peerdesk::bench {

/// The words of a message that can be known again wherever it is copied to.
[[nodiscard]] std::string marked(int mark);
/// The mark in a message's words, if there is one.
[[nodiscard]] std::optional<int> mark_in(std::string_view body);

class StaffEar {
  public:
    StaffEar(BareClient client, std::string room);
    ~StaffEar();
    StaffEar(const StaffEar&) = delete;
    StaffEar& operator=(const StaffEar&) = delete;

    /// Whether all marks from `first` on were heard in time.
    [[nodiscard]] bool hears(int first, int count, std::chrono::milliseconds wait);
    /// When a mark was heard first.
    [[nodiscard]] std::optional<Clock::time_point> heard_at(int mark);
    /// When the card after `seen` others was heard; throws std::runtime_error when none is.
    [[nodiscard]] Clock::time_point next_card(std::size_t seen);
    [[nodiscard]] std::size_t cards();

  private:
    void listen(const std::stop_token& stop);
    void take(const std::vector<BareMessage>& messages, Clock::time_point at);

    BareClient client_;
    std::string room_;
    std::mutex mutex_; ///< over what follows
    std::condition_variable changed_;
    std::map<int, Clock::time_point> marks_;
    std::vector<Clock::time_point> cards_;
    std::string trouble_; ///< why it no longer listens
    std::jthread thread_;
};

} // namespace peerdesk::bench
