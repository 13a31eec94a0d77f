// SPDX-License-Identifier: MIT
// A community drawn from a seed: people who offer and want skills, some paused, blocked or with
// other languages; and what must hold whatever they answer.
#pragma once

#include "bot/mentoring/tables.hpp"
#include "matching/seeded_draw.hpp"
#include "storage/rounds.hpp"
#include "tests/bot/support/house.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::mentoring {

struct CommunitySize {
    int people = 10;
    int offers_max = 2; ///< of each
    int wants_max = 2;
    bool has_trouble = true; ///< some pause, are blocked, speak another language
};

class Community {
  public:
    Community(std::uint64_t seed, const CommunitySize& size);

    /// "kim04": no part of another name, skill or word.
    static std::string name(int index);

    void join_all();
    /// Somebody says yes or no, lets time pass, is forgotten or pauses.
    void act();
    /// All that was said since the last call, checked: nobody reads the name of somebody they are
    /// not introduced to.
    void check_names(const std::vector<support::Said>& said);
    void say(std::string_view who, std::string_view text);

    [[nodiscard]] std::vector<storage::Introduction> all();
    [[nodiscard]] storage::Rounds& rounds() { return tables_.rounds; }
    [[nodiscard]] storage::PersonId id(int index) const {
        return ids_[static_cast<std::size_t>(index)];
    }

    support::House house;
    std::set<storage::PersonId> kept_out; ///< paused or blocked before the round closed

  private:
    void make_person(int index, const CommunitySize& size);
    bool may_know(storage::PersonId reader, storage::PersonId named);

    matching::SeededDraw draw_;
    Tables tables_;
    std::vector<storage::PersonId> ids_;
    std::set<int> forgotten_;
};

/// No pair agreed twice, no one paused or blocked, nobody shows what they do not offer.
void check_gates(Community& community);
/// Nobody in two living circles, all or none agreed, nobody asked again after a no.
void check_circles(Community& community);

} // namespace peerdesk::mentoring
