// SPDX-License-Identifier: MIT
#include "matching/rounds.hpp"

#include "matching/network_simplex.hpp"

#include <algorithm>
#include <cmath>

namespace peerdesk::matching {

namespace {

std::int64_t in_steps(double cost) {
    return std::llround(cost / round_cost_step);
}

/// The arcs of mentee `i` are those from first[i] to first[i + 1].
struct SortedArcs {
    std::vector<RoundArc> arcs;
    std::vector<std::uint32_t> first;
};

/// Counting sort by mentee; arcs of one mentee keep their order.
SortedArcs by_mentee(std::span<const RoundArc> arcs, std::size_t mentees) {
    SortedArcs result;
    result.first.assign(mentees + 1, 0);
    for (const RoundArc& arc : arcs)
        ++result.first[arc.mentee + 1];
    for (std::size_t i = 0; i < mentees; ++i)
        result.first[i + 1] += result.first[i];
    result.arcs.resize(arcs.size());
    std::vector<std::uint32_t> next(result.first.begin(), result.first.end() - 1);
    for (const RoundArc& arc : arcs)
        result.arcs[next[arc.mentee]++] = arc;
    return result;
}

/// Nodes: mentees, then mentors, then the sink, which is the root. Arcs: those given, then one to
/// wait for each mentee, then the places of each mentor.
class Network {
  public:
    Network(std::span<const RoundMentor> mentors, std::span<const RoundMentee> mentees,
            const SortedArcs& sorted, const RoundSettings& settings)
        : sorted_(sorted), mentees_(static_cast<std::uint32_t>(mentees.size())),
          sink_(static_cast<FlowNode>(mentees.size() + mentors.size())),
          waiting_(static_cast<FlowArcIndex>(sorted.arcs.size())) {
        start_.root = sink_;
        start_.arcs.reserve(sorted.arcs.size() + mentees.size() + 16 * mentors.size());
        for (const RoundArc& arc : sorted.arcs)
            start_.arcs.push_back(
                {arc.mentee, mentor_node(arc.mentor), unlimited_flow, -in_steps(arc.score)});
        for (FlowNode i = 0; i < mentees_; ++i)
            start_.arcs.push_back(
                {i, sink_, unlimited_flow,
                 in_steps(settings.waiting_cost +
                          settings.waited_round_cost * std::max(mentees[i].rounds_waited, 0))});
        add_places(mentors, settings.load_cost);
        start_.flow.assign(start_.arcs.size(), 0);
        start_.hung_by.assign(sink_ + std::size_t{1}, no_flow_arc);
        place_greedily();
    }

    [[nodiscard]] const FlowStart& start() const { return start_; }
    [[nodiscard]] FlowNode mentor_node(std::size_t mentor) const {
        return static_cast<FlowNode>(mentees_ + mentor);
    }

  private:
    /// One arc for each place, dearer and dearer; none that could never be used.
    void add_places(std::span<const RoundMentor> mentors, double load_cost) {
        std::vector<int> wishes(mentors.size(), 0);
        for (const RoundArc& arc : sorted_.arcs)
            ++wishes[arc.mentor];
        for (std::size_t m = 0; m < mentors.size(); ++m) {
            first_place_.push_back(static_cast<FlowArcIndex>(start_.arcs.size()));
            for (int k = 0; k < std::min(mentors[m].room, wishes[m]); ++k) {
                const double load = std::max(mentors[m].load, 0) + k;
                start_.arcs.push_back(
                    {mentor_node(m), sink_, 1, in_steps(load_cost * load * load)});
            }
            // Never worth using; every mentor needs a way to the sink for the tree to hang on.
            start_.arcs.push_back({mentor_node(m), sink_, unlimited_flow, overflow_cost});
        }
        first_place_.push_back(static_cast<FlowArcIndex>(start_.arcs.size()));
    }

    /// A good flow to begin with: one mentee after the other takes what is cheapest just then.
    void place_greedily() {
        std::vector<FlowArcIndex> place(first_place_.begin(), first_place_.end() - 1);
        for (FlowNode i = 0; i < mentees_; ++i) {
            FlowArcIndex best = waiting_ + i;
            std::int64_t best_cost = start_.arcs[best].cost;
            for (FlowArcIndex arc = sorted_.first[i]; arc < sorted_.first[i + 1]; ++arc) {
                const FlowArcIndex next = place[sorted_.arcs[arc].mentor];
                const std::int64_t cost = start_.arcs[arc].cost + start_.arcs[next].cost;
                if (cost >= best_cost) continue;
                best_cost = cost;
                best = arc;
            }
            start_.flow[best] = 1;
            start_.hung_by[i] = best;
            if (best < waiting_) start_.flow[place[sorted_.arcs[best].mentor]++] = 1;
        }
        for (std::size_t m = 0; m < place.size(); ++m)
            start_.hung_by[mentor_node(m)] = place[m];
    }

    static constexpr std::int64_t overflow_cost = std::int64_t{1} << 50;

    const SortedArcs& sorted_;
    std::uint32_t mentees_;
    FlowNode sink_;
    FlowArcIndex waiting_;
    FlowStart start_;
    std::vector<FlowArcIndex> first_place_;
};

/// A mentor's price is what the tree says, unless the tree only hangs them up: nobody asks for
/// them (the next place's cost) or they have no room (the most that anybody would gain by it).
void set_prices(Round& round, std::span<const RoundMentor> mentors, const SortedArcs& sorted,
                const FlowResult& flow, double load_cost) {
    const std::size_t mentees = flow.potential.size() - 1 - mentors.size();
    std::vector<std::int64_t> unmet(mentors.size(), 0);
    for (const RoundArc& arc : sorted.arcs)
        unmet[arc.mentor] =
            std::max(unmet[arc.mentor], in_steps(arc.score) - flow.potential[arc.mentee]);
    for (std::size_t m = 0; m < mentors.size(); ++m) {
        const int taken = round.prices[m].taken;
        const double load = std::max(mentors[m].load, 0) + taken;
        std::int64_t price = -flow.potential[mentees + m];
        if (mentors[m].room <= 0) price = unmet[m];
        if (mentors[m].room > taken) price = std::min(price, in_steps(load_cost * load * load));
        round.prices[m].price = static_cast<double>(price) * round_cost_step;
    }
}

} // namespace

Round pair_round(std::span<const RoundMentor> mentors, std::span<const RoundMentee> mentees,
                 std::span<const RoundArc> arcs, const RoundSettings& settings) {
    const SortedArcs sorted = by_mentee(arcs, mentees.size());
    const Network network(mentors, mentees, sorted, settings);
    const FlowResult flow = cheapest_flow(network.start());
    Round result;
    result.total_cost = static_cast<double>(flow.cost) * round_cost_step;
    result.steps = flow.pivots;
    for (const RoundMentor& mentor : mentors)
        result.prices.push_back({mentor.id, 0, 0});
    for (std::size_t i = 0; i < mentees.size(); ++i) {
        bool is_placed = false;
        for (std::size_t arc = sorted.first[i]; arc < sorted.first[i + 1]; ++arc) {
            if (flow.flow[arc] == 0) continue;
            const RoundArc& pair = sorted.arcs[arc];
            result.pairs.push_back({mentees[i].id, mentors[pair.mentor].id, pair.score});
            ++result.prices[pair.mentor].taken;
            is_placed = true;
        }
        if (!is_placed) result.waiting.push_back(mentees[i].id);
    }
    set_prices(result, mentors, sorted, flow, settings.load_cost);
    return result;
}

} // namespace peerdesk::matching
