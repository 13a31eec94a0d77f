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
    bool fetches_files = false; ///< such a file can be fetched, to be sent on another network
    bool accepts_files = false; ///< a fetched file can be sent on it

    bool opens_threads = false;   ///< a thread is opened and closed by acts of its own, in rooms
                                  ///< that have them (`ThreadsSwitched`); elsewhere replies do
    bool has_buttons = false;     ///< buttons can stand below a message of ours
    bool has_slash = false;       ///< a "/" before a word says that it is for a program
    std::size_t files_in_one = 1; ///< files that one message can hold

    bool operator==(const Capabilities&) const = default;
};

} // namespace peerdesk::chat
