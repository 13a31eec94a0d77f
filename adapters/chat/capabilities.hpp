// SPDX-License-Identifier: MIT
// What a network can do, so that the desk can choose the best form.
#pragma once

#include <cstddef>

namespace peerdesk::chat {

struct Capabilities {
    bool has_accounts = false;      ///< people can prove who they are
    bool confirms_delivery = false; ///< a sent message can be proved sent
    std::size_t in_flight_max = 16; ///< messages handed over and not yet reported
    std::size_t in_place_max = 0;   ///< of them to one place; 0: no limit of its own

    bool is_idempotent = false; ///< a message sent again under its outbox id is the same message
    bool can_thread = false;    ///< messages can hang on a first one, apart from the room's talk
    bool can_reply = false;     ///< a message can name the one it answers
    bool can_change = false;    ///< a message of ours can be changed in place
    bool can_remove = false;    ///< and withdrawn
    bool can_react = false;     ///< a sign can be set on a message
    bool takes_files = false;   ///< a file that came by this network can be posted again on it

    bool operator==(const Capabilities&) const = default;
};

} // namespace peerdesk::chat
