// SPDX-License-Identifier: MIT
// A client on loopback that sends, byte for byte, what a test tells it to.
#pragma once

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace peerdesk::net {

/// Everything it is told to send goes out in order; everything it hears is kept.
class RawClient {
  public:
    RawClient(boost::asio::io_context& io, std::uint16_t port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string bytes);
    /// Ends our side after what was sent; answers are still heard.
    void end();
    /// Goes away with a reset, whatever is still on its way.
    void vanish();

    [[nodiscard]] const std::string& heard() const;
    /// How many answers that is.
    [[nodiscard]] std::size_t answers() const;
    /// Whether the server ended the connection, in order or with a reset.
    [[nodiscard]] bool is_ended() const;

  private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

} // namespace peerdesk::net
