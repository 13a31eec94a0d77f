// SPDX-License-Identifier: MIT
// Affiliates and other groups that offer and want skills, with named people behind them.
#pragma once

#include "storage/exchange.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct Group {
    GroupId id;
    DeskId desk;
    std::string name;
    std::string folded; ///< for comparing
};

class Groups {
  public:
    explicit Groups(Database& database) : database_(database) {}

    /// A new group; the caller knows that the desk has none of this folded name.
    GroupId add(const Group& group, PersonId by, Time now);
    [[nodiscard]] std::optional<Group> find(GroupId id);
    [[nodiscard]] std::optional<Group> named(DeskId desk, std::string_view folded);
    /// Of a desk, by name; at most `limit`.
    [[nodiscard]] std::vector<Group> of_desk(DeskId desk, int limit);
    [[nodiscard]] std::int64_t count(DeskId desk);

    void join(GroupId group, PersonId person, Time now);
    /// False when they were not in it.
    bool leave(GroupId group, PersonId person);
    [[nodiscard]] bool has(GroupId group, PersonId person);
    /// By person id; at most `limit`.
    [[nodiscard]] std::vector<PersonId> members(GroupId group, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
