// SPDX-License-Identifier: MIT
// The requests a session wants made, numbered, and whose each one is.
#pragma once

#include "adapters/matrix/exchange.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace peerdesk::matrix {

/// The part of the session that asked, and so reads the answer.
enum class Asker {
    login,
    filter,
    sync,
    gap,
    configured,
    invitations,
    direct,
    upgrades,
    search,
    files,
    send
};

class RequestTray {
  public:
    /// Numbers the request and puts it on the tray.
    RequestId put(Asker asker, Request request) {
        request.id = ++last_;
        askers_.emplace(last_, Asked{asker, token_epoch_});
        waiting_.push_back(std::move(request));
        return last_;
    }
    [[nodiscard]] std::vector<Request> take() { return std::exchange(waiting_, {}); }

    struct Asked {
        Asker asker = Asker::login;
        std::uint64_t token_epoch = 0; ///< which of our tokens went with it
    };
    /// Forgets the request; nothing when it is none of ours, or was answered before.
    [[nodiscard]] std::optional<Asked> answered(RequestId id) {
        const auto found = askers_.find(id);
        if (found == askers_.end()) return std::nullopt;
        const Asked asked = found->second;
        askers_.erase(found);
        return asked;
    }
    [[nodiscard]] std::size_t open_count() const { return askers_.size(); }

    [[nodiscard]] std::uint64_t token_epoch() const { return token_epoch_; }
    /// What is asked from here on goes with another token.
    void next_token() { ++token_epoch_; }

  private:
    RequestId last_ = 0;
    std::uint64_t token_epoch_ = 0;
    std::vector<Request> waiting_;
    std::unordered_map<RequestId, Asked> askers_;
};

} // namespace peerdesk::matrix
