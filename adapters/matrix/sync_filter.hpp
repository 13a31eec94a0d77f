// SPDX-License-Identifier: MIT
// What a sync shall bring, stored on the server under an id of its own. Made once, and anew when
// the definition changes or the server no longer knows it.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/retry.hpp"
#include "adapters/matrix/session_context.hpp"
#include "adapters/net/clock.hpp"

#include <string>

namespace peerdesk::matrix {

/// The definition: what we read, and whoever speaks with their name every time, so that names need
/// no store of ours.
[[nodiscard]] const std::string& sync_filter_definition();

class SyncFilter {
  public:
    explicit SyncFilter(SessionContext& context)
        : context_(context),
          retry_(context.config.back_off_min, context.config.back_off_max, context.random) {}

    /// Empty: not there yet.
    [[nodiscard]] std::string id() const;
    void forget();
    void ask(net::Instant now);
    void on_answer(const Answer& answer, net::Instant now);
    [[nodiscard]] net::SteadyTime next_wake() const;

  private:
    SessionContext& context_;
    Retry retry_;
    bool is_asked_ = false;
};

} // namespace peerdesk::matrix
