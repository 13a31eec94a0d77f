// SPDX-License-Identifier: MIT
// One IRC network as the rest of Peerdesk sees it. The protocol lives in IrcSession, the sockets
// in net::LineConnection; what is left is a dull loop: connect, pump, wait, again.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/irc/config.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <vector>

namespace peerdesk::irc {

class ConnectionLoop;

/// Several adapters share one io_context, which runs on one thread. Sink, log, random and clock
/// are borrowed and outlive the io_context's run. The adapter itself may go earlier: what is still
/// pending then keeps its own state alive and ends by itself after `stop`.
class IrcAdapter final : public chat::Adapter {
  public:
    /// @param stored_state what this network's batches stored before ("epoch").
    IrcAdapter(boost::asio::io_context& io, NetworkConfig config,
               std::vector<chat::StateChange> stored_state, chat::InboxSink& sink, chat::Log& log,
               net::Random& random, const net::Clock& clock);
    ~IrcAdapter() override;
    IrcAdapter(const IrcAdapter&) = delete;
    IrcAdapter& operator=(const IrcAdapter&) = delete;

    [[nodiscard]] chat::Capabilities capabilities() const override;
    void start() override;
    void deliver(std::vector<chat::Outbound> messages) override;
    void stop(std::chrono::milliseconds finish_within) override;

  private:
    boost::asio::io_context& io_;
    std::shared_ptr<ConnectionLoop> loop_;
};

} // namespace peerdesk::irc
