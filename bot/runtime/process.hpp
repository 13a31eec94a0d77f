// SPDX-License-Identifier: MIT
// The running program: networks on this thread, the desk on its own, signals, an ordered end.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"
#include "bot/runtime/config/config.hpp"
#include "bot/runtime/core.hpp"
#include "bot/runtime/desk_thread.hpp"
#include "bot/runtime/event_log.hpp"
#include "bot/runtime/file_exchange.hpp"
#include "bot/runtime/inbox_queue.hpp"
#include "bot/runtime/service_notify.hpp"
#include "bot/runtime/store.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace peerdesk::runtime {

/// What SIGHUP brings.
struct Reloaded {
    desk::Settings settings;
    std::shared_ptr<const text::Snapshot> texts;
    std::optional<std::vector<storage::TreeSkill>> skill_tree;
};

struct ProcessSetup {
    Config config;
    std::shared_ptr<const text::Snapshot> texts;
    /// Reads configuration and locales again; nothing when they are wrong (and it said so).
    std::function<std::optional<Reloaded>()> reload;
    std::string locale; ///< of what adapters say themselves
};

class Process {
  public:
    Process(ProcessSetup setup, Store store, EventLog& log);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Runs until a signal, the end of the console's input, or a failure of the desk.
    [[nodiscard]] ExitCode run();

    static constexpr std::chrono::milliseconds settle_within{1'500};
    static constexpr std::chrono::milliseconds deliver_within{5'000}; ///< from the signal on
    /// A hung network may not hold the end longer than this beyond `deliver_within`.
    static constexpr std::chrono::milliseconds leave_within{1'000};

  private:
    void make_adapters();
    void wait_for_signal();
    void reload();
    void watch();
    /// First what was read is handled and answered, then the networks are left.
    void begin_stop(std::string_view why);
    void leave_networks();
    void when_settled(std::function<void()> callback);
    void deliver(const std::string& network, std::vector<chat::Outbound> messages);

    ProcessSetup setup_;
    Store store_;
    EventLog& log_;
    net::SystemClock clock_;
    net::SystemRandom random_;
    ServiceNotify notify_;
    boost::asio::io_context io_{1};
    boost::asio::signal_set signals_;
    boost::asio::steady_timer watch_timer_;
    boost::asio::steady_timer stop_timer_;
    InboxQueue inbox_;
    Core core_;
    Adapters adapters_;
    FileExchange files_;
    std::unique_ptr<DeskThread> desk_;
    std::chrono::steady_clock::time_point stop_began_;
    std::chrono::steady_clock::time_point leave_by_;
    bool is_stopping_ = false;
    bool has_left_ = false;
    ExitCode result_ = ExitCode::done;
};

} // namespace peerdesk::runtime
