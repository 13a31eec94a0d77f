// SPDX-License-Identifier: MIT
// Synapse with its limits off, people who ask in direct chats, a staff room with a listener, the
// desk, and beside it a bare client ("null") with the same chats that does nothing but pass on.
#pragma once

#include "tests/bench/bare_client.hpp"
#include "tests/bench/staff_ear.hpp"
#include "tests/servers/matrix_community.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::bench {

struct Asker {
    servers::MatrixClient client;
    std::string desk_chat;
    std::string null_chat;
};

/// Who passes on.
enum class Relayer { desk, null };

class RelayWorld {
  public:
    /// The desk runs afterwards, and each asker has a ticket that bo has taken.
    RelayWorld(servers::Workspace& workspace, int asker_count);

    [[nodiscard]] const std::string& staff() const { return community_.staff; }
    [[nodiscard]] const servers::MatrixCommunity& community() const { return community_; }
    /// Runs for as long as the numbers it gave are needed.
    [[nodiscard]] int take_marks(int count);

    std::vector<Asker> askers;
    std::unique_ptr<servers::DeskProcess> desk;
    std::unique_ptr<BareClient> null;
    std::unique_ptr<StaffEar> ear; ///< bo's

  private:
    void open_tickets();

    servers::MatrixCommunity community_;
    int next_mark_ = 0;
};

/// Many messages from the askers, round robin.
struct Crowd {
    Relayer to = Relayer::desk;
    int messages = 0;
    int askers = 0;
    double per_second = 0; ///< 0: as fast as the server takes them
    int first_mark = 0;
};

/// When the server had taken each message, by its mark. The one with mark `first_mark + i` is
/// from asker `i % askers`.
std::map<int, Clock::time_point> send(RelayWorld& world, const Crowd& crowd);

} // namespace peerdesk::bench
