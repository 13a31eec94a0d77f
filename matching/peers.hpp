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

struct PeerSettings {
    /// Up to so many people the round is exact in every respect; at most `peers_exact_limit`.
    std::size_t exact_max = 15;
    /// More people than this are first divided, by the seed, into parts that are matched apart.
    std::size_t at_once_max = 500;

    bool operator==(const PeerSettings&) const = default;
};

inline constexpr std::size_t peers_exact_limit = 15;

/// Groups `people` (ids, each once). The order of importance: nobody meets whom they avoid; nobody
/// is left out who can be placed; as few triples as can be; as few pairs as can be met before; of
/// those that did, as few as can be met in the last round, then in the one before, and so on; then
/// fewer meetings and topics that fit. Of what is equally good the seed chooses; same input and
/// seed: same round. Rounds so long ago that they cannot be told apart in 58 bits count as one:
/// among 500 people the last four that are named stay apart, among 50 the last eight.
///
/// Source: design page "Matching" 3.3. Pairs are a maximum-weight matching (weighted_matching.hpp):
/// exact for an even number of people. Who is left over joins a pair, the best by the same order,
/// and exchanges between that triple and the pairs make it better. Few people: exact by dynamic
/// programming over sets.
PeerRound pair_peers(std::span<const std::int64_t> people, const PeerPast& past, std::uint64_t seed,
                     const PeerSettings& settings = {});

} // namespace peerdesk::matching
