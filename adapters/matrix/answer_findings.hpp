// SPDX-License-Identifier: MIT
// Answers that are of no use, as findings.
#pragma once

#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/findings.hpp"

#include <string>

namespace peerdesk::matrix {

/// What a request was about, for a person.
struct Subject {
    std::string address; ///< of the homeserver
    std::string what;    ///< "versions", "login"; never a path with ids in it
};

/// For an answer that is not ok: what went wrong on the way, in the server or in its words.
[[nodiscard]] Finding finding_of(const Answer& answer, const Subject& subject,
                                 const std::string& ca_file);

/// "M_FORBIDDEN: Invalid password", or "HTTP 403" where the server said nothing readable. Bounded.
[[nodiscard]] std::string words_of(const Answer& answer);

} // namespace peerdesk::matrix
