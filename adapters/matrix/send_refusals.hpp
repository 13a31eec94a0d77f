// SPDX-License-Identifier: MIT
// What it means when the server does not take a message.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/matrix/exchange.hpp"
#include "adapters/matrix/matrix_json.hpp"

namespace peerdesk::matrix {

enum class Refusal {
    already_there, ///< the same sign is set already
    outside,       ///< we are not in the room
    may_not,       ///< our power does not suffice
    plain,         ///< too large, gone, or something else about this message
};
[[nodiscard]] Refusal refusal_of(chat::Act act, const Answer& answer, const ErrorAnswer& error);

} // namespace peerdesk::matrix
