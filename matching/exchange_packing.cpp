// SPDX-License-Identifier: MIT
#include "matching/exchange_packing.hpp"

#include <algorithm>

namespace peerdesk::matching {

namespace {

int learners_in(ExchangeShape shape, std::size_t people) {
    return static_cast<int>(people) - (shape == ExchangeShape::chain ? 1 : 0);
}

bool holds(std::span<const Position> people, Position person) {
    return std::ranges::find(people, person) != people.end();
}

PersonRows rows_of(std::span<const Cycle> cycles, std::size_t people) {
    std::vector<std::pair<Position, std::uint32_t>> pairs;
    for (std::uint32_t i = 0; i < cycles.size(); ++i)
        for (const Position person : people_of(cycles[i]))
            pairs.emplace_back(person, i);
    return {people, pairs};
}

} // namespace

Packing::Packing(const ExchangeGraph& graph, std::span<const Cycle> cycles, int chain_people_max)
    : graph_(graph), cycles_(cycles),
      chain_people_max_(static_cast<std::size_t>(std::max(chain_people_max, 0))),
      cycles_of_(rows_of(cycles, graph.people())), slot_of_(graph.people(), no_slot) {}

std::vector<PackedGroup> Packing::groups() const {
    std::vector<PackedGroup> result;
    for (const PackedGroup& group : groups_)
        if (!group.people.empty()) result.push_back(group);
    return result;
}

std::size_t Packing::first_hit(Slot slot, std::span<const Position> people) const {
    const auto& chain = groups_[slot].people;
    return static_cast<std::size_t>(
        std::ranges::find_if(chain, [&](Position each) { return holds(people, each); }) -
        chain.begin());
}

int Packing::lost(Slot slot, std::span<const Position> people) const {
    const PackedGroup& group = groups_[slot];
    if (group.shape == ExchangeShape::cycle) return static_cast<int>(group.people.size());
    const std::size_t kept = first_hit(slot, people);
    return learners_in(group.shape, group.people.size()) - std::max(static_cast<int>(kept) - 1, 0);
}

int Packing::gain(ExchangeShape shape, std::span<const Position> people) const {
    int sum = learners_in(shape, people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        const Slot slot = slot_of_[people[i]];
        const auto before = people.first(i);
        const bool is_counted =
            std::ranges::any_of(before, [&](Position each) { return slot_of_[each] == slot; });
        if (slot != no_slot && !is_counted) sum -= lost(slot, people);
    }
    return sum;
}

/// `people` are taken out of the group in `slot`, which breaks up or, as a chain, ends before them.
void Packing::leave(Slot slot, std::span<const Position> people) {
    PackedGroup& group = groups_[slot];
    std::size_t kept = 0;
    if (is_chain(slot)) kept = first_hit(slot, people);
    if (kept < 2) kept = 0;
    learners_ -= learners_in(group.shape, group.people.size());
    if (kept > 0) learners_ += learners_in(group.shape, kept);
    for (std::size_t i = kept; i < group.people.size(); ++i) {
        slot_of_[group.people[i]] = no_slot;
        set_free_.push_back(group.people[i]);
    }
    group.people.resize(kept);
    if (kept == 0) unused_.push_back(slot);
}

void Packing::add(ExchangeShape shape, std::span<const Position> people) {
    if (unused_.empty()) {
        unused_.push_back(static_cast<Slot>(groups_.size()));
        groups_.emplace_back();
    }
    const Slot slot = unused_.back();
    unused_.pop_back();
    groups_[slot].shape = shape;
    groups_[slot].people.assign(people.begin(), people.end());
    for (const Position person : people)
        slot_of_[person] = slot;
    learners_ += learners_in(shape, people.size());
}

void Packing::append(Slot slot, Position person) {
    groups_[slot].people.push_back(person);
    slot_of_[person] = slot;
    ++learners_;
}

void Packing::put(ExchangeShape shape, std::span<const Position> people, SeededDraw& draw) {
    set_free_.clear();
    for (const Position person : people)
        if (!is_free(person)) leave(slot_of_[person], people);
    add(shape, people);
    for (std::size_t i = 0; i < set_free_.size(); ++i)
        bring_in(set_free_[i], draw);
}

void Packing::fill(SeededDraw& draw) {
    for (Position person = 0; person < graph_.people(); ++person)
        bring_in(person, draw);
}

void Packing::bring_in(Position person, SeededDraw& draw) {
    if (!is_free(person) || close_cycle(person, draw) || chain_people_max_ < 2) return;
    if (!graph_.wants_nothing(person)) {
        if (join_chain(person)) lengthen(slot_of_[person]);
        return;
    }
    for (const Position learner : graph_.taught_by(person)) {
        if (!is_free(learner)) continue;
        add(ExchangeShape::chain, std::array{person, learner});
        lengthen(slot_of_[person]);
        return;
    }
}

/// A circle of people without a group; which of several is drawn.
bool Packing::close_cycle(Position person, SeededDraw& draw) {
    const auto own = cycles_of_[person];
    if (own.empty()) return false;
    const std::size_t from = draw.below(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        const std::size_t at = from + i < own.size() ? from + i : from + i - own.size();
        const auto people = people_of(cycles_[own[at]]);
        if (!std::ranges::all_of(people, [this](Position each) { return is_free(each); })) continue;
        add(ExchangeShape::cycle, people);
        return true;
    }
    return false;
}

bool Packing::join_chain(Position person) {
    for (const Position teacher : graph_.teachers_of(person)) {
        const Slot slot = slot_of_[teacher];
        if (slot == no_slot) {
            if (!graph_.wants_nothing(teacher)) continue;
            add(ExchangeShape::chain, std::array{teacher, person});
            return true;
        }
        const auto& people = groups_[slot].people;
        if (!is_chain(slot) || people.back() != teacher || people.size() >= chain_people_max_)
            continue;
        append(slot, person);
        return true;
    }
    return false;
}

void Packing::lengthen(Slot slot) {
    while (groups_[slot].people.size() < chain_people_max_) {
        const auto learners = graph_.taught_by(groups_[slot].people.back());
        const auto next =
            std::ranges::find_if(learners, [this](Position each) { return is_free(each); });
        if (next == learners.end()) return;
        append(slot, *next);
    }
}

} // namespace peerdesk::matching
