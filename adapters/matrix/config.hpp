// SPDX-License-Identifier: MIT
// What an operator says about one Matrix account. Plain data; reading it from TOML is not done
// here.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::matrix {

struct NetworkConfig {
    std::string network;      ///< the configured name; becomes `Place::network`
    std::string homeserver;   ///< "https://…" or a server name
    std::string user;         ///< "@desk:example.org" or the localpart; only for a password login
    std::string access_token; ///< secret; when set no password is ever used
    std::string password;     ///< secret; empty: none
    std::string device;       ///< that a configured token may belong to in place of the one before
    std::array<std::uint8_t, 32> seal_key{}; ///< secret; stored tokens are encrypted under it
    bool allow_plain_http = false;
    bool discover = true;    ///< ask a server name's /.well-known/matrix/client
    std::string ca_file;     ///< authorities trusted besides the system's; PEM
    std::string pin_sha256;  ///< hex; when set, only this certificate counts
    std::string device_name; ///< how our device is called in the account's list

    std::vector<std::string> rooms;       ///< "#staff:example.org" or "!id", as `Place::id` has it
    std::vector<std::string> invite_from; ///< who may open a chat: "*:example.org"; empty: all
    std::string refusal_text;             ///< the reason we give when we leave a room at once

    std::size_t in_flight_max = 64; ///< messages handed over and not yet reported
    std::size_t in_place_max = 4;   ///< of them to one place

    std::chrono::milliseconds request_timeout{30'000}; ///< of everything but the long poll
    std::chrono::milliseconds back_off_min{1'000};
    std::chrono::milliseconds back_off_max{300'000};
};

} // namespace peerdesk::matrix
