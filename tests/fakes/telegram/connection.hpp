// SPDX-License-Identifier: MIT
// One client's connection: requests in, answers out in their order, faults in between.
#pragma once

#include "tests/fakes/telegram/http_front.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace peerdesk::telegram_fake {

/// Answers until the client or a fault ends it. `front` must outlive it.
boost::asio::awaitable<void> serve(HttpFront& front, boost::asio::ip::tcp::socket socket);

} // namespace peerdesk::telegram_fake
