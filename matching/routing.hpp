// SPDX-License-Identifier: MIT
// Whom to ask about one question: gates first, then a score with its reasons.
// Capacity is a gate, never a weight; the score only orders those who passed every gate.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace peerdesk::matching {

/// One responder as seen from one question. Ids are unique within one call.
struct Candidate {
    std::int64_t id = 0;
    bool is_asker = false;   ///< the asker never answers their own question
    bool is_blocked = false; ///< by the desk, or asker and responder avoid each other
    bool is_paused = false;
    bool is_available = false;    ///< within own hours now
    int open_tickets = 0;         ///< claimed and not closed
    int open_limit = 3;           ///< their own `limit`; 0 takes nothing
    int asked_this_week = 0;      ///< requests sent to them this week
    int weekly_budget = 10;       ///< requests they may get in a week; 0 gets none
    bool shares_language = false; ///< they speak the question's language
    int answers_30d = 0;          ///< answers given in the last 30 days
    std::optional<std::chrono::seconds> since_last_asked = std::nullopt; ///< empty: never asked
    bool knows_asker = false; ///< recently answered this asker

    bool operator==(const Candidate&) const = default;
};

/// Why somebody is not asked. Where several apply the first in this order is given.
enum class Exclusion { is_asker, blocked, paused, not_awake, at_limit, weekly_budget_used };

/// The named parts of a score, each a factor.
enum class Reason { recent_answers, language, free_capacity, weekly_budget, rested, knows_asker };

inline constexpr std::size_t reason_count = 6;

struct Part {
    Reason reason = Reason::recent_answers;
    double value = 0;

    bool operator==(const Part&) const = default;
};

struct Ranked {
    std::int64_t id = 0;
    double score = 0;                       ///< the product of all parts, rounded to `score_step`
    std::array<Part, reason_count> parts{}; ///< in the order of `Reason`

    bool operator==(const Ranked&) const = default;
};

struct Excluded {
    std::int64_t id = 0;
    Exclusion why = Exclusion::is_asker;

    bool operator==(const Excluded&) const = default;
};

struct Ranking {
    std::vector<Ranked> ranked;     ///< best first, equal scores by id
    std::vector<Excluded> excluded; ///< by id

    bool operator==(const Ranking&) const = default;
};

/// A language not shared makes somebody less likely, not impossible: they may know a translator.
inline constexpr double foreign_language_factor = 0.25;
/// Who answered this asker before saves both the introduction.
inline constexpr double knows_asker_factor = 1.25;
/// Rest rises from one half (just asked) towards one (long ago), two thirds after this time.
inline constexpr std::chrono::hours rest_half{24};
/// Scores are rounded to this, so that equal means equal and the id decides.
inline constexpr double score_step = 1e-6;

/// Orders `candidates` for one question. Deterministic; the order of the input does not matter.
///
///     score = recent_answers * language * free_capacity * weekly_budget * rested * knows_asker
///     recent_answers = log2(1 + (answers_30d + 1))    one imagined answer each (Laplace)
///     language       = 1, or foreign_language_factor
///     free_capacity  = (open_limit - open_tickets) / open_limit
///     weekly_budget  = (weekly_budget - asked_this_week) / weekly_budget
///     rested         = 1 when never asked, else (t + rest_half) / (t + 2 * rest_half)
///     knows_asker    = knows_asker_factor, or 1
///
/// Source: design page "Matching" 3.5, measured on a replayed community: answers in the last 30
/// days rank best of all (MRR 53.7, hit@10 82.1), at the price of one person getting a third of all
/// requests; a weekly budget spreads them. The logarithm keeps that order and makes the spread
/// gradual: a newcomer (factor 1) comes before a regular with 30 answers (factor 5) as soon as the
/// regular's free capacity, budget and rest together fall under a fifth.
Ranking rank_responders(std::span<const Candidate> candidates);

} // namespace peerdesk::matching
