// SPDX-License-Identifier: MIT
// A TLS or plain server on loopback for one connection, with a certificate made on the spot.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace peerdesk::net {

class TlsServer {
  public:
    /// @param name the DNS name in the certificate; empty: no TLS at all
    TlsServer(boost::asio::io_context& io, const std::string& name);
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// The certificate as a PEM file, removed with the server.
    [[nodiscard]] std::string certificate_file() const;
    /// 64 hex digits.
    [[nodiscard]] std::string fingerprint() const;
    /// What the client said after the handshake, so far.
    [[nodiscard]] const std::string& received() const;
    /// Accepts one client, answers its first bytes with "hello\r\n" and waits for its end.
    boost::asio::awaitable<void> serve();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace peerdesk::net
