// SPDX-License-Identifier: MIT
// Updates that Telegram brings by itself, through a reverse proxy, instead of being asked for them.
// What an update means, and the call that switches the hook on, are not decided here.
#pragma once

#include "adapters/net/http_server.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::telegram {

struct WebhookConfig {
    net::HttpServerConfig http; ///< where the proxy reaches us; `headers_kept` is set by us
    std::string path;           ///< begins with a slash; a query behind it does not matter
    std::string secret;         ///< as given to setWebhook; secret
    std::chrono::seconds retry_after{5}; ///< told while busy; Telegram heeds up to an hour
};

/// Whether setWebhook takes it as `secret_token`: 1 to 256 of A-Z, a-z, 0-9, "_" and "-".
[[nodiscard]] bool is_webhook_secret(std::string_view text);

/// What is said to a request that brings no update of ours: 404 for another path, 405 for another
/// method, 403 without the secret, 400 without a body. Nothing when it brings one.
[[nodiscard]] std::optional<net::HttpReply> webhook_refusal(const WebhookConfig& config,
                                                            const net::ReceivedRequest& request);

/// What has become of an update.
enum class UpdateFate {
    kept, ///< committed: Telegram forgets it
    busy, ///< Telegram brings it again
};

/// Hands updates on and lets Telegram wait for each until it is kept. Telegram repeats what is not
/// answered, what was answered but met a broken link, and what came while we stopped.
class WebhookReceiver {
  public:
    /// Called once, on the network thread, at any later time; after `stop` it does nothing.
    using Answer = std::function<void(UpdateFate)>;
    /// Takes the JSON of one update, not looked into.
    /// @return false when it has no room: the same as answering `busy` at once
    using Consumer = std::function<bool(std::string update, Answer answer)>;

    /// Throws `std::invalid_argument` for a secret that `is_webhook_secret` does not take.
    WebhookReceiver(boost::asio::any_io_executor executor, WebhookConfig config, Consumer consumer);

    /// Begins to listen. Called once.
    /// @return the system's reason why not, or an empty text
    [[nodiscard]] std::string start() { return server_.start(); }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    /// For good. The consumer is not called any more.
    void stop() { server_.stop(); }

  private:
    net::HttpServer server_;
};

} // namespace peerdesk::telegram
