// SPDX-License-Identifier: MIT
// The world of most tests: InspIRCd with services, the accounts of the people, and a desk.
#pragma once

#include "tests/servers/desk_database.hpp"
#include "tests/servers/desk_process.hpp"
#include "tests/servers/irc_client.hpp"
#include "tests/servers/irc_server.hpp"
#include "tests/servers/phrases.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

inline constexpr std::string_view bot = "peerdesk"; ///< its nick on every network
inline constexpr std::string_view account_password = "sesame-of-people";
inline constexpr std::string_view desk_password = "sesame-of-the-desk";

/// InspIRCd and Atheme, with accounts for the desk (peerdesk), bo, chi and cora.
class Network {
  public:
    explicit Network(Workspace& workspace);

    /// The desk's side of it: over TLS with SASL.
    [[nodiscard]] NetworkPlan plan() const;

    /// What `log_in` logs in.
    [[nodiscard]] static Person member(std::string_view account, int client = 0);
    /// Somebody with an account, logged in over TLS. A person may have several clients: all but the
    /// first one (0) get another nick of the same account.
    [[nodiscard]] IrcClient log_in(std::string_view account, int client = 0) const;
    /// Somebody without one.
    [[nodiscard]] IrcClient visit(std::string_view nick) const;

    /// Accounts for these nicks, all with the people's password.
    void register_accounts(const std::vector<std::string>& nicks) const;

    IrcServer server;
    Services services;
};

/// The number in a message that matches a phrase of phrases.hpp.
[[nodiscard]] int number_in(const Heard& heard, const std::string& phrase);

/// Asks in a direct chat and returns the number that the desk gave the question.
int ask(IrcClient& asker, std::string_view question);

/// Waits until nothing is owed any more, and returns whether that came about.
[[nodiscard]] bool becomes_calm(const DeskProcess& desk,
                                std::chrono::milliseconds wait = std::chrono::seconds{30});

} // namespace peerdesk::servers
