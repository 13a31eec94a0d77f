// SPDX-License-Identifier: MIT
#include "bot/runtime/core.hpp"

#include "bot/desk/handing_out.hpp"
#include "bot/desk/maintenance.hpp"
#include "bot/engagement/weekly.hpp"
#include "bot/runtime/core_alone.hpp"
#include "bot/skills/loading.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace peerdesk::runtime {

using conversation::Context;
using storage::Database;

namespace {

constexpr const char* running_fact = "running";
constexpr std::chrono::minutes scrub_pause{10};
constexpr std::chrono::minutes scrub_retry{1};
constexpr std::chrono::hours clock_step{1}; ///< smaller steps back move no week

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

/// In the caller's transaction: nobody meets half a tree.
void store_skills(Core::State& state, Time now) {
    if (!state.skill_tree) return;
    skills::load_tree(state.services.database, *state.skill_tree, now);
    state.skill_tree.reset();
}

/// Leaves no trace of who was forgotten. Not done while others read the file, and not at once
/// again: it writes the whole file, and nobody may keep the desk busy by being forgotten in a loop.
void scrub_when_due(Core::State& state, Time now, std::optional<Time>& next_due) {
    if (!state.services.needs_scrub) return;
    // A clock that jumped back must not put it off for longer than the pause.
    if (now >= state.next_scrub || state.next_scrub - now > scrub_pause) {
        state.services.needs_scrub = !state.services.database.scrub();
        state.next_scrub = now + (state.services.needs_scrub ? scrub_retry : scrub_pause);
        if (!state.services.needs_scrub) return;
    }
    next_due = next_due ? std::min(*next_due, state.next_scrub) : state.next_scrub;
}

/// A clock that was wrong and is put right: what was planned by it is planned anew.
void follow_clock(Core::State& state, Time now) {
    const bool was_put_back = now + clock_step < state.latest;
    state.latest = now;
    if (!was_put_back) return;
    Database::Transaction transaction(state.services.database);
    Context context{state.services, now};
    engagement::plan_weekly(context);
    transaction.commit();
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

void Core::expect(const std::string& network, const chat::Capabilities& capabilities) {
    state_->services.networks[network].capabilities = capabilities;
}

void Core::take_skills(std::optional<std::vector<storage::TreeSkill>> tree) {
    state_->skill_tree = std::move(tree);
}

Started Core::start(Time now) {
    Started started;
    Database::Transaction transaction(state_->services.database);
    auto& facts = state_->services.tables.facts;
    started.was_unclean = facts.get(running_fact).has_value();
    if (started.was_unclean) {
        state_->cautious_left = State::cautious_events;
        state_->suspect = facts.get(attempt_fact);
        if (state_->suspect && state_->suspect->starts_with(again_mark)) {
            state_->suspect->erase(0, again_mark.size());
            state_->is_suspect_proven = true;
        }
    }
    facts.set(running_fact, "1");
    apply_settings(*state_, now);
    store_skills(*state_, now);
    Context context{state_->services, now};
    desk::schedule_retention(context);
    engagement::plan_weekly(context);
    transaction.commit();
    return started;
}

std::expected<Applied, Unavailable> Core::apply(const std::vector<chat::Batch>& batches, Time now) {
    State& state = *state_;
    Applied applied;
    try {
        follow_clock(state, now);
        bool is_done = false;
        if (state.cautious_left == 0) {
            const auto error = in_one_transaction(state, [&] {
                handle_all(state, batches, now);
                fire_timers(state, now);
                Context context{state.services, now};
                applied.deliver = desk::hand_out(context);
            });
            is_done = !error;
            if (error) {
                state.services.log.write(chat::LogLevel::error, "batch_failed",
                                         {{"error", *error}});
            }
        }
        if (!is_done) {
            applied.parked = handle_one_by_one(state, batches, now);
            fire_one_by_one(state, now);
            const auto error = in_one_transaction(state, [&] {
                Context context{state.services, now};
                applied.deliver = desk::hand_out(context);
            });
            if (error) throw std::logic_error(*error); // nothing of theirs is left to blame
        }
        applied.next_due = state.services.tables.timers.next_due();
        scrub_when_due(state, now, applied.next_due);
    } catch (const storage::StorageUnavailable& problem) {
        state.services.roster.forget();
        withdraw_attempt(state);
        return std::unexpected(Unavailable{problem.is_full, problem.what()});
    }
    return applied;
}

void Core::stop(Time) {
    if (state_->services.needs_scrub)
        state_->services.needs_scrub = !state_->services.database.scrub();
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
    store_skills(*state_, now);
    Context context{state_->services, now};
    engagement::plan_weekly(context);
    transaction.commit();
}

} // namespace peerdesk::runtime
