// SPDX-License-Identifier: MIT
// What a network can do, so that the desk can choose the best form.
#pragma once

#include <cstddef>

namespace peerdesk::chat {

struct Capabilities {
    bool has_accounts = false;      ///< people can prove who they are
    bool confirms_delivery = false; ///< a sent message can be proved sent
    std::size_t in_flight_max = 16; ///< messages handed over and not yet reported

    bool operator==(const Capabilities&) const = default;
};

} // namespace peerdesk::chat
