// SPDX-License-Identifier: MIT
#include "tests/bench/matching/greedy_exchange.hpp"

#include "matching/weighted_matching.hpp"

#include <vector>

namespace peerdesk::bench {

namespace {

class Teaching {
  public:
    explicit Teaching(const matching::ExchangeInstance& instance)
        : size_(instance.people.size()), teaches_(size_ * size_, false) {
        for (const matching::ExchangeEdge& edge : instance.edges)
            teaches_[edge.from * size_ + edge.to] = true;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool operator()(std::size_t from, std::size_t to) const {
        return teaches_[from * size_ + to];
    }

  private:
    std::size_t size_;
    std::vector<bool> teaches_;
};

/// Puts people into the first triple found; returns how many.
int add_triples(const Teaching& teaches, std::vector<bool>& is_taken) {
    int people = 0;
    for (std::size_t first = 0; first < teaches.size(); ++first) {
        for (std::size_t second = 0; second < teaches.size() && !is_taken[first]; ++second) {
            if (is_taken[second] || !teaches(first, second)) continue;
            for (std::size_t third = 0; third < teaches.size(); ++third) {
                if (is_taken[third] || !teaches(second, third) || !teaches(third, first)) continue;
                is_taken[first] = is_taken[second] = is_taken[third] = true;
                people += 3;
                break;
            }
        }
    }
    return people;
}

} // namespace

GreedyExchange greedy_exchange(const matching::ExchangeInstance& instance) {
    const Teaching teaches(instance);
    matching::PairWeights weights(teaches.size());
    for (std::size_t left = 0; left < teaches.size(); ++left)
        for (std::size_t right = 0; right < left; ++right)
            if (teaches(left, right) && teaches(right, left)) weights.set(left, right, 1);
    const auto mates = matching::heaviest_matching(weights);
    std::vector<bool> is_taken(teaches.size(), false);
    GreedyExchange result;
    for (std::size_t person = 0; person < teaches.size(); ++person) {
        is_taken[person] = mates[person] != matching::no_partner;
        result.in_pairs += is_taken[person] ? 1 : 0;
    }
    result.in_pairs_and_triples = result.in_pairs + add_triples(teaches, is_taken);
    return result;
}

} // namespace peerdesk::bench
