// SPDX-License-Identifier: MIT
// Rounds: a cohort that is paired at one moment.
#pragma once

#include "storage/introductions.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace peerdesk::storage {

enum class RoundKind { mentors, exchange, coffee };

struct Round {
    RoundId id;
    DeskId desk;
    RoundKind kind = RoundKind::mentors;
    bool is_open = true;
    Time opened;
    std::optional<Time> closed;
    std::optional<std::int64_t> seed; ///< of the draw, once closed
};

/// Two people whom a peer round brought together.
struct PeerPair {
    PersonId left;
    PersonId right;
    RoundId round;
};

class Rounds {
  public:
    explicit Rounds(Database& database) : database_(database) {}

    /// The caller knows that none is open at the desk.
    RoundId open(DeskId desk, RoundKind kind, PersonId by, Time now);
    [[nodiscard]] std::optional<Round> find(RoundId id);
    [[nodiscard]] std::optional<Round> open_at(DeskId desk);
    void close(RoundId id, std::int64_t seed, Time now);

    /// False when they had joined.
    bool join(RoundId round, PersonId person, Time now);
    bool leave(RoundId round, PersonId person);
    /// By person id; at most `limit`.
    [[nodiscard]] std::vector<PersonId> members(RoundId round, int limit);
    [[nodiscard]] int count_members(RoundId round);
    /// Closed rounds for mentors that found nobody for this request while it was there.
    [[nodiscard]] int waited(const MentorRequest& request);
    /// Of the desk's peer rounds, newest first; at most `limit`.
    [[nodiscard]] std::vector<PeerPair> peer_pairs(DeskId desk, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
