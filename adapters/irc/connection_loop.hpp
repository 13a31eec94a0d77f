// SPDX-License-Identifier: MIT
// The dull driver of one network: connect, run a session until it ends, wait, again, for ever.
// Everything here runs on the network thread.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/irc/config.hpp"
#include "adapters/irc/inbox_feeder.hpp"
#include "adapters/irc/irc_session.hpp"
#include "adapters/net/back_off.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/line_connection.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::irc {

/// Who wants to know how the attempts go, besides the log.
class LoopObserver {
  public:
    virtual ~LoopObserver() = default;
    virtual void on_finding(const Finding& finding) = 0;
    /// A server was tried, or a connection ended; the loop goes on with the next.
    virtual void on_attempt_over() = 0;
    /// The loop was stopped and is done.
    virtual void on_stopped() = 0;
};

/// What a loop borrows. All of it outlives the io_context's run.
struct LoopPartners {
    chat::InboxSink& sink;
    chat::Log& log;
    net::Random& random;
    const net::Clock& clock;
    LoopObserver* observer = nullptr;
};

class ConnectionLoop : public std::enable_shared_from_this<ConnectionLoop> {
  public:
    ConnectionLoop(boost::asio::io_context& io, NetworkConfig config,
                   const std::vector<chat::StateChange>& stored_state, LoopPartners partners);

    void start();
    void deliver(std::vector<chat::Outbound> messages);
    void stop(std::chrono::milliseconds finish_within);
    [[nodiscard]] chat::Capabilities capabilities() const;

  private:
    using Self = std::shared_ptr<ConnectionLoop>;
    /// One connection and its session; kept alive by whoever still reads or writes on it.
    struct Link {
        Link(boost::asio::io_context& io, const NetworkConfig& config, std::uint64_t epoch,
             bool is_tls, net::Random& random)
            : connection(io.get_executor()), session(config, epoch, is_tls, random) {}
        net::LineConnection connection;
        IrcSession session;
        std::string writing; ///< not empty: on its way into the socket
        bool is_ended = false;
        bool is_leaving = false; ///< QUIT has been said
        std::string why_leaving;
        std::optional<net::SteadyTime> up_since;
    };
    using LinkPtr = std::shared_ptr<Link>;

    boost::asio::awaitable<void> run(Self self);
    boost::asio::awaitable<void> use(ServerAddress server, LinkPtr link);
    boost::asio::awaitable<std::string> read_until_closed(LinkPtr link);
    boost::asio::awaitable<void> write(Self self, LinkPtr link);
    boost::asio::awaitable<void> pause(std::chrono::milliseconds delay);

    /// After anything that may have changed the session: passes on what it gives and asks.
    void pump();
    void collect(Link& link);
    void start_writing();
    void leave(std::string_view text, std::string why);
    void leave_when_done();
    void end(Link& link, std::string reason);
    [[nodiscard]] std::chrono::milliseconds delay_after(const Link& link);
    void on_connect_failed(const ServerAddress& server, const net::ConnectResult& result);

    void feed();
    void report_returned(const std::vector<chat::Outbound>& messages);
    void emit(chat::EventBody body);
    void note_down(const std::string& reason);
    void arm_wake();
    void arm(boost::asio::steady_timer& timer, net::SteadyTime at, void (ConnectionLoop::*then)());
    void on_wake();
    void log(const Finding& finding);
    void log_line(chat::LogLevel level, std::string_view event, std::string_view field,
                  std::string value);

    boost::asio::io_context& io_;
    const NetworkConfig config_;
    LoopPartners partners_;
    InboxFeeder feeder_;
    net::BackOff back_off_;
    LinkPtr link_; ///< the connection in use or being made
    std::uint64_t epoch_ = 0;
    std::uint64_t own_events_ = 0;
    std::size_t server_index_ = 0;
    bool is_down_told_ = false; ///< since the link was last up
    chat::Capabilities last_capabilities_;

    boost::asio::steady_timer wake_timer_;
    boost::asio::steady_timer feed_timer_;
    boost::asio::steady_timer leave_timer_;
    boost::asio::steady_timer pause_timer_;
    net::SteadyTime wake_at_ = net::SteadyTime::max();
    bool is_stopping_ = false;
    net::SteadyTime stop_at_{};
};

} // namespace peerdesk::irc
