// SPDX-License-Identifier: MIT
// Whether a JSON value has one of the types the Bot API gives it.
#pragma once

#include "tests/fakes/telegram/api_tables.hpp"
#include "tests/fakes/telegram/json.hpp"

#include <string>
#include <vector>

namespace peerdesk::telegram_fake {

enum class Strictness {
    incoming, ///< unknown fields are ignored and a number may be written as a text
    outgoing, ///< unknown fields are mistakes of the fake
};

/// What is wrong with the value, in the words of the real server, e.g.
/// `Can't find field "offset"`; empty when nothing is.
[[nodiscard]] std::string mismatch(const Json& value, const std::vector<Alternative>& types,
                                   Strictness strictness, const std::string& name = "value");

/// The same for a named type.
[[nodiscard]] std::string mismatch(const Json& value, const Kind& kind, Strictness strictness);

} // namespace peerdesk::telegram_fake
