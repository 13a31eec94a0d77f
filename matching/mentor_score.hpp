// SPDX-License-Identifier: MIT
// Which mentor suits one mentee: gates first, then a score of both sides with its named parts.
// Consent, capacity and the like are gates, never weights. Who is told what is bot/mentoring's.
#pragma once

#include "matching/availability.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peerdesk::matching {

inline constexpr int language_level_max = 5;
inline constexpr int skill_level_max = 5;

struct LanguageLevel {
    std::string code;
    int level = 0; ///< 0 none to 5 native; beyond that counts as the nearest of them

    bool operator==(const LanguageLevel&) const = default;
};

/// How near what a mentor offers is to what is wanted: the same skill, another one under the same
/// parent, another one under the same root. Worth 1, 0.5, 0.2 and 0.
enum class SkillFit { exact, sibling, same_root, none };

/// Empty fields are not known, which is neutral.
struct Mentee {
    std::vector<LanguageLevel> languages;
    Intervals hours;    ///< UTC in any one week; compared on the circular week
    std::string region; ///< compared as it is written
    bool is_newcomer = false;

    bool operator==(const Mentee&) const = default;
};

/// One mentor as seen by one mentee who wants one skill. Ids are unique within one call; empty
/// fields are not known, which is neutral.
struct MentorCandidate {
    std::int64_t id = 0;
    bool is_self = false; ///< the mentee, who may be a mentor too
    bool consents = false;
    bool is_paused = false;
    bool is_blocked = false;        ///< by the desk, or one of the two avoids the other
    bool was_asked_lately = false;  ///< for this mentee, within the days the desk has set
    bool was_paired_before = false; ///< with this mentee
    int mentees = 0;                ///< they have now
    int capacity = 0;               ///< mentees they take at most
    SkillFit skill = SkillFit::none;
    std::optional<int> skill_level; ///< how well they know it, 0 to 5
    std::vector<LanguageLevel> languages;
    Intervals hours; ///< as for `Mentee`
    std::string region;
    int asked = 0;         ///< introductions put to them lately and no longer open
    int accepted = 0;      ///< of these
    int suggested_30d = 0; ///< times they stood on a list in the last 30 days
    bool was_ever_asked = false;
    bool wants_match = false; ///< they want something this mentee offers

    bool operator==(const MentorCandidate&) const = default;
};

/// Why a mentor is not suggested. Where several apply the first in this order is given.
enum class MentorExclusion {
    is_self,
    no_consent,
    paused,
    blocked,
    no_capacity,
    no_shared_language,
    asked_lately,
    paired_before,
    skill_not_offered
};

/// The first four make up the mentee's side, the next three the mentor's, the last two are boosts.
enum class MentorPart {
    skill,
    language,
    shared_hours,
    region,
    replies,
    load,
    exchange,
    newcomer_region_boost,
    not_yet_asked_boost
};

inline constexpr std::size_t mentor_part_count = 9;
inline constexpr std::size_t mentee_side_parts = 4;
inline constexpr std::size_t mentor_side_parts = 3;

struct MentorPartScore {
    MentorPart part = MentorPart::skill;
    double value = 0;  ///< 0 to 1, before the weight
    double weight = 0; ///< of its side, where they add up to 1; of a boost, what it adds at most
    double share = 0;  ///< of the score; all nine add up to 1

    bool operator==(const MentorPartScore&) const = default;
};

using MentorParts = std::array<MentorPartScore, mentor_part_count>; ///< in the order of the enum

struct RankedMentor {
    std::int64_t id = 0;
    double score = 0; ///< 0 to 1.1, rounded to `mentor_score_step`
    MentorParts parts{};
    std::optional<std::string> shared_language; ///< the one they speak best; empty: not known
    std::chrono::minutes shared_hours{0};       ///< a week; 0 also when not known
    int room = 0;                               ///< mentees they could still take, at least 1
    SkillFit skill = SkillFit::exact;

    bool operator==(const RankedMentor&) const = default;
};

