// SPDX-License-Identifier: MIT
// One seed: a world, its people, the real core over a database in memory, and everything that can
// go wrong between them.
#pragma once

#include "bot/runtime/core.hpp"
#include "tests/simulation/crowd.hpp"
#include "tests/simulation/journal.hpp"
#include "tests/simulation/silent_log.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::simulation {

struct Outcome {
    FaultCounts faults;
    std::size_t events = 0; ///< committed
    std::vector<std::string> problems;
};

class Simulation {
  public:
    /// With `trace` each event handled and each message handed over is written there.
    Simulation(std::uint64_t seed, std::shared_ptr<const text::Snapshot> texts,
               std::ostream* trace = nullptr);
    Outcome run();

  private:
    void begin();
    void crash(Fault fault);
    void restart_cleanly();
    void pass_time();
    void pump();
    [[nodiscard]] std::vector<chat::Batch> gather(std::vector<std::size_t>& taken);
    void repeat_something(std::vector<chat::Batch>& batches);
    /// Applies, now and then with a disk that does not take it. Nothing when it failed.
    [[nodiscard]] std::optional<runtime::Applied> apply(const std::vector<chat::Batch>& batches);
    void fail(const std::vector<chat::Batch>& batches);
    [[nodiscard]] std::optional<runtime::Applied>
    apply_to_full_disk(const std::vector<chat::Batch>& batches);
    void check_unchanged(const std::vector<std::string>& before);
    void check_cursors(const std::vector<chat::Batch>& batches);
    void hand_over(const std::vector<chat::Outbound>& messages);
    void calm_down();
    void check();
    [[nodiscard]] Network& named(const std::string& network);
    void problem(std::string what) { outcome_.problems.push_back(std::move(what)); }

    Dice dice_;
    std::shared_ptr<const text::Snapshot> texts_;
    const World world_;
    SilentLog log_;
    storage::Database database_ = storage::Database::in_memory();
    Outcome outcome_;
    Markers markers_;
    Watch watch_;
    Networks networks_;
    Crowd crowd_;
    std::unique_ptr<runtime::Core> core_;
    Journal journal_;
    std::vector<std::vector<chat::Event>> history_; ///< messages committed, by network
    std::optional<Time> next_due_;
    Time now_;
    bool is_calm_ = false;
    /// Events handled since an unclean start: the first of them are committed one by one, so a full
    /// disk may then leave a part of a batch committed, which the journal cannot tell.
    std::size_t cautious_left_ = 0;
    bool can_replay_ = true;
    std::ostream* trace_;
};

} // namespace peerdesk::simulation
