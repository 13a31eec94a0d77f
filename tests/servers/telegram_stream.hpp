// SPDX-License-Identifier: MIT
// Many people on Telegram who write numbered messages to the desk, and a responder who presses
// buttons meanwhile.
#pragma once

#include "tests/servers/telegram_community.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace peerdesk::servers {

struct TelegramStreamPlan {
    int people = 10;
    int messages = 270;
    int presses = 30; ///< of Claim on whichever card stands there
    double per_second = 12;
    int question_every = 9; ///< of one person's messages, which one opens a question of its own
};

/// Messages "How do I do thing <12>?", told apart by their numbers, in order for each person.
class TelegramStream {
  public:
    TelegramStream(TelegramCommunity& community, TelegramStreamPlan plan);

    /// Begins in the background.
    void begin();
    void finish() { sender_.join(); }

    [[nodiscard]] const TelegramStreamPlan& plan() const { return plan_; }
    /// What one of the people wrote, in order.
    [[nodiscard]] std::vector<int> numbers_of(int person) const;
    [[nodiscard]] const std::vector<std::int64_t>& people() const { return people_; }
    struct Press {
        int ticket = 0;
        std::int64_t message = 0; ///< the card, of which there may be a copy that nobody knows of
    };
    [[nodiscard]] const std::vector<Press>& presses() const { return presses_; }

  private:
    void send_all();
    void say(int number);
    /// False while there is no card to press.
    bool press_a_card();

    TelegramCommunity& community_;
    TelegramStreamPlan plan_;
    std::vector<std::int64_t> people_;
    std::vector<Press> presses_;
    std::jthread sender_; ///< last: it uses all of the above
};

/// The number of a message of a stream; -1 where it is none.
[[nodiscard]] int stream_number_in(std::string_view text);

} // namespace peerdesk::servers
