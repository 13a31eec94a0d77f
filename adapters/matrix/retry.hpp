// SPDX-License-Identifier: MIT
// When something may be tried again, and what an answer says about that.
#pragma once

#include "adapters/http_session/retry.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/net/clock.hpp"

#include <chrono>

namespace peerdesk::matrix {

using http_session::Retry;

/// What became of a request, seen from what to do next.
enum class Outcome {
    done,
    later,      ///< no answer, a server in trouble, or an answer that is none: the same again
    limited,    ///< the same again, at the time the server told
    not_us,     ///< the token is not (or no longer) good
    impossible, ///< the server said no
};
[[nodiscard]] Outcome outcome_of(const Answer& answer, const ErrorAnswer& error);

/// How long a 429 asks us to wait: the larger of the Retry-After header (seconds or a date, RFC
/// 9110 10.2.3) and the field retry_after_ms; at least 500 ms, at most 1 h.
[[nodiscard]] std::chrono::milliseconds told_wait(const Answer& answer, const ErrorAnswer& error,
                                                  net::WallTime now);

} // namespace peerdesk::matrix