struct ExcludedMentor {
    std::int64_t id = 0;
    MentorExclusion why = MentorExclusion::is_self;

    bool operator==(const ExcludedMentor&) const = default;
};

struct MentorRanking {
    std::vector<RankedMentor> ranked;     ///< best first, equal scores by id
    std::vector<ExcludedMentor> excluded; ///< by id

    bool operator==(const MentorRanking&) const = default;
};

/// Both boosts together never raise a score by more than this, whatever the settings say.
inline constexpr double mentor_boost_max = 0.10;
/// Scores are rounded to this, so that equal means equal and the id decides.
inline constexpr double mentor_score_step = 1e-6;
/// What a part is worth when one side has not said: neither good nor bad.
inline constexpr double unknown_value = 0.5;

/// What a desk may change. No weight is negative.
struct MentorScoreSettings {
    /// Two of five: able to follow a written conversation with time. Introductions are chat, where
    /// both can look words up; three would shut out many whose languages few mentors speak, one is
    /// no conversation. The level above that still counts in the score.
    int min_language_level = 2;
    std::chrono::minutes shared_hours_enough{4 * 60}; ///< a week; more is no better
    double skill_weight = 0.45;
    double language_weight = 0.20;
    double shared_hours_weight = 0.25;
    double region_weight = 0.10;
    double replies_weight = 0.45;
    double load_weight = 0.40;
    double exchange_weight = 0.15;
    double newcomer_region_boost = 0.05;
    double not_yet_asked_boost = 0.05;
    double imagined_yes = 2; ///< Beta prior: one yes of one is no rate of 100 %
    double imagined_no = 2;

    bool operator==(const MentorScoreSettings&) const = default;
};

/// Orders `mentors` for one mentee and one skill. Deterministic; the order of the input does not
/// matter. O(mentors) beside the sorting.
///
///     score      = H(mentee side, mentor side) * (1 + boosts), H(a, b) = 2ab / (a + b)
///     each side  = sum of value * weight / sum of weights
///     skill      = 1, 0.5 or 0.2 by SkillFit, times 0.8 + 0.2 * level / 5 (0.9 without a level)
///     language   = the better known shared language: min(both levels) / 5
///     shared_hours = min(1, shared / shared_hours_enough)
///     region     = 1 when the same, else 0
///     replies    = (accepted + imagined_yes) / (asked + imagined_yes + imagined_no)
///     load       = (capacity - mentees) / capacity
///     exchange   = 1 when the mentor wants what the mentee offers
///     newcomer_region_boost = 1 for a newcomer and a mentor of the same region
///     not_yet_asked_boost   = 1 / (1 + suggested_30d) for a mentor whom nobody was asked yet
///
/// Languages, hours and region count as `unknown_value` while one side has stated none, and an
/// unknown language is no gate. A part's share follows Euler's rule for H: a side's share of H is
/// the other side's part of their sum, so the weaker side, which holds the score down, shares more.
///
/// Source: design page "Matching" 3.2; the harmonic mean is that of reciprocal recommendation
/// (RECON, Pizzato 2010): it is high only when both would say yes. The weights are our choice.
MentorRanking rank_mentors(const Mentee& mentee, std::span<const MentorCandidate> mentors,
                           const MentorScoreSettings& settings = {});

/// Places on a list that count as seen.
inline constexpr int exposure_place_max = 3;

/// One mentor stood once on some mentee's list, the best at place 1.
struct PastSuggestion {
    std::int64_t mentor = 0;
    int place = 1;

    bool operator==(const PastSuggestion&) const = default;
};

struct Exposure {
    std::int64_t mentor = 0;
    int places = 0;   ///< among the first three
    double share = 0; ///< of all such places of eligible mentors; 0 when there are none

    bool operator==(const Exposure&) const = default;
};

/// Who is seen how often: one row for each of `eligible` (twice named counts once), most seen
/// first, equal ones by id. Suggestions of others and places after the third do not count.
std::vector<Exposure> exposure(std::span<const std::int64_t> eligible,
                               std::span<const PastSuggestion> past);

} // namespace peerdesk::matching
