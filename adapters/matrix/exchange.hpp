// SPDX-License-Identifier: MIT
// Requests a session wants made and the answers it is given: HTTP without sockets.
#pragma once

#include "adapters/net/http_client.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace peerdesk::matrix {

/// Numbers a request within its session; answers come back under it.
using RequestId = std::uint64_t;

/// Which limit a request stands under, so that a long poll never holds a send.
enum class Lane {
    sync,  ///< the one long poll
    send,  ///< messages; many at once
    other, ///< everything else
};

struct Request {
    RequestId id = 0;
    Lane lane = Lane::other;
    std::string method; ///< "GET", "PUT", "POST"
    std::string target; ///< path and query, each part percent-encoded, e.g. "/_matrix/client/v3/…"
    std::string body;   ///< JSON or empty
    bool with_token = true; ///< the driver adds "Authorization: Bearer …"
    std::chrono::milliseconds deadline{30'000};
    std::size_t body_bytes_max = 1'048'576;
};

struct Answer {
    int status = 0; ///< 0 when there was no answer
    std::string body;
    std::string retry_after; ///< the header as sent; may be empty
    net::HttpFailure failure = net::HttpFailure::none;
    std::string detail; ///< of the failure; holds no secret

    [[nodiscard]] bool is_ok() const {
        return failure == net::HttpFailure::none && status >= 200 && status < 300;
    }
};

} // namespace peerdesk::matrix
