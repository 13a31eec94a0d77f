// SPDX-License-Identifier: MIT
// What an answer means for what to do next.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/telegram/exchange.hpp"
#include "adapters/telegram/findings.hpp"
#include "adapters/telegram/updates/answer_body.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace peerdesk::telegram {

enum class Outcome {
    done,
    later,    ///< no answer, a server in trouble, or an answer that is none: the same again
    limited,  ///< the same again, at the time the server told
    not_us,   ///< the token is not (or no longer) good
    conflict, ///< somebody else, or a webhook, takes our updates
    refused,  ///< the server said no
};

struct Verdict {
    Outcome outcome = Outcome::later;
    AnswerBody body;   ///< empty when there was none
    std::string words; ///< of a failure: the server's or the system's; bounded, without secrets
    /// Of `limited`, where the server told it.
    std::optional<std::chrono::milliseconds> wait{};
};

[[nodiscard]] Verdict verdict_of(const Answer& answer, net::WallTime now);

/// For an answer that is not `done`: what went wrong on the way, in the server or in its words.
/// @param address of the server @param what was asked for, e.g. "getMe"
[[nodiscard]] Finding finding_of(const Answer& answer, const Verdict& verdict,
                                 const std::string& address, const std::string& what,
                                 const std::string& ca_file);

} // namespace peerdesk::telegram
