// SPDX-License-Identifier: MIT
// A blocking connection to 127.0.0.1 that sends and reads lines, plain or over TLS. The tests' own,
// so that a mistake in the program's connection cannot hide behind the same mistake here.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::servers {

/// Whether somebody listens.
[[nodiscard]] bool accepts_connections(std::uint16_t port);

class LineSocket {
  public:
    /// Connects. Throws std::runtime_error when it cannot. The certificate is not looked at.
    LineSocket(std::uint16_t port, bool is_tls);
    ~LineSocket();
    LineSocket(const LineSocket&) = delete;
    LineSocket& operator=(const LineSocket&) = delete;

    /// Sends bytes as they are. Throws when the connection is gone.
    void write(std::string_view bytes);

    /// The next line without its end; nothing when none came until `until`, or at the end.
    [[nodiscard]] std::optional<std::string> read_line(std::chrono::steady_clock::time_point until);

    [[nodiscard]] bool is_at_end() const { return is_at_end_; }

  private:
    [[nodiscard]] bool fill(std::chrono::steady_clock::time_point until);

    int fd_ = -1;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, &SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> tls_{nullptr, &SSL_free};
    std::string buffer_;
    std::size_t read_to_ = 0; ///< what stands before it in the buffer was returned
    bool is_at_end_ = false;
};

} // namespace peerdesk::servers
