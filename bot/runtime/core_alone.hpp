// SPDX-License-Identifier: MIT
// Work in transactions that may fail: what a rollback undoes in memory, and events and timers tried
// one by one, so that a bad one costs only itself.
#pragma once

#include "bot/runtime/core_state.hpp"

#include <exception>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// What must be undone in memory when a transaction is rolled back.
class Undo {
  public:
    explicit Undo(Core::State& state);
    void apply();

  private:
    Core::State& state_;
    std::map<std::string, conversation::NetworkState, std::less<>> networks_;
    std::set<std::string, std::less<>> recovered_;
    bool needs_scrub_;
};

/// Runs `work` in a transaction. What it threw is rolled back, also in memory, and told; storage
/// that is full or damaged is nobody's fault here and thrown on.
template <class Work>
std::optional<std::string> in_one_transaction(Core::State& state, Work work) {
    Undo undo(state);
    try {
        storage::Database::Transaction transaction(state.services.database);
        work();
        transaction.commit();
        return std::nullopt;
    } catch (const storage::StorageUnavailable&) {
        undo.apply();
        throw;
    } catch (const storage::StorageDamaged&) {
        throw; // nothing can be kept any more: the process ends with what to do
    } catch (const std::exception& problem) {
        undo.apply();
        return problem.what();
    }
}

/// Every event in a transaction of its own; what fails is parked. How many were.
int handle_one_by_one(Core::State& state, const std::vector<chat::Batch>& batches, Time now);
/// Due timers, each in a transaction of its own; one that cannot be fired is dropped and logged.
void fire_one_by_one(Core::State& state, Time now);

/// A full disk is no poison: what was being tried is innocent. Best effort, for the disk is full;
/// should the process end before it works, the event is suspected, not lost.
void withdraw_attempt(Core::State& state);

inline constexpr const char* attempt_fact = "attempt"; ///< what is being tried, after a crash
/// Before the attempt where the process ended in the last one, too.
inline constexpr std::string_view again_mark = "again ";

} // namespace peerdesk::runtime
