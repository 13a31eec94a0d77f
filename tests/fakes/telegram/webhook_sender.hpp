// SPDX-License-Identifier: MIT
// Carries one update to a webhook over plain HTTP.
#pragma once

#include "tests/fakes/telegram/json.hpp"
#include "tests/fakes/telegram/webhook.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace peerdesk::telegram_fake {

struct WebhookAnswer {
    Webhook::Outcome outcome;
    Json body; ///< null when it is no JSON
};

/// Never throws: whatever goes wrong is in the outcome.
[[nodiscard]] boost::asio::awaitable<WebhookAnswer> send_to_webhook(Webhook::Setup setup,
                                                                    std::string update);

} // namespace peerdesk::telegram_fake
