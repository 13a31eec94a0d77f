// SPDX-License-Identifier: MIT
// What an operator says about one IRC network. Plain data; reading it from TOML is not done here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::irc {

struct ServerAddress {
    std::string host;
    std::uint16_t port = 6697;
    bool tls = true;
};

struct ChannelConfig {
    std::string name;
    std::string key; ///< empty: the channel has none
};

struct NetworkConfig {
    std::string network;                ///< the configured name; becomes `Place::network`
    std::vector<ServerAddress> servers; ///< tried in turn; at least one
    std::string ca_file;                ///< authorities trusted besides the system's; PEM
    std::string pin_sha256; ///< hex; when set, only this certificate counts, whatever else it says
    bool allow_plain_sasl = false; ///< send the password over a link without TLS

    std::string nick;
    std::vector<std::string> alternative_nicks;
    std::string username;        ///< empty: the nick
    std::string realname;        ///< empty: the nick
    std::string account;         ///< services account; empty: do not log in
    std::string password;        ///< secret; never logged
    std::string server_password; ///< secret; PASS before anything else; empty: none
    std::vector<ChannelConfig> channels;
    bool rejoin_after_kick = true;

    double lines_per_second = 2.0; ///< 0 or less: no limit of ours
    std::size_t burst = 5;         ///< lines that may go at once after a pause
    std::size_t in_flight_max = 16;
    std::size_t held_events_max = 10'000; ///< what is kept while the inbox is full, before leaving

    std::chrono::milliseconds connect_timeout{20'000};  ///< name, TCP and TLS together
    std::chrono::milliseconds register_timeout{60'000}; ///< from the connection to 001
    std::chrono::milliseconds ping_interval{60'000};    ///< silence before we ask
    std::chrono::milliseconds ping_timeout{30'000};     ///< and how long the answer may take
    std::chrono::milliseconds back_off_min{1'000};
    std::chrono::milliseconds back_off_max{300'000};

    std::string quit_text;     ///< said when we leave in good order
    std::string overload_text; ///< said when we leave because our inbox stays full
    std::string ctcp_version;  ///< answer to CTCP VERSION; empty: none
};

} // namespace peerdesk::irc
