// SPDX-License-Identifier: MIT
// The dull driver of one account: makes the requests a session wants, hands back the answers and
// offers the batches. Everything here runs on the network thread.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/http_session/session.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/http_client.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace peerdesk::http_session {

/// What a driver borrows. All of it outlives the io_context's run.
struct DriverPartners {
    chat::InboxSink& sink;
    chat::Log& log;
    const net::Clock& clock;
    chat::FileSource& files;
};

struct DriverConfig {
    std::string network; ///< the configured name, for the log
    std::string word;    ///< what log lines begin with, e.g. "matrix"
    net::HttpTrust trust;
    std::size_t connections_max = 8;  ///< besides the one of the long poll
    std::shared_ptr<const void> kept; ///< what the session borrows, as long as the driver lives
};

class Driver : public std::enable_shared_from_this<Driver> {
  public:
    Driver(boost::asio::io_context& io, DriverConfig config, std::unique_ptr<Session> session,
           DriverPartners partners);

    void start();
    void deliver(std::vector<chat::Outbound> messages);
    void stop(std::chrono::milliseconds finish_within);
    /// The server brings something by itself. @return false when it is to come again later
    bool push(const std::string& body, Kept answer);
    /// Calls `done` once, later.
    void fetch(const chat::Attachment& file, chat::FileDone done);

  private:
    using Self = std::shared_ptr<Driver>;
    /// Connections to one address; kept alive by the requests on them.
    struct Clients {
        Clients(boost::asio::io_context& io, const net::HttpUrl& url, const DriverConfig& config);
        net::HttpClient poll; ///< the long poll never holds anything else
        net::HttpClient other;
    };
    using ClientsPtr = std::shared_ptr<Clients>;

    /// After anything that may have changed the session: requests, batches, findings, the timer.
    void pump();
    void make_requests();
    void renew_clients();
    boost::asio::awaitable<void> run(Self self, ClientsPtr clients, Lane lane, RequestId id,
                                     net::HttpRequest request);
    void on_answer(RequestId id, net::HttpAnswer answer);
    void get_files();
    void hand_files();
    void feed();
    void on_committed(std::uint64_t number);
    void finish_when_done();
    void finish();
    void arm_wake();
    void arm(boost::asio::steady_timer& timer, net::SteadyTime at, void (Driver::*then)());
    void on_wake();
    void report();
    void log_line(chat::LogLevel level, std::string_view event,
                  std::vector<chat::Log::Field> fields);

    boost::asio::io_context& io_;
    const DriverConfig config_;
    DriverPartners partners_;
    std::unique_ptr<Session> session_;
    ClientsPtr clients_;
    std::string address_;            ///< what `clients_` are connected to
    std::deque<NumberedBatch> held_; ///< refused by a full inbox
    std::size_t refusals_ = 0;       ///< in a row

    std::unordered_map<FileId, chat::FileDone> asked_files_; ///< of this network, by others
    FileId last_file_ = 0;

    boost::asio::steady_timer wake_timer_;
    boost::asio::steady_timer feed_timer_;
    boost::asio::steady_timer stop_timer_;
    net::SteadyTime wake_at_ = net::SteadyTime::max();
    bool was_up_ = false;
    bool is_stopping_ = false;
    bool is_over_ = false; ///< everything is reported; only the inbox may still refuse
    net::SteadyTime stop_at_{};
};

} // namespace peerdesk::http_session
