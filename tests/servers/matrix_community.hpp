// SPDX-License-Identifier: MIT
// The world of the Matrix tests: Synapse, the people's accounts, the rooms of a desk with who
// belongs there, and the desk invited to all of them.
#pragma once

#include "tests/servers/desk_database.hpp"
#include "tests/servers/desk_process.hpp"
#include "tests/servers/matrix_client.hpp"
#include "tests/servers/phrases.hpp"
#include "tests/servers/synapse.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

struct MatrixWorld {
    std::vector<std::string> newcomers = {"ana"}; ///< with accounts, and in no room
    SynapseOptions server;
};

/// bo and chi are responders, cora coordinates. All three are in #help (public) and in #staff (by
/// invitation); cora alone is in #coordinators. The desk, peerdesk, is invited to all three rooms.
class MatrixCommunity {
  public:
    explicit MatrixCommunity(Workspace& workspace, const MatrixWorld& world = {});

    /// The network "mx", on which the desk logs in with its password.
    [[nodiscard]] MatrixPlan network() const;
    /// The desk of this community alone.
    [[nodiscard]] DeskPlan plan() const;

    /// A new client of somebody: each one is a device of its own.
    [[nodiscard]] MatrixClient log_in(std::string_view name) const;
    /// With an access token, the other way for the desk to log in.
    [[nodiscard]] std::string desk_token() const;
    [[nodiscard]] std::string user_id(std::string_view name) const { return server.user_id(name); }
    [[nodiscard]] std::string desk_id() const { return server.user_id("peerdesk"); }
    void register_people(const std::vector<std::string>& names) const;

    Synapse server;
    std::string help; ///< ids of the rooms
    std::string staff;
    std::string coordinators;
};

/// The number in a message that matches a phrase of phrases.hpp.
[[nodiscard]] int number_in(const MatrixEvent& event, const std::string& phrase);

/// Opens a direct chat with the desk and returns when the desk is in it.
[[nodiscard]] std::string open_desk_chat(MatrixClient& client, const std::string& desk_id);

/// Asks in a direct chat and returns the number that the desk gave the question.
int ask(MatrixClient& asker, const std::string& chat, std::string_view question);

} // namespace peerdesk::servers
