// SPDX-License-Identifier: MIT
// Groups of an exchange that share nobody, and how one is put in where others stand: what the
// local search moves in. Only exchange* uses it.
#pragma once

#include "matching/exchange_graph.hpp"
#include "matching/seeded_draw.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peerdesk::matching {

struct PackedGroup {
    ExchangeShape shape = ExchangeShape::cycle;
    std::vector<Position> people; ///< each teaches the next
};

class Packing {
  public:
    /// Both must outlive it.
    Packing(const ExchangeGraph& graph, std::span<const Cycle> cycles, int chain_people_max);

    [[nodiscard]] int learners() const { return learners_; }
    [[nodiscard]] std::vector<PackedGroup> groups() const;

    /// How many more learn when these people become a group of their own: circles they are in break
    /// up, chains lose them and whoever follows them.
    [[nodiscard]] int gain(ExchangeShape shape, std::span<const Position> people) const;
    /// Does it, and brings those who lost their group together anew where nobody else is needed.
    void put(ExchangeShape shape, std::span<const Position> people, SeededDraw& draw);
    /// Puts people without a group into whatever needs nobody else.
    void fill(SeededDraw& draw);

  private:
    using Slot = std::uint32_t;
    static constexpr Slot no_slot = nobody;

    [[nodiscard]] bool is_free(Position person) const { return slot_of_[person] == no_slot; }
    [[nodiscard]] bool is_chain(Slot slot) const {
        return groups_[slot].shape == ExchangeShape::chain;
    }
    /// The place of the first of `people` in the chain; its size when there is none.
    [[nodiscard]] std::size_t first_hit(Slot slot, std::span<const Position> people) const;
    [[nodiscard]] int lost(Slot slot, std::span<const Position> people) const;
    void leave(Slot slot, std::span<const Position> people);
    void add(ExchangeShape shape, std::span<const Position> people);
    void append(Slot slot, Position person);
    void bring_in(Position person, SeededDraw& draw);
    bool close_cycle(Position person, SeededDraw& draw);
    bool join_chain(Position person);
    void lengthen(Slot slot);

    const ExchangeGraph& graph_;
    std::span<const Cycle> cycles_;
    std::size_t chain_people_max_;
    PersonRows cycles_of_; ///< of each person, as numbers in `cycles_`
    std::vector<PackedGroup> groups_;
    std::vector<Slot> unused_;
    std::vector<Slot> slot_of_;
    std::vector<Position> set_free_; ///< by the group being put
    int learners_ = 0;
};

} // namespace peerdesk::matching
