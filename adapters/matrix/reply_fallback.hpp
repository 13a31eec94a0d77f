// SPDX-License-Identifier: MIT
// The quotation that older clients put before an answer.
#pragma once

#include <string>

namespace peerdesk::matrix {

/// The body of an answer without the quotation before it: lines that begin with ">", the first with
/// the id of the one who is quoted, then an empty line (client-server API before v1.13, "Fallbacks
/// for rich replies"). Anything else stays as it is: it may be somebody's own words.
[[nodiscard]] std::string without_reply_fallback(const std::string& body);

} // namespace peerdesk::matrix
