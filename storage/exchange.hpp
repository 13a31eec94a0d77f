// SPDX-License-Identifier: MIT
// Who offers and who wants which skill, and what people said about themselves for it.
#pragma once

#include "storage/interactions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

using ExchangeLineId = Id<struct ExchangeLineTag>;
using GroupId = Id<struct GroupTag>;

enum class Side { offer, want };

/// One skill that a person offers or wants, for themselves or for a group.
struct ExchangeLine {
    ExchangeLineId id;
    DeskId desk;
    PersonId person;
    Side side = Side::offer;
    SkillId skill;
    std::optional<int> level; ///< 1 to 5
    GroupId group;            ///< empty: for themselves
    Time since;

    bool operator==(const ExchangeLine&) const = default;
};

/// A default record for a person who said nothing.
struct ExchangeProfile {
    PersonId person;
    int capacity = 2;            ///< mentees at a time, 0 to 50
    std::string region;          ///< as they wrote it; empty: not said
    std::string region_folded;   ///< for comparing
    std::string language_levels; ///< "es:5,pt:3"; 5 is native
    std::optional<Time> invited; ///< when they were invited to offer something

    bool operator==(const ExchangeProfile&) const = default;
};

class Exchange {
  public:
    explicit Exchange(Database& database) : database_(database) {}

    /// A current line of the same desk, person, side, skill and group gets the new level,
    /// if there is one; else a new line. Words filed into the skill count as the skill. True when
    /// it is new.
    bool put(const ExchangeLine& line);
    /// Ends it; of a group, whoever of its people wrote it. False when there was none.
    bool end(DeskId desk, PersonId person, Side side, SkillId skill, GroupId group, Time now);
    /// Ends all they offer and want for themselves, everywhere.
    void end_all(PersonId person, Time now);
    /// A person's current lines at a desk, and those of the groups they stand behind, by side and
    /// id; at most `limit`.
    [[nodiscard]] std::vector<ExchangeLine> of(DeskId desk, PersonId person, int limit);
    /// Everybody's current lines of one side at a desk, by id; at most `limit`.
    [[nodiscard]] std::vector<ExchangeLine> lines(DeskId desk, Side side, int limit);
    [[nodiscard]] std::int64_t count(DeskId desk, PersonId person);

    [[nodiscard]] ExchangeProfile profile(PersonId person);
    void put_profile(const ExchangeProfile& profile);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
