// SPDX-License-Identifier: MIT
// What an HTTP server of ours hears and what it says: the border to whoever answers.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::net {

struct ReceivedRequest {
    std::string method; ///< as sent; methods are upper case
    std::string target; ///< as sent, with its query
    std::string body;
    /// Only those the server was told to keep, under the names it was told. A field that came more
    /// than once has its values joined by ", " (RFC 9110 5.3).
    std::vector<std::pair<std::string, std::string>> headers;

    /// The value, or an empty text when the field did not come.
    [[nodiscard]] std::string_view header(std::string_view name) const {
        for (const auto& [kept, value] : headers)
            if (kept == name) return value;
        return {};
    }
};

/// An answer without a body.
struct HttpReply {
    int status = 200;                    ///< 200 to 599
    std::chrono::seconds retry_after{0}; ///< told when above zero
    std::string_view allow = {};         ///< the methods that go with a 405; a literal

    bool operator==(const HttpReply&) const = default;
};

/// Takes the answer to one request: once, at any later time, on the network thread. A second answer
/// and one that comes after the client or the server has gone do nothing.
using HttpResponder = std::function<void(HttpReply)>;

/// Called for each request on the network thread.
using HttpService = std::function<void(ReceivedRequest, HttpResponder)>;

} // namespace peerdesk::net
