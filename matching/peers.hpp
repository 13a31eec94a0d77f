// SPDX-License-Identifier: MIT
// Peer rounds ("coffee"): people who are all alike get somebody to talk to, somebody new as long
// as there is anybody new.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace peerdesk::matching {

/// Two people met in an earlier round. Several lines on one pair count together.
struct PeerMeeting {
    std::int64_t left = 0;
    std::int64_t right = 0;
    int rounds_ago = 1; ///< 1: in the last round
    int times = 1;

    bool operator==(const PeerMeeting&) const = default;
};

/// How well the topics of two people fit, 0 to 1; a pair not named has 0.
struct PeerFit {
    std::int64_t left = 0;
    std::int64_t right = 0;
    double fit = 0;

    bool operator==(const PeerFit&) const = default;
};

/// These two never meet, in whichever order they are named.
struct PeerAvoidance {
    std::int64_t left = 0;
    std::int64_t right = 0;

    bool operator==(const PeerAvoidance&) const = default;
};

/// What is known beside the people; lines on somebody who is not there do not matter.
struct PeerPast {
    std::span<const PeerMeeting> meetings;
    std::span<const PeerFit> fits;
    std::span<const PeerAvoidance> avoidances;
};

/// Two people, or three when somebody was left over; ids ascending.
struct PeerGroup {
    std::vector<std::int64_t> people;
    bool is_repeat = false; ///< two of them met before

    bool operator==(const PeerGroup&) const = default;
};

struct PeerRound {
    std::vector<PeerGroup> groups;      ///< by their first person
    std::vector<std::int64_t> left_out; ///< nobody remained whom they do not avoid; ascending

    bool operator==(const PeerRound&) const = default;
};

/// More people than this are first divided, by the seed, into parts that are matched apart.
inline constexpr std::size_t peers_at_once_max = 500;

/// Groups `people` (ids, each once). The order of importance: nobody meets whom they avoid; as
/// many as can be are in pairs; as few pairs as can be met before; of those that did, as few as can
/// be met in the last round, then in the one before, and so on; then fewer meetings and topics that
/// fit. Of what is equally good the seed chooses; same input, same seed: same round.
///
/// Who is left over joins a pair, best by the same order. Pairs are a maximum-weight matching
/// (weighted_matching.hpp), so exact for an even number of people; with an odd number the triple
/// is exact up to `peers_exact_odd_max` people and found by exchanges beyond.
///
/// Source: design page "Matching" 3.3.
PeerRound pair_peers(std::span<const std::int64_t> people, const PeerPast& past,
                     std::uint64_t seed);

inline constexpr std::size_t peers_exact_odd_max = 15;

} // namespace peerdesk::matching
