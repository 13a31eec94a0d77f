// SPDX-License-Identifier: MIT
#include "bot/runtime/config/network_types.hpp"

#include "bot/runtime/config/console_setup.hpp"
#include "bot/runtime/config/irc_setup.hpp"
#include "bot/runtime/config/matrix_setup.hpp"
#include "bot/runtime/config/telegram_setup.hpp"

#include <array>

namespace peerdesk::runtime {

std::span<const NetworkType> network_types() {
    // A further network is one line here and one setup file.
    static constexpr std::array types{
        NetworkType{"irc", &read_irc_network},
        NetworkType{"matrix", &read_matrix_network},
        NetworkType{"telegram", &read_telegram_network},
        NetworkType{"console", &read_console_network},
    };
    return types;
}

} // namespace peerdesk::runtime
