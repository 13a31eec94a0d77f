// SPDX-License-Identifier: MIT
// Events and adapter state on their way into the inbox, gathered into numbered batches.
#pragma once

#include "adapters/chat/event.hpp"
#include "adapters/net/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::http_session {

struct NumberedBatch {
    std::uint64_t number = 0;
    chat::Batch batch; ///< `committed` is the driver's to set
};

/// What this network stored before, by key.
using StoredState = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] StoredState stored_of(const std::vector<chat::StateChange>& state);

/// Keeps the stored state in memory as it will be once everything given out is committed. While
/// state is held, events go out without it: an answer that is handled in pieces changes nothing of
/// what we know until its last piece, so a crash in between only repeats it.
class BatchBook {
  public:
    static constexpr std::size_t events_max = 500; ///< in one batch

    BatchBook(std::string network, StoredState stored)
        : network_(std::move(network)), stored_(std::move(stored)) {}

    void add(chat::Event event);
    /// An event of our own making, which is never compared with others.
    void emit(chat::EventBody body, chat::Time now);
    /// One that may wait for company: it goes out with the next that does not, or after `hurry`.
    void emit_soon(chat::EventBody body, net::Instant now);
    /// What waits for company waits no longer.
    void hurry() { patient_ = 0; }
    /// How many events wait for company.
    [[nodiscard]] std::size_t patient() const { return patient_; }
    /// Since when the first of them waits.
    [[nodiscard]] net::SteadyTime patient_since() const { return patient_since_; }

    /// Empty when nothing is stored under it.
    [[nodiscard]] const std::string& stored(std::string_view key) const;
    [[nodiscard]] const StoredState& all_stored() const { return stored_; }
    /// Stores a value; an empty one removes the key. Nothing is written where nothing changes.
    void store(std::string_view key, std::string value);
    /// Removes the keys that begin with `prefix` where `is_gone` says so of what follows it and of
    /// the value.
    void
    forget_if(std::string_view prefix,
              const std::function<bool(std::string_view rest, const std::string& value)>& is_gone);
    /// Stores a value that may fall back to an older one: it goes out with the next batch of
    /// anything else, and by itself only when it has waited for `waits_max` others.
    void store_soon(std::string_view key, std::string value);
    static constexpr std::size_t waits_max = 32;

    void hold_state() { is_held_ = true; }
    void release_state() { is_held_ = false; }

    /// Puts what there is, held state and what waits for company apart, into batches.
    /// @return the number of the last one; the batches up to it hold everything else so far
    std::uint64_t close();
    /// The number of the latest batch.
    [[nodiscard]] std::uint64_t last() const { return last_; }
    /// A batch of state alone, past everything else.
    std::uint64_t close_state(std::vector<chat::StateChange> changes);
    /// The batches to offer, in this order.
    [[nodiscard]] std::vector<NumberedBatch> take();

  private:
    void put_batch(std::vector<chat::StateChange> state);
    [[nodiscard]] bool has_urgent() const { return events_.size() > patient_; }

    std::string network_;
    StoredState stored_;
    std::vector<chat::Event> events_;
    std::size_t patient_ = 0; ///< of `events_`
    net::SteadyTime patient_since_{};
    std::vector<chat::StateChange> changes_;
    StoredState soon_;      ///< waits for company
    std::size_t waits_ = 0; ///< values that did so in a row
    std::vector<NumberedBatch> batches_;
    std::uint64_t last_ = 0;
    std::uint64_t own_events_ = 0;
    bool is_held_ = false;
};

} // namespace peerdesk::http_session
