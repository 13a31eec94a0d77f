// SPDX-License-Identifier: MIT
// Bytes to requests, without a socket: the server's half of what HttpAnswerReader is. Includes
// Boost.Beast in its source.
#pragma once

#include "adapters/net/http_service.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace peerdesk::net {

struct HttpRequestLimits {
    std::size_t head_bytes_max = 16'384; ///< request line and fields, a chunked body's trailer too
    std::size_t body_bytes_max = 1 << 20;
};

/// Reads one request after the other from one connection. After `expect` tell `take` how many bytes
/// came into `room()`, until it says something else than `more`; what came beyond a request is kept
/// for the next one.
class HttpRequestReader {
  public:
    enum class State { more, complete, bad, head_too_large, body_too_large };

    /// @param headers_kept in lower case; other fields are not copied
    HttpRequestReader(HttpRequestLimits limits, std::vector<std::string> headers_kept);
    ~HttpRequestReader();
    HttpRequestReader(const HttpRequestReader&) = delete;
    HttpRequestReader& operator=(const HttpRequestReader&) = delete;

    /// Prepares for a request. What it says may be `complete` already.
    [[nodiscard]] State expect();
    /// Where the next bytes go; never empty while the state is `more`.
    [[nodiscard]] std::span<char> room();
    [[nodiscard]] State take(std::size_t bytes);

    /// Whether a byte of the request is there.
    [[nodiscard]] bool has_begun() const;
    [[nodiscard]] bool is_head_done() const;
    /// Whether the client waits to be told to send the body (RFC 9110 10.1.1). Once the head is
    /// done.
    [[nodiscard]] bool wants_continue() const;
    /// Whether the client lets the connection carry another request after this `complete` one.
    [[nodiscard]] bool keeps_connection() const;
    /// What was read, once it is `complete`.
    [[nodiscard]] ReceivedRequest take_request();

  private:
    class Parser;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace peerdesk::net
