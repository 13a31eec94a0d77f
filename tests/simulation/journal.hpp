// SPDX-License-Identifier: MIT
// What the core was given and committed, so that a fresh database can be given the same.
#pragma once

#include "adapters/chat/event.hpp"
#include "bot/text/snapshot.hpp"
#include "storage/database.hpp"
#include "tests/simulation/world.hpp"

#include <memory>
#include <string>
#include <vector>

namespace peerdesk::simulation {

struct Entry {
    enum class Kind { start, apply, stop };
    Kind kind = Kind::apply;
    chat::Time now;
    std::vector<chat::Batch> batches;
};

using Journal = std::vector<Entry>;

/// Every row of every table as text, in an order that follows from the content alone.
[[nodiscard]] std::vector<std::string> dump(storage::Database& database);

/// Plays the journal into a fresh database; empty when it holds the same content, else the first
/// difference.
[[nodiscard]] std::string replay_difference(const Journal& journal, const World& world,
                                            const std::shared_ptr<const text::Snapshot>& texts,
                                            storage::Database& original);

} // namespace peerdesk::simulation
