// SPDX-License-Identifier: MIT
#include "bot/runtime/core.hpp"

#include "bot/desk/deliveries.hpp"
#include "bot/desk/maintenance.hpp"
#include "bot/runtime/core_state.hpp"

#include <exception>
#include <utility>

namespace peerdesk::runtime {

using conversation::Context;
using storage::Database;

namespace {

constexpr const char* running_fact = "running";
constexpr const char* attempt_fact = "attempt";

std::string attempt_of(const std::string& network, const chat::Event& event) {
    return network + " " + event.key;
}

/// What must be undone in memory when a transaction is rolled back.
class Undo {
  public:
    explicit Undo(Core::State& state)
        : state_(state), networks_(state.services.networks), recovered_(state.recovered),
          needs_scrub_(state.services.needs_scrub) {}
    void apply() {
        state_.services.networks = networks_;
        state_.recovered = recovered_;
        state_.services.needs_scrub = needs_scrub_;
        state_.services.roster.forget();
    }

  private:
    Core::State& state_;
    std::map<std::string, conversation::NetworkState, std::less<>> networks_;
    std::set<std::string, std::less<>> recovered_;
    bool needs_scrub_;
};

void handle_all(Core::State& state, const std::vector<chat::Batch>& batches, Time now) {
    for (const chat::Batch& batch : batches) {
        for (const chat::Event& event : batch.events) {
            handle_event(state, now, batch.network, event);
        }
        for (const chat::StateChange& change : batch.state) {
            state.services.tables.adapter_state.set(batch.network, change.key, change.value);
        }
    }
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

/// A full disk is no poison: what was being tried is innocent. Best effort, for the disk is full;
/// should the process end before it works, the event is parked, not lost.
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

/// One event in its own transaction. True when it had to be parked.
bool handle_alone(Core::State& state, Time now, const std::string& network,
                  const chat::Event& event) {
    std::string error;
    if (state.poison == attempt_of(network, event)) {
        state.poison.reset();
        error = "the process ended while handling it";
    } else {
        if (state.cautious_left > 0) note_attempt(state, attempt_of(network, event));
        Undo undo(state);
        try {
            Database::Transaction transaction(state.services.database);
            handle_event(state, now, network, event);
            forget_attempt(state);
            transaction.commit();
        } catch (const storage::StorageUnavailable&) {
            undo.apply();
            throw;
        } catch (const storage::StorageDamaged&) {
            throw; // nothing can be kept any more: the process ends with what to do
        } catch (const std::exception& problem) {
            undo.apply();
            error = problem.what();
        }
    }
    if (!error.empty()) {
        Database::Transaction transaction(state.services.database);
        park_event(state, now, network, event, error);
        forget_attempt(state);
        transaction.commit();
    }
    if (state.cautious_left > 0) --state.cautious_left;
    return !error.empty();
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

/// Timers, each in its own transaction; one that cannot be fired is dropped and logged.
void fire_one_by_one(Core::State& state, Time now) {
    for (const storage::Timer& timer : state.services.tables.timers.due(now, timers_max)) {
        const std::string attempt = "timer " + std::to_string(timer.id.value);
        std::string error;
        if (state.poison == attempt) {
            state.poison.reset();
            error = "the process ended while firing it";
        } else {
            if (state.cautious_left > 0) note_attempt(state, attempt);
            Undo undo(state);
            try {
                Database::Transaction transaction(state.services.database);
                fire_timer(state, now, timer);
                forget_attempt(state);
                transaction.commit();
            } catch (const storage::StorageUnavailable&) {
                undo.apply();
                throw;
            } catch (const storage::StorageDamaged&) {
                throw;
            } catch (const std::exception& problem) {
                undo.apply();
                error = problem.what();
            }
        }
        if (error.empty()) continue;
        state.services.log.write(chat::LogLevel::error, "timer_dropped",
                                 {{"kind", timer.kind}, {"error", error}});
        Database::Transaction transaction(state.services.database);
        state.services.tables.timers.remove(timer.id);
        forget_attempt(state);
        transaction.commit();
    }
}

} // namespace

Core::State::State(storage::Database& database, desk::Settings settings_in,
                   std::shared_ptr<const text::Snapshot> texts, chat::Log& log)
    : services(database, std::move(texts), log), settings(std::move(settings_in)),
      lexicon(services.texts->words) {}

Core::Core(storage::Database& database, desk::Settings settings,
           std::shared_ptr<const text::Snapshot> texts, chat::Log& log)
    : state_(std::make_unique<State>(database, std::move(settings), std::move(texts), log)) {}

Core::~Core() = default;

Started Core::start(Time now) {
    Started started;
    Database::Transaction transaction(state_->services.database);
    auto& facts = state_->services.tables.facts;
    started.was_unclean = facts.get(running_fact).has_value();
    if (started.was_unclean) {
        state_->cautious_left = State::cautious_events;
        state_->poison = facts.get(attempt_fact);
    }
    facts.set(running_fact, "1");
    apply_settings(*state_, now);
    Context context{state_->services, now};
    desk::schedule_retention(context);
    transaction.commit();
    return started;
}

std::expected<Applied, Unavailable> Core::apply(const std::vector<chat::Batch>& batches, Time now) {
    State& state = *state_;
    Applied applied;
    try {
        bool is_done = false;
        if (state.cautious_left == 0) {
            Undo undo(state);
            try {
                Database::Transaction transaction(state.services.database);
                handle_all(state, batches, now);
                fire_timers(state, now);
                Context context{state.services, now};
                applied.deliver = desk::hand_out(context);
                transaction.commit();
                is_done = true;
            } catch (const storage::StorageUnavailable&) {
                undo.apply();
                throw;
            } catch (const storage::StorageDamaged&) {
                throw;
            } catch (const std::exception& problem) {
                undo.apply();
                state.services.log.write(chat::LogLevel::error, "batch_failed",
                                         {{"error", problem.what()}});
            }
        }
        if (!is_done) {
            applied.parked = handle_one_by_one(state, batches, now);
            fire_one_by_one(state, now);
            Undo undo(state);
            Database::Transaction transaction(state.services.database);
            Context context{state.services, now};
            applied.deliver = desk::hand_out(context);
            transaction.commit();
        }
        // Not done while others read the file: then after the next transaction.
        if (state.services.needs_scrub) {
            state.services.needs_scrub = !state.services.database.scrub();
        }
        applied.next_due = state.services.tables.timers.next_due();
    } catch (const storage::StorageUnavailable& problem) {
        state.services.roster.forget();
        withdraw_attempt(state);
        return std::unexpected(Unavailable{problem.is_full, problem.what()});
    }
    return applied;
}

void Core::stop(Time) {
    Database::Transaction transaction(state_->services.database);
    state_->services.tables.facts.remove(running_fact);
    state_->services.tables.facts.remove(attempt_fact);
    transaction.commit();
}

void Core::reload(desk::Settings settings, std::shared_ptr<const text::Snapshot> texts, Time now) {
    state_->settings = std::move(settings);
    state_->services.texts = std::move(texts);
    state_->lexicon = commands::Lexicon(state_->services.texts->words);
    Database::Transaction transaction(state_->services.database);
    apply_settings(*state_, now);
    transaction.commit();
}

} // namespace peerdesk::runtime
