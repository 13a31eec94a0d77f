// SPDX-License-Identifier: MIT
// The one command table: words, who may, where, what may follow, what is done. Dispatch, refusals,
// near misses and `help` all come from it. A feature adds its lines in table.cpp.
#pragma once

#include "bot/commands/pattern.hpp"

#include <span>
#include <string_view>

namespace peerdesk::commands {

using conversation::Services;
using conversation::Turn;

enum class Who { anyone, responder, coordinator };

/// Where a command may be typed. What shows a ticket's inside is kept out of public rooms, what
/// shows a person's own affairs out of all rooms.
enum class Where { anywhere, not_public, direct };

/// Under which heading `help` lists a command for anyone.
enum class Topic { desk, exchange };

struct Command {
    std::string_view name;    ///< the English word or words; also the end of its locale keys
    std::string_view aliases; ///< other English words, separated by blanks
    Who who = Who::anyone;
    Where where = Where::anywhere;
    std::string_view pattern;
    void (*run)(Turn&, const Arguments&) = nullptr;
    Topic topic = Topic::desk;
};

/// All commands in the order `help` lists them.
[[nodiscard]] std::span<const Command> all();

/// The command of this English name.
[[nodiscard]] const Command* named(std::string_view name);

/// Whether this person has the role.
[[nodiscard]] bool may_use(const Turn& turn, const Command& command);

} // namespace peerdesk::commands
