// SPDX-License-Identifier: MIT
// A request to an HTTP server and what became of it.
#pragma once

#include "adapters/net/http_url.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::net {

struct HttpRequest {
    std::string method = "GET"; ///< upper case
    std::string target;         ///< begins with a slash; put behind the server's base path
    std::string body;
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> headers;
    /// From the call to the end of the answer, with the wait for a free connection.
    std::chrono::milliseconds deadline{30'000};
    std::size_t body_bytes_max = 1 << 20; ///< of the answer
};

enum class HttpFailure {
    none, ///< there is an answer, whatever its status
    dns_failed,
    refused,
    timed_out,
    failed, ///< the link broke, or the request cannot be written as HTTP
    ca_file_unreadable,
    tls_untrusted,
    tls_name_mismatch,
    tls_pin_mismatch,
    tls_failed,
    bad_answer, ///< not HTTP, or more header than anybody needs
    too_large,
    stopped,
};

struct HttpAnswer {
    int status = 0;
    std::string body;
    std::string content_type;
    std::string retry_after;
    std::string location;
    HttpFailure failure = HttpFailure::none;
    std::string detail;        ///< the system's, OpenSSL's or the parser's own words
    bool request_left = false; ///< whether bytes of the request may have reached the server
};

/// Puts the whole request into `into`.
/// @return false when method, target or a field holds what would end it early
[[nodiscard]] bool write_request(std::string& into, const HttpUrl& url, const HttpRequest& request);

} // namespace peerdesk::net
