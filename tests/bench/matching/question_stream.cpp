// SPDX-License-Identifier: MIT
#include "tests/bench/matching/question_stream.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <random>
#include <set>

namespace peerdesk::bench {

namespace {

constexpr std::int64_t week_hours = 7 * 24;
constexpr std::int64_t month_hours = 30 * 24;
constexpr std::int64_t stream_hours = 26 * week_hours;
constexpr std::size_t stream_questions = 513;
constexpr std::uint32_t topics = 12;
constexpr double zeal_exponent = 0.9; ///< the k-th person answers k^-0.9 as often as the first
constexpr double own_topic_factor = 4;
constexpr double one_more_answer = 0.6; ///< the chance of each further answer to a question

struct Member {
    double zeal = 0;
    std::uint32_t topics[2] = {0, 0};
    std::int64_t from = 0;
    std::int64_t until = stream_hours;
};

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}
    double unit() { return static_cast<double>(random_() >> 11U) / 9007199254740992.0; }
    std::int64_t below(std::int64_t bound) {
        return static_cast<std::int64_t>(unit() * static_cast<double>(bound));
    }

  private:
    std::mt19937_64 random_;
};

std::vector<Member> members(Chance& chance) {
    std::vector<Member> result;
    for (std::uint32_t k = 1; k <= stream_people; ++k) {
        Member member{.zeal = std::pow(k, -zeal_exponent)};
        for (std::uint32_t& topic : member.topics)
            topic = static_cast<std::uint32_t>(chance.below(topics));
        // The most zealous one stays; most others are there for some months only.
        if (k > 1 && chance.unit() < 0.9) {
            member.from = chance.below(stream_hours);
            member.until = member.from + month_hours + chance.below(3 * month_hours);
        }
        result.push_back(member);
    }
    return result;
}

/// One of those there, none of `not_again`, by zeal and topic.
std::uint32_t answerer(Chance& chance, const std::vector<Member>& all, std::int64_t hour,
                       std::uint32_t topic, const std::vector<std::uint32_t>& not_again) {
    std::vector<double> weights;
    double sum = 0;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const Member& member = all[i];
        double weight = member.zeal;
        if (member.topics[0] == topic || member.topics[1] == topic) weight *= own_topic_factor;
        if (hour < member.from || hour >= member.until ||
            std::ranges::find(not_again, i) != not_again.end())
            weight = 0;
        weights.push_back(weight);
        sum += weight;
    }
    double at = chance.unit() * sum;
    std::uint32_t chosen = 0;
    while (chosen + 1 < weights.size() && at >= weights[chosen])
        at -= weights[chosen++];
    return chosen;
}

} // namespace

std::vector<StreamQuestion> question_stream(std::uint64_t seed) {
    Chance chance(seed);
    const auto all = members(chance);
    std::vector<StreamQuestion> result(stream_questions);
    for (StreamQuestion& question : result)
        question.hour = chance.below(stream_hours);
    std::ranges::sort(result, {}, &StreamQuestion::hour);
    for (StreamQuestion& question : result) {
        const auto topic = static_cast<std::uint32_t>(chance.below(topics));
        do {
            question.answered.push_back(
                answerer(chance, all, question.hour, topic, question.answered));
        } while (chance.unit() < one_more_answer);
    }
    return result;
}

ReplayResult replay(std::span<const StreamQuestion> stream, const AskingRule& rule) {
    struct Fact {
        std::int64_t hour = 0;
        std::uint32_t person = 0;
    };
    std::vector<StreamPerson> people(stream_people);
    std::vector<int> requests(stream_people, 0);
    std::deque<Fact> answers;
    std::deque<Fact> asked;
    ReplayResult result;
    const std::size_t first_scored = stream.size() * 2 / 5;
    for (std::size_t i = 0; i < stream.size(); ++i) {
        const std::int64_t now = stream[i].hour;
        for (; !answers.empty() && answers.front().hour <= now - month_hours; answers.pop_front())
            --people[answers.front().person].answers_30d;
        for (; !asked.empty() && asked.front().hour <= now - week_hours; asked.pop_front())
            --people[asked.front().person].asked_this_week;
        const auto chosen = rule(people, now);
        const auto is_right = [&](std::uint32_t person) {
            return std::ranges::find(stream[i].answered, person) != stream[i].answered.end();
        };
        if (i >= first_scored) {
            ++result.questions;
            result.hits += std::ranges::any_of(chosen, is_right) ? 1 : 0;
        }
        for (const std::uint32_t person : chosen) {
            ++people[person].asked_this_week;
            people[person].last_asked = now;
            asked.push_back({now, person});
            if (i >= first_scored) ++requests[person];
        }
        for (const std::uint32_t person : stream[i].answered) {
            ++people[person].answers_30d;
            answers.push_back({now, person});
        }
    }
    for (const int count : requests) {
        result.requests += count;
        result.busiest = std::max(result.busiest, count);
        result.people_asked += count > 0 ? 1 : 0;
    }
    return result;
}

} // namespace peerdesk::bench
