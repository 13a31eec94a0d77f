// SPDX-License-Identifier: MIT
#include "bot/runtime/core_alone.hpp"

#include <variant>

namespace peerdesk::runtime {

using storage::Database;

namespace {

/// The name under which an attempt is noted. Only messages have one: other events carry no key of
/// their own, and nothing a person wrote is in them.
std::optional<std::string> attempt_of(const std::string& network, const chat::Event& event) {
    if (!std::holds_alternative<chat::MessageReceived>(event.body)) return std::nullopt;
    return network + " " + event.key;
}

/// Notes what is tried next, in a transaction of its own.
void note_attempt(Core::State& state, const std::string& attempt) {
    Database::Transaction transaction(state.services.database);
    state.services.tables.facts.set(attempt_fact, attempt);
    transaction.commit();
}

/// Belongs to the transaction of the attempt itself: what is committed was no poison.
void forget_attempt(Core::State& state) {
    if (state.cautious_left > 0) state.services.tables.facts.remove(attempt_fact);
}

/// Runs `work` in a transaction of its own unless it ended the process the last two times: once
/// may be the power or an operator, who must not cost anybody their message. What went wrong, or
/// nothing.
template <class Work>
std::optional<std::string> try_alone(Core::State& state, const std::optional<std::string>& attempt,
                                     Work work) {
    const bool is_suspect = attempt && state.suspect == attempt;
    if (is_suspect) {
        state.suspect.reset();
        if (state.is_suspect_proven) return "the process ended twice while handling it";
    }
    if (attempt && state.cautious_left > 0)
        note_attempt(state, is_suspect ? std::string{again_mark} + *attempt : *attempt);
    return in_one_transaction(state, [&] {
        work();
        forget_attempt(state);
    });
}

/// True when it had to be parked.
bool handle_alone(Core::State& state, Time now, const std::string& network,
                  const chat::Event& event) {
    const auto error = try_alone(state, attempt_of(network, event),
                                 [&] { handle_event(state, now, network, event); });
    if (error) {
        Database::Transaction transaction(state.services.database);
        park_event(state, now, network, event, *error);
        forget_attempt(state);
        transaction.commit();
    }
    if (state.cautious_left > 0) --state.cautious_left;
    return error.has_value();
}

} // namespace

Undo::Undo(Core::State& state)
    : state_(state), networks_(state.services.networks), recovered_(state.recovered),
      needs_scrub_(state.services.needs_scrub) {}

void Undo::apply() {
    state_.services.networks = networks_;
    state_.recovered = recovered_;
    state_.services.needs_scrub = needs_scrub_;
    state_.services.roster.forget();
}

int handle_one_by_one(Core::State& state, const std::vector<chat::Batch>& batches, Time now) {
    int parked = 0;
    for (const chat::Batch& batch : batches) {
        for (const chat::Event& event : batch.events) {
            if (handle_alone(state, now, batch.network, event)) ++parked;
        }
        Database::Transaction transaction(state.services.database);
        for (const chat::StateChange& change : batch.state) {
            state.services.tables.adapter_state.set(batch.network, change.key, change.value);
        }
        transaction.commit();
    }
    return parked;
}

void fire_one_by_one(Core::State& state, Time now) {
    for (const storage::Timer& timer : state.services.tables.timers.due(now, timers_max)) {
        const std::string attempt = "timer " + std::to_string(timer.id.value);
        const auto error = try_alone(state, attempt, [&] { fire_timer(state, now, timer); });
        if (!error) continue;
        state.services.log.write(chat::LogLevel::error, "timer_dropped",
                                 {{"kind", timer.kind}, {"error", *error}});
        Database::Transaction transaction(state.services.database);
        state.services.tables.timers.remove(timer.id);
        forget_attempt(state);
        transaction.commit();
    }
}

void withdraw_attempt(Core::State& state) {
    if (state.cautious_left == 0) return;
    try {
        Database::Transaction transaction(state.services.database);
        state.services.tables.facts.remove(attempt_fact);
        transaction.commit();
    } catch (const storage::StorageUnavailable&) {
        state.services.log.write(chat::LogLevel::warning, "attempt_kept", {});
    }
}

} // namespace peerdesk::runtime
