// SPDX-License-Identifier: MIT
// The requests a session wants made, numbered, and whose each one is.
#pragma once

#include "adapters/telegram/exchange.hpp"

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace peerdesk::telegram {

/// The part of the session that asked, and so reads the answer.
enum class Asker { identity, chats, poll, webhook, goodbye, commands, files, send };

class RequestTray {
  public:
    /// Numbers the request and puts it on the tray.
    RequestId put(Asker asker, Request request) {
        request.id = ++last_;
        askers_.emplace(last_, asker);
        waiting_.push_back(std::move(request));
        return last_;
    }
    [[nodiscard]] std::vector<Request> take() { return std::exchange(waiting_, {}); }

    /// Forgets the request; nothing when it is none of ours, or was answered before.
    [[nodiscard]] std::optional<Asker> answered(RequestId id) {
        const auto found = askers_.extract(id);
        return found.empty() ? std::nullopt : std::optional{found.mapped()};
    }

  private:
    RequestId last_ = 0;
    std::vector<Request> waiting_;
    std::unordered_map<RequestId, Asker> askers_;
};

} // namespace peerdesk::telegram
