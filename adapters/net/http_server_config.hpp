// SPDX-License-Identifier: MIT
// Where an HTTP server of ours listens and what it puts up with.
#pragma once

#include "adapters/net/http_request_reader.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::net {

/// Bodies and heads take at most `connections_max` times their limits of memory.
struct HttpServerConfig {
    std::string address = "127.0.0.1";     ///< IPv4 or IPv6, not a name
    std::uint16_t port = 0;                ///< 0: the system chooses
    std::vector<std::string> headers_kept; ///< what the service asks for, in lower case

    std::size_t connections_max = 128; ///< more are told 503
    HttpRequestLimits limits;

    /// From a request's first byte, or from the start of the connection, to the end of its head.
    std::chrono::milliseconds head_within{10'000};
    std::chrono::milliseconds body_within{30'000};   ///< from the end of the head
    std::chrono::milliseconds answer_within{60'000}; ///< the service's time; then 503
    std::chrono::milliseconds write_within{10'000};
    /// Between two requests; longer than nginx keeps a connection (60 s), so that the proxy ends it
    /// and no request meets a closing one.
    std::chrono::milliseconds idle_within{75'000};
    std::chrono::seconds retry_after{5}; ///< told with a 503 of the server's own
};

} // namespace peerdesk::net
