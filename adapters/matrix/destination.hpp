// SPDX-License-Identifier: MIT
// Where a message for a place goes right now.
#pragma once

#include <string>

namespace peerdesk::matrix {

struct Destination {
    enum class Kind {
        ready,   ///< into `room`
        waits,   ///< it is being joined or opened; asking again later tells more
        absent,  ///< the person or room cannot be reached; `reason` says why
        refused, ///< the server will not have it
    };
    Kind kind = Kind::waits;
    std::string room;
    std::string reason; ///< a word of ours or the server's own
};

} // namespace peerdesk::matrix
