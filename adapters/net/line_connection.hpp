// SPDX-License-Identifier: MIT
// A byte stream to one server, plain or TLS, for protocols made of lines. It knows nothing of
// lines itself: the session does.
#pragma once

#include "adapters/net/connect_outcome.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace peerdesk::net {

struct LineServer {
    std::string host;
    std::uint16_t port = 0;
    bool tls = true;
    std::string ca_file;    ///< PEM; trusted besides the system's authorities
    std::string pin_sha256; ///< hex, colons allowed; if set, the only thing that counts
};

struct ReadResult {
    std::size_t bytes = 0;
    std::string error; ///< empty while the link lives
};

/// Used from one thread. At most one read and one write at a time.
class LineConnection {
  public:
    explicit LineConnection(boost::asio::any_io_executor executor);
    ~LineConnection();
    LineConnection(const LineConnection&) = delete;
    LineConnection& operator=(const LineConnection&) = delete;

    /// Name, TCP and TLS in at most `deadline`; addresses in the system's order, each with its
    /// share of the time. After `connected` the certificate has been checked.
    [[nodiscard]] boost::asio::awaitable<ConnectResult> connect(LineServer server,
                                                                std::chrono::milliseconds deadline);
    /// Waits for the next bytes, without a deadline: the owner calls `close` when it is over.
    [[nodiscard]] boost::asio::awaitable<ReadResult> read(std::span<char> buffer);
    /// Writes everything or says why not. `bytes` must stay alive meanwhile.
    [[nodiscard]] boost::asio::awaitable<std::string> write(std::string_view bytes,
                                                            std::chrono::milliseconds deadline);
    /// Ends every pending operation. May be called at any time, and again.
    void close();

  private:
    struct Streams;
    std::unique_ptr<Streams> streams_;
};

} // namespace peerdesk::net
