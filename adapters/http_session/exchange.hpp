// SPDX-License-Identifier: MIT
// Requests a session wants made and the answers it is given: HTTP without sockets.
#pragma once

#include "adapters/net/http_client.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace peerdesk::http_session {

/// Numbers a request within its session; answers come back under it.
using RequestId = std::uint64_t;

/// Which limit a request stands under, so that a long poll never holds a send.
enum class Lane {
    poll,  ///< the one long poll
    send,  ///< messages; many at once
    other, ///< everything else
};

struct Request {
    RequestId id = 0;
    Lane lane = Lane::other;
    std::string method;                            ///< "GET", "PUT", "POST"
    std::string target;                            ///< path and query, each part percent-encoded
    std::string body;                              ///< may be empty
    std::string content_type = "application/json"; ///< of a body
    bool with_token = true; ///< the request is signed by the session's secret when it is made
    std::chrono::milliseconds deadline{30'000};
    std::size_t body_bytes_max = 1'048'576;
};

struct Answer {
    int status = 0; ///< 0 when there was no answer
    std::string body;
    std::string retry_after; ///< the header as sent; may be empty
    std::string location;    ///< the header as sent; may be empty
    net::HttpFailure failure = net::HttpFailure::none;
    std::string detail;        ///< of the failure; holds no secret
    std::string content_type;  ///< as sent; may be empty
    bool request_left = false; ///< bytes of the request may have reached the server

    [[nodiscard]] bool is_ok() const {
        return failure == net::HttpFailure::none && status >= 200 && status < 300;
    }
};

} // namespace peerdesk::http_session
