// SPDX-License-Identifier: MIT
#include "adapters/matrix/retry.hpp"

#include <algorithm>

namespace peerdesk::matrix {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds wait_min{500};
constexpr milliseconds wait_max{3'600'000};

} // namespace

Outcome outcome_of(const Answer& answer, const ErrorAnswer& error) {
    if (answer.failure != net::HttpFailure::none) return Outcome::later;
    // Something in between may answer 200 with a page of its own; every good answer is JSON.
    if (answer.is_ok())
        return answer.body.starts_with('{') || answer.body.starts_with('[') ? Outcome::done
                                                                            : Outcome::later;
    if (answer.status == 429 || error.code == "M_LIMIT_EXCEEDED") return Outcome::limited;
    if (answer.status == 401 || error.code == "M_UNKNOWN_TOKEN") return Outcome::not_us;
    // A 4xx that is no standard error comes from something in between, not from the homeserver.
    if (answer.status >= 400 && answer.status < 500 && !error.code.empty())
        return Outcome::impossible;
    return Outcome::later;
}

milliseconds told_wait(const Answer& answer, const ErrorAnswer& error, net::WallTime now) {
    const milliseconds wait = std::max(http_session::header_wait(answer.retry_after, now),
                                       error.retry_after.value_or(milliseconds{0}));
    return std::clamp(wait, wait_min, wait_max);
}

} // namespace peerdesk::matrix
