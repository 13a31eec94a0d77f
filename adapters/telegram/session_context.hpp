// SPDX-License-Identifier: MIT
// What the parts of a session share. Each part is a class of its own that is told of answers and
// of time, and puts down here what it wants.
#pragma once

#include "adapters/net/random.hpp"
#include "adapters/telegram/config.hpp"
#include "adapters/telegram/exchange.hpp"
#include "adapters/telegram/findings.hpp"
#include "adapters/telegram/request_tray.hpp"
#include "adapters/telegram/updates/addressing.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram {

struct SessionContext {
    const NetworkConfig& config;
    net::Random& random;
    RequestTray& tray;
    BatchBook& book;
    std::vector<Finding>& findings;
    Us us; ///< empty before the server said who we are

    void find(FindingCode code, std::string detail) {
        findings.push_back({code, std::move(detail)});
    }
    /// A wait that was told, a little longer each time: what was sent away at one moment does not
    /// come back at one.
    [[nodiscard]] std::chrono::milliseconds spread(std::chrono::milliseconds wait) const {
        constexpr std::chrono::milliseconds more_max{5'000};
        const auto more = std::clamp(wait / 10, std::chrono::milliseconds{0}, more_max);
        constexpr unsigned high_half = 32;
        const std::uint64_t bits = random.next() >> high_half;
        return wait +
               std::chrono::milliseconds{bits % static_cast<std::uint64_t>(more.count() + 1)};
    }
    [[nodiscard]] Retry retry() const { return {config.back_off_min, config.back_off_max, random}; }
    /// Asks for something, which may be asked twice. @param target "/getMe?name=value"
    RequestId get(Asker asker, std::string target) {
        return put(asker, "GET", std::move(target), {});
    }
    /// Has something done. @param target "/setMyCommands" @param json the parameters
    RequestId post(Asker asker, std::string target, std::string json) {
        return put(asker, "POST", std::move(target), std::move(json));
    }

  private:
    RequestId put(Asker asker, const char* method, std::string target, std::string body) {
        Request request;
        request.lane = asker == Asker::send ? Lane::send : Lane::other;
        request.method = method;
        request.target = std::move(target);
        request.body = std::move(body);
        request.deadline = config.request_timeout;
        return tray.put(asker, std::move(request));
    }
};

} // namespace peerdesk::telegram
