// SPDX-License-Identifier: MIT
// A made-up community whose members answer questions for half a year, and its replay: whom would a
// rule have asked, and did one of these really answer? No recorded stream lies in the repository.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace peerdesk::bench {

struct StreamQuestion {
    std::int64_t hour = 0;               ///< since the stream began
    std::vector<std::uint32_t> answered; ///< who really did, by their number
};

/// 130 people of unequal zeal, who come and go and know 2 of 12 topics well; 513 questions in
/// 26 weeks, about 2.5 answers each. Set so that asking the three with most answers in 30 days hits
/// as often, and spreads as badly, as was measured in one real community (design page 3.5).
std::vector<StreamQuestion> question_stream(std::uint64_t seed);

inline constexpr std::uint32_t stream_people = 130;
inline constexpr std::size_t asked_each = 3;

/// One person, when a question comes.
struct StreamPerson {
    int answers_30d = 0;
    int asked_this_week = 0;      ///< in the last seven days
    std::int64_t last_asked = -1; ///< hour; -1: never
};

/// Up to three people for a question at this hour, best first.
using AskingRule =
    std::function<std::vector<std::uint32_t>(std::span<const StreamPerson>, std::int64_t hour)>;

struct ReplayResult {
    int questions = 0; ///< scored: the last 60 in a hundred
    int hits = 0;      ///< one of those asked really answered
    int requests = 0;
    int busiest = 0; ///< requests to the one who got most
    int people_asked = 0;
};

ReplayResult replay(std::span<const StreamQuestion> stream, const AskingRule& rule);

} // namespace peerdesk::bench
