// SPDX-License-Identifier: MIT
#include "matching/routing.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace peerdesk::matching {

namespace {

/// A count that should never be negative, but must not turn the score round if it is.
double count(int value) {
    return std::max(value, 0);
}

std::optional<Exclusion> exclusion(const Candidate& candidate) {
    if (candidate.is_asker) return Exclusion::is_asker;
    if (candidate.is_blocked) return Exclusion::blocked;
    if (candidate.is_paused) return Exclusion::paused;
    if (!candidate.is_available) return Exclusion::not_awake;
    if (candidate.open_tickets >= candidate.open_limit) return Exclusion::at_limit;
    if (candidate.asked_this_week >= candidate.weekly_budget) return Exclusion::weekly_budget_used;
    return std::nullopt;
}

/// What is left of a limit. Behind the gates used < limit; limit may still not be positive when
/// `used` is negative, which counts as nothing used.
double share_left(int used, int limit) {
    return limit > 0 ? (limit - count(used)) / limit : 0.0;
}

double rested(std::optional<std::chrono::seconds> since_last_asked) {
    if (!since_last_asked) return 1.0;
    const double half = std::chrono::duration<double>(rest_half).count();
    const double rest = std::max(std::chrono::duration<double>(*since_last_asked).count(), 0.0);
    return (rest + half) / (rest + 2 * half);
}

std::array<Part, reason_count> parts_of(const Candidate& candidate) {
    const double activity = std::log2(1 + (count(candidate.answers_30d) + 1));
    return {{
        {Reason::recent_answers, activity},
        {Reason::language, candidate.shares_language ? 1.0 : foreign_language_factor},
        {Reason::free_capacity, share_left(candidate.open_tickets, candidate.open_limit)},
        {Reason::weekly_budget, share_left(candidate.asked_this_week, candidate.weekly_budget)},
        {Reason::rested, rested(candidate.since_last_asked)},
        {Reason::knows_asker, candidate.knows_asker ? knows_asker_factor : 1.0},
    }};
}

double product(const std::array<Part, reason_count>& parts) {
    double score = 1;
    for (const Part& part : parts)
        score *= part.value;
    return std::round(score / score_step) * score_step;
}

} // namespace

Ranking rank_responders(std::span<const Candidate> candidates) {
    Ranking result;
    for (const Candidate& candidate : candidates) {
        if (const auto why = exclusion(candidate)) {
            result.excluded.push_back({candidate.id, *why});
        } else {
            const auto parts = parts_of(candidate);
            result.ranked.push_back({candidate.id, product(parts), parts});
        }
    }
    std::ranges::sort(result.ranked, [](const Ranked& left, const Ranked& right) {
        return std::tuple(-left.score, left.id) < std::tuple(-right.score, right.id);
    });
    std::ranges::sort(result.excluded, {}, &Excluded::id);
    return result;
}

} // namespace peerdesk::matching
