// SPDX-License-Identifier: MIT
// The desk without threads or sockets: batches of events in, one transaction, messages to send out.
// Reads no clock and no random source, so a simulator can drive it; the desk thread runs it.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "bot/desk/settings.hpp"
#include "bot/text/snapshot.hpp"
#include "storage/database.hpp"
#include "storage/skills.hpp"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

using chat::Time;

/// What one transaction leaves to do. Everything in `deliver` is committed as `sending`.
struct Applied {
    std::vector<chat::Outbound> deliver; ///< in order; each place names its network
    std::optional<Time> next_due;        ///< when `apply` must be called again without events
    int parked = 0;                      ///< events that could not be handled and were put aside
};

/// Why nothing was applied: the same batches may be offered again later.
struct Unavailable {
    bool is_disk_full = false;
    std::string detail;
};

/// What was found at the start, for the log.
struct Started {
    bool was_unclean = false; ///< the last run did not end by `stop`
};

class Core {
  public:
    /// Where an event word and its fields are written; no bodies, no secrets.
    Core(storage::Database& database, desk::Settings settings,
         std::shared_ptr<const text::Snapshot> texts, chat::Log& log);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    /// What a network can do, known before its link first comes up; the link's own word replaces
    /// it.
    void expect(const std::string& network, const chat::Capabilities& capabilities);
    /// The tree of skills that the next `start` or `reload` stores; none: it stays as it is.
    void take_skills(std::optional<std::vector<storage::TreeSkill>> tree);
    /// Applies the configuration's people, settles what an unclean stop left. Call once, first.
    [[nodiscard]] Started start(Time now);
    /// One transaction: the batches in order, then timers due at `now`, then what may be sent.
    /// A batch that throws is rolled back and its events are tried one by one; what fails again is
    /// parked. With no batches only timers and sending happen.
    [[nodiscard]] std::expected<Applied, Unavailable> apply(const std::vector<chat::Batch>& batches,
                                                            Time now);
    /// Marks a clean end. Nothing may be applied afterwards.
    void stop(Time now);

    /// New desk settings and locales, between two transactions.
    void reload(desk::Settings settings, std::shared_ptr<const text::Snapshot> texts, Time now);

    struct State; ///< core_state.hpp

  private:
    std::unique_ptr<State> state_;
};

} // namespace peerdesk::runtime
