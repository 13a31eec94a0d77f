// SPDX-License-Identifier: MIT
// Desks, and who may do what at them.
#pragma once

#include "storage/people.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class Role { responder, coordinator };
enum class RoleSource { config, command };

class Roles {
  public:
    explicit Roles(Database& database) : database_(database) {}

    /// The desk of this name, added when new.
    DeskId desk_named(std::string_view name);
    [[nodiscard]] std::optional<DeskId> find_desk(std::string_view name);

    [[nodiscard]] bool has(DeskId desk, PersonId person, Role role);
    [[nodiscard]] std::vector<Person> holders(DeskId desk, Role role);      ///< by person id
    [[nodiscard]] std::vector<DeskId> desks_of(PersonId person, Role role); ///< by desk id
    /// False when they had it already.
    bool grant(DeskId desk, PersonId person, Role role, RoleSource source, PersonId by, Time now);
    /// Where the role came from; nothing when they do not have it.
    [[nodiscard]] std::optional<RoleSource> source(DeskId desk, PersonId person, Role role);
    /// False when they did not have it.
    bool revoke(DeskId desk, PersonId person, Role role);
    /// Removes every config-sourced row of the desk, before the configuration is applied anew.
    void clear_configured(DeskId desk);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
