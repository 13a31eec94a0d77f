// SPDX-License-Identifier: MIT
// One Telegram bot as the rest of Peerdesk sees it. The protocol lives in Session, the sockets in
// net::HttpClient; what is left is a dull loop: ask, answer, pump.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/chat/files.hpp"
#include "adapters/http_session/driver.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/net/random.hpp"
#include "adapters/telegram/config.hpp"
#include "adapters/telegram/webhook.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <vector>

namespace peerdesk::telegram {

/// Several adapters share one io_context, which runs on one thread. Sink, log, random, clock and
/// files are borrowed and outlive the io_context's run. The adapter itself may go earlier: what is
/// still pending then keeps its own state alive and ends by itself after `stop`.
class TelegramAdapter final : public chat::Adapter, public chat::FileHolder {
  public:
    /// @param stored_state what this network's batches stored before.
    TelegramAdapter(boost::asio::io_context& io, NetworkConfig config,
                    std::vector<chat::StateChange> stored_state, chat::InboxSink& sink,
                    chat::Log& log, net::Random& random, const net::Clock& clock,
                    chat::FileSource& files);
    ~TelegramAdapter() override;
    TelegramAdapter(const TelegramAdapter&) = delete;
    TelegramAdapter& operator=(const TelegramAdapter&) = delete;

    [[nodiscard]] chat::Capabilities capabilities() const override;
    void start() override;
    void deliver(std::vector<chat::Outbound> messages) override;
    void stop(std::chrono::milliseconds finish_within) override;
    void fetch(const chat::Attachment& file, chat::FileDone done) override;

  private:
    boost::asio::io_context& io_;
    std::shared_ptr<const NetworkConfig> config_;
    chat::Log& log_;
    std::shared_ptr<http_session::Driver> driver_;
    std::unique_ptr<WebhookReceiver> receiver_; ///< where updates are brought
};

} // namespace peerdesk::telegram
