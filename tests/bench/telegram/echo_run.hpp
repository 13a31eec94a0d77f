// SPDX-License-Identifier: MIT
// One program that echoes, at a fake Telegram server of its own, and what is measured about it.
#pragma once

#include "tests/bench/measures.hpp"
#include "tests/bench/telegram/contender.hpp"
#include "tests/fakes/telegram/fake_telegram.hpp"
#include "tests/servers/child_process.hpp"
#include "tests/servers/workspace.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace peerdesk::bench {

/// What came back of many messages.
struct Echoes {
    double seconds = 0;           ///< until the last one was back
    double processor_seconds = 0; ///< of the program
    double server_share = 0;      ///< of one processor, that the server was busy: near 1 it is slow
    std::size_t missing = 0;
    std::size_t doubled = 0;
    std::size_t misplaced = 0; ///< chats in which they came in another order
};

class EchoRun {
  public:
    /// People have started the bot; the program runs and asks for updates afterwards. Throws
    /// std::runtime_error when it does not.
    EchoRun(const Contender& contender, std::size_t people);

    /// From the start of the program to its first getUpdates.
    [[nodiscard]] double start_milliseconds() const { return start_milliseconds_; }
    [[nodiscard]] double mib() const { return proportional_set_mib(program_.pid()); }

    /// All messages are there at once, round robin from all chats.
    [[nodiscard]] Echoes measure_backlog(std::size_t messages);
    /// Milliseconds from each message to its echo, at an even rate.
    [[nodiscard]] std::vector<double> measure_rate(std::size_t messages, double per_second);
    /// How long the server takes for each sendMessage from now on.
    void set_latency(std::chrono::milliseconds latency);

  private:
    /// What the server's thread notes of each sendMessage.
    struct Heard {
        std::size_t count = 0;
        std::size_t wanted = 0;
        Clock::time_point reached; ///< when `count` came to `wanted`
        bool keeps_times = false;
        std::map<std::string, Clock::time_point> times; ///< by text
    };

    [[nodiscard]] servers::Command command(const Contender& contender) const;
    void wait_until_polling();
    void wait_for(std::size_t messages);
    void check(std::size_t first, Echoes& echoes);
    [[nodiscard]] double server_seconds();

    servers::Workspace workspace_;
    Heard heard_; ///< the server's thread alone touches it
    telegram_fake::FakeTelegram telegram_;
    std::vector<std::int64_t> people_;
    std::size_t next_ = 0; ///< message, counted through
    Clock::time_point started_ = Clock::now();
    servers::ChildProcess program_;
    double start_milliseconds_ = 0;
};

} // namespace peerdesk::bench
