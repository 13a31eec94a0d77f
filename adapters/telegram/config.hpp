// SPDX-License-Identifier: MIT
// What an operator says about one Telegram bot. Plain data; reading it from TOML is not done here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::telegram {

struct Command {
    std::string name; ///< without its slash: 1 to 32 of a-z, 0-9 and "_"
    std::string description;
    bool operator==(const Command&) const = default;
};

/// What an app offers behind the slash, for some people in one language.
struct CommandList {
    std::string scope;    ///< a kind of BotCommandScope ("all_private_chats") or a configured room
    std::string language; ///< two letters; empty: for whoever has no list of their own
    std::vector<Command> commands;
};

struct NetworkConfig {
    std::string network; ///< the configured name; becomes `Place::network`
    std::string token;   ///< secret
    std::string api_url = "https://api.telegram.org";
    bool allow_plain_http = false;
    std::string ca_file; ///< authorities trusted besides the system's; PEM

    std::vector<std::string> rooms; ///< "-1001234567890" or "@publicname"
    std::vector<CommandList> commands;

    std::string webhook_url;    ///< "https://…", what the server calls; empty: we ask for updates
    std::string webhook_secret; ///< secret; 1 to 256 of A-Z, a-z, 0-9, "_" and "-"
    std::string webhook_address = "127.0.0.1"; ///< where the reverse proxy reaches us
    std::uint16_t webhook_port = 0;

    std::size_t in_flight_max = 128;  ///< messages handed over and not yet reported
    std::size_t connections_max = 64; ///< of them being sent; the others wait for the next answer
    std::size_t in_place_max = 4;     ///< of them to one place

    std::size_t group_per_minute = 20; ///< messages to one group; the server takes no more

    std::chrono::seconds poll_for{50};                 ///< the server takes no longer
    std::chrono::milliseconds request_timeout{30'000}; ///< of everything but the long poll
    std::chrono::milliseconds back_off_min{1'000};
    std::chrono::milliseconds back_off_max{300'000};
};

} // namespace peerdesk::telegram
