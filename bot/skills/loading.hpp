// SPDX-License-Identifier: MIT
// The tree of the operator's file becomes the tree of the database.
#pragma once

#include "storage/skills.hpp"

#include <span>

namespace peerdesk::skills {

/// Stores the tree and files own words that are exactly one skill's name or alias. Within a
/// transaction, so that nobody meets half a tree.
void load_tree(storage::Database& database, std::span<const storage::TreeSkill> tree,
               storage::Time now);

} // namespace peerdesk::skills
