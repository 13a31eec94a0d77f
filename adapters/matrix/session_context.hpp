// SPDX-License-Identifier: MIT
// What the parts of a session share. Each part is a class of its own that is told of answers and
// of time, and puts down here what it wants.
#pragma once

#include "adapters/matrix/config.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/findings.hpp"
#include "adapters/matrix/request_tray.hpp"
#include "adapters/net/random.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

struct SessionContext {
    const NetworkConfig& config;
    net::Random& random;
    RequestTray& tray;
    BatchBook& book;
    std::vector<Finding>& findings;
    std::string user;                ///< ours, as the server calls us; empty before the login
    std::int64_t token_since_ms = 0; ///< when we got the token or device that we use

    void find(FindingCode code, std::string detail) { findings.push_back({code, detail}); }
    /// A request of ours under the usual deadline.
    RequestId ask(Asker asker, std::string_view method, std::string target, std::string body) {
        Request request;
        request.lane = asker == Asker::send ? Lane::send : Lane::other;
        request.method = method;
        request.target = std::move(target);
        request.body = std::move(body);
        request.deadline = config.request_timeout;
        return tray.put(asker, std::move(request));
    }
};

} // namespace peerdesk::matrix
