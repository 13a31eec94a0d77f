// SPDX-License-Identifier: MIT
#include "matching/peer_weights.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace peerdesk::matching {

namespace {

/// Fit and number of meetings decide last, on a scale of whole points.
constexpr std::int64_t fit_points = 50;
constexpr std::int64_t points_each_time = 10;
constexpr int times_max = 10;
constexpr std::int64_t points_max = fit_points + points_each_time * times_max;

using Two = std::pair<std::uint32_t, std::uint32_t>;

struct Met {
    int rounds_ago = 0;
    int times = 0;
};

/// Finds the positions of two ids; none when one is not here or both are the same.
class Roll {
  public:
    explicit Roll(std::span<const std::int64_t> people) {
        for (std::uint32_t i = 0; i < people.size(); ++i)
            positions_.emplace(people[i], i);
    }

    [[nodiscard]] std::optional<Two> both(std::int64_t left, std::int64_t right) const {
        const auto first = positions_.find(left);
        const auto second = positions_.find(right);
        if (first == positions_.end() || second == positions_.end() || first == second)
            return std::nullopt;
        return std::minmax(first->second, second->second);
    }

  private:
    std::map<std::int64_t, std::uint32_t> positions_;
};

std::map<Two, Met> met_before(const Roll& roll, std::span<const PeerMeeting> meetings) {
    std::map<Two, Met> result;
    for (const PeerMeeting& meeting : meetings) {
        const auto two = roll.both(meeting.left, meeting.right);
        if (!two) continue;
        const int rounds_ago = std::max(meeting.rounds_ago, 1);
        const auto [found, is_new] = result.try_emplace(*two, Met{rounds_ago, 0});
        found->second.rounds_ago = std::min(found->second.rounds_ago, rounds_ago);
        found->second.times = std::min(found->second.times + std::max(meeting.times, 1), times_max);
    }
    return result;
}

/// What a meeting again costs beyond the points, by how many rounds ago it was: the last rounds
/// each outweigh all before them together, and any repeat outweighs nothing but no repeat.
class Recency {
  public:
    Recency(const std::map<Two, Met>& met, std::int64_t base, std::int64_t limit)
        : repeat_(base * points_max + 1) {
        std::set<int> rounds;
        for (const auto& [two, each] : met)
            rounds.insert(each.rounds_ago);
        // Level by level, while as many meetings of all levels stay below the limit.
        std::vector<std::int64_t> steps;
        while (steps.size() + 1 < rounds.size() && repeat_ < limit / base / base) {
            steps.push_back(repeat_);
            repeat_ *= base;
        }
        for (const int rounds_ago : rounds) {
            if (steps.empty()) break;
            extra_[rounds_ago] = steps.back();
            steps.pop_back();
        }
    }

    [[nodiscard]] std::int64_t repeat() const { return repeat_; }
    [[nodiscard]] std::int64_t cost(int rounds_ago) const {
        const auto found = extra_.find(rounds_ago);
        return repeat_ + (found == extra_.end() ? 0 : found->second);
    }

  private:
    std::int64_t repeat_;
    std::map<int, std::int64_t> extra_;
};

} // namespace

PeerWeights::PeerWeights(std::span<const std::int64_t> people, const PeerPast& past,
                         std::size_t meetings_max, std::int64_t limit)
    : size_(people.size()), costs_(size_ * size_, fit_points) {
    const Roll roll(people);
    const auto base = static_cast<std::int64_t>(meetings_max + 1);
    const auto met = met_before(roll, past.meetings);
    const Recency recency(met, base, limit);
    repeat_cost_ = recency.repeat();
    ceiling_ = repeat_cost_ * 2 * base;
    for (const PeerFit& each : past.fits) {
        const auto two = roll.both(each.left, each.right);
        if (!two) continue;
        const double fit = std::clamp(each.fit, 0.0, 1.0);
        set(two->first, two->second,
            fit_points - std::lround(fit * static_cast<double>(fit_points)));
    }
    for (const auto& [two, each] : met)
        set(two.first, two.second,
            at(two.first, two.second) + points_each_time * each.times +
                recency.cost(each.rounds_ago));
    for (const PeerAvoidance& each : past.avoidances)
        if (const auto two = roll.both(each.left, each.right))
            set(two->first, two->second, avoided);
}

bool PeerWeights::may_join(const PeerPositions& group, std::uint32_t person) const {
    return std::ranges::all_of(group, [&](std::uint32_t each) { return may_meet(each, person); });
}

std::int64_t PeerWeights::cost_of_joining(const PeerPositions& group, std::uint32_t person) const {
    std::int64_t sum = 0;
    for (const std::uint32_t each : group)
        sum += cost(each, person);
    return sum;
}

} // namespace peerdesk::matching
