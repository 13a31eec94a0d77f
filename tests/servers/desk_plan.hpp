// SPDX-License-Identifier: MIT
// What a test's desk is: networks, people and limits, written as the program's configuration.
#pragma once

#include "tests/servers/irc_server.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

enum class Trust {
    authority, ///< the server's certificate as `ca_file`
    pin,       ///< its fingerprint as `pin_sha256`
    strangers, ///< neither: only what the system trusts, which a test server is not
    plain,     ///< no TLS at all
};

struct NetworkPlan {
    std::string name;
    ServerAddress address;
    Trust trust = Trust::authority;
    std::string nick = "peerdesk";
    std::vector<std::string> alternative_nicks;
    std::string account;         ///< of services; empty: the desk does not log in
    std::string password;        ///< goes into a file of its own
    double lines_per_second = 0; ///< 0: no limit of ours
    std::string more;            ///< further lines of the [[network]] table
};

struct MatrixPlan {
    std::string name = "mx";
    std::string homeserver;   ///< "http://127.0.0.1:port"
    std::string user;         ///< "@peerdesk:localhost"
    std::string password;     ///< goes into a file of its own
    std::string access_token; ///< the same; where it is set, there is no password
    std::string more;         ///< further lines of the [[network]] table
};

struct TelegramPlan {
    std::string name = "tg";
    std::string api_url;          ///< "http://127.0.0.1:port"
    std::string token;            ///< goes into a file of its own
    int group_per_minute = 1'000; ///< a test does not wait for the pace of a real group
    std::string more;             ///< further lines of the [[network]] table
};

struct DeskPlan {
    std::vector<NetworkPlan> networks;
    std::vector<MatrixPlan> matrix_networks;
    std::vector<TelegramPlan> telegram_networks;
    std::vector<std::string> responders;   ///< "network:account", "mx:@bo:localhost", "tg:12345"
    std::vector<std::string> coordinators; ///< "network:account"
    /// "network:#room", "mx:#help:localhost", "mx:!room-id", "tg:-100123", "tg:@name"
    std::vector<std::string> public_rooms;
    std::vector<std::string> staff_rooms;       ///< as above
    std::vector<std::string> coordinator_rooms; ///< as above; none: not written
    int messages_max = 100'000; ///< for each person and room in a minute: a test is no flood
    int open_questions_max = 3;
    int message_length_max = 0; ///< bytes; 0: not written
    std::string log_level = "debug";
    std::string more; ///< further tables: a second desk

    /// The plan most tests want: #help and #staff on one network with accounts.
    [[nodiscard]] static DeskPlan on(NetworkPlan network);
};

/// Writes peerdesk.toml and the secrets it names into `folder`; returns the file.
std::filesystem::path write_config(const DeskPlan& plan, const std::filesystem::path& folder);

} // namespace peerdesk::servers
