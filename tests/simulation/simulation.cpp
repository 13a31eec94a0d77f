// SPDX-License-Identifier: MIT
#include "tests/simulation/simulation.hpp"

#include "storage/facts.hpp"
#include "tests/simulation/checks.hpp"
#include "tests/simulation/checks_threads.hpp"
#include "tests/simulation/commit_fault.hpp"
#include "tests/simulation/trace.hpp"

#include <algorithm>
#include <numeric>

namespace peerdesk::simulation {

using namespace std::chrono_literals;

namespace {

constexpr int steps_least = 35;
constexpr int steps_most = 75;
constexpr std::size_t events_least = 130;
constexpr int events_at_once_max = 12;
constexpr int crash_percent = 2;
constexpr int write_fault_percent = 3;
constexpr int full_disk_percent = 8;          ///< most transactions need no new page
constexpr std::size_t cautious_events = 1000; ///< more than the core handles one by one
constexpr int calm_rounds_max = 2000;
constexpr int replayed_percent = 40; ///< of the seeds: the dearest of the checks
const Time first_moment = std::chrono::sys_days{std::chrono::year{2026} / 11 / 19} + 9h;

/// What a network may tell twice.
bool is_said(const chat::EventBody& body) {
    return std::holds_alternative<chat::MessageReceived>(body) ||
           std::holds_alternative<chat::MessageEdited>(body) ||
           std::holds_alternative<chat::MessageRemoved>(body) ||
           std::holds_alternative<chat::ReactionAdded>(body) ||
           std::holds_alternative<chat::MessageUnreadable>(body);
}

} // namespace

Simulation::Simulation(std::uint64_t seed, std::shared_ptr<const text::Snapshot> texts,
                       std::ostream* trace)
    : dice_(seed), texts_(std::move(texts)), world_(draw_world(dice_)),
      watch_(world_, markers_, database_),
      crowd_(world_, networks_, markers_, watch_, database_, dice_, outcome_.faults),
      now_(first_moment), trace_(trace) {
    for (const NetPlan& plan : world_.nets) {
        networks_.push_back(std::make_unique<Network>(
            plan, world_, dice_, outcome_.faults,
            [this](const chat::Outbound& message, std::optional<std::size_t> human) {
                watch_.shown(message, human);
            }));
    }
    history_.resize(networks_.size());
}

Outcome Simulation::run() {
    begin();
    const int steps = dice_.between(steps_least, steps_most);
    for (int step = 0; step < steps || outcome_.events < events_least; ++step) {
        if (!outcome_.problems.empty() || !watch_.problems().empty()) break;
        pass_time();
        crowd_.act(now_);
        if (dice_.chance(60)) pump();
        if (dice_.below(150) == 0) restart_cleanly();
    }
    if (outcome_.problems.empty()) calm_down();
    if (outcome_.problems.empty()) check();
    std::ranges::copy(watch_.problems(), std::back_inserter(outcome_.problems));
    return std::move(outcome_);
}

void Simulation::begin() {
    core_ = std::make_unique<runtime::Core>(database_, world_.settings, texts_, log_);
    for (const NetPlan& net : world_.nets)
        core_->expect(net.name, net.capabilities());
    static_cast<void>(core_->start(now_));
    journal_.push_back({Entry::Kind::start, now_, {}});
    for (auto& network : networks_)
        network->go_up(now_);
}

void Simulation::crash(Fault fault) {
    outcome_.faults.add(fault);
    if (trace_ != nullptr) trace_fault(*trace_, fault);
    core_.reset();
    for (auto& network : networks_)
        network->forget_process();
    cautious_left_ = cautious_events;
    begin();
}

void Simulation::restart_cleanly() {
    outcome_.faults.add(Fault::clean_restart);
    core_->stop(now_);
    journal_.push_back({Entry::Kind::stop, now_, {}});
    core_.reset();
    for (auto& network : networks_)
        network->forget_process();
    begin();
}

void Simulation::pass_time() {
    const int thrown = dice_.below(1000);
    if (thrown < 3) {
        outcome_.faults.add(Fault::clock_forward);
        now_ += std::chrono::hours(dice_.between(24, 240));
    } else if (thrown < 8) {
        outcome_.faults.add(Fault::clock_back);
        now_ -= std::chrono::minutes(dice_.between(1, 180));
    } else if (thrown < 100) {
        now_ += std::chrono::minutes(dice_.between(5, 300));
    } else {
        now_ += std::chrono::milliseconds(dice_.below(20'000));
    }
}

std::vector<chat::Batch> Simulation::gather(std::vector<std::size_t>& taken) {
    std::vector<std::size_t> order(networks_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!is_calm_ && order.size() > 1 && dice_.chance(50)) {
        std::ranges::reverse(order);
        outcome_.faults.add(Fault::reordered);
    }
    std::vector<chat::Batch> batches;
    taken.assign(networks_.size(), 0);
    for (const std::size_t index : order) {
        Network& network = *networks_[index];
        if (!network.has_events()) continue;
        auto events = network.peek(static_cast<std::size_t>(dice_.between(1, events_at_once_max)));
        taken[index] = events.size();
        const std::string cursor = network.plan().name + " " + events.back().key;
        batches.push_back({network.plan().name, std::move(events), {{"cursor", cursor}}});
    }
    return batches;
}

void Simulation::repeat_something(std::vector<chat::Batch>& batches) {
    if (is_calm_ || !dice_.chance(15)) return;
    const auto index = static_cast<std::size_t>(dice_.below(static_cast<int>(networks_.size())));
    if (history_[index].empty()) return;
    outcome_.faults.add(Fault::duplicate);
    batches.push_back({networks_[index]->plan().name, {dice_.pick(history_[index])}, {}});
}

void Simulation::check_unchanged(const std::vector<std::string>& before) {
    if (before != dump(database_)) problem("a failed transaction left something behind");
}

void Simulation::fail(const std::vector<chat::Batch>& batches) {
    const auto before = dump(database_);
    const bool is_applied = [&] {
        const WriteFault fault(database_);
        return core_->apply(batches, now_).has_value();
    }();
    if (is_applied) return problem("a failed commit was taken for a success");
    check_unchanged(before);
    if (dice_.chance(50)) {
        crash(Fault::crash_before_commit);
    } else {
        outcome_.faults.add(Fault::disk_unwritable);
    }
}

std::optional<runtime::Applied>
Simulation::apply_to_full_disk(const std::vector<chat::Batch>& batches) {
    const auto before = dump(database_);
    auto applied = [&] {
        const FullDisk fault(database_);
        return core_->apply(batches, now_);
    }();
    if (applied) return std::move(*applied);
    outcome_.faults.add(Fault::disk_full);
    if (cautious_left_ > 0) {
        can_replay_ = false;
        for (auto& network : networks_)
            network->lose_count();
    } else {
        check_unchanged(before);
    }
    return std::nullopt;
}

std::optional<runtime::Applied> Simulation::apply(const std::vector<chat::Batch>& batches) {
    if (!is_calm_ && !batches.empty() && dice_.chance(write_fault_percent)) {
        fail(batches);
        return std::nullopt;
    }
    if (!is_calm_ && dice_.chance(full_disk_percent)) return apply_to_full_disk(batches);
    auto applied = core_->apply(batches, now_);
    if (applied) return std::move(*applied);
    problem("nothing was applied: " + applied.error().detail);
    return std::nullopt;
}

void Simulation::pump() {
    std::vector<std::size_t> taken;
    auto batches = gather(taken);
    if (batches.empty() && !is_calm_ && (!next_due_ || *next_due_ > now_)) return;
    repeat_something(batches);
    const auto applied = apply(batches);
    if (!applied) return;
    if (applied->parked != 0) problem("an event was parked: " + log_.newest_error());
    journal_.push_back({Entry::Kind::apply, now_, batches});
    if (trace_ != nullptr) trace_applied(*trace_, now_, batches, applied->deliver);
    next_due_ = applied->next_due;
    for (std::size_t i = 0; i < networks_.size(); ++i) {
        for (chat::Event& event : networks_[i]->peek(taken[i])) {
            ++outcome_.events;
            if (cautious_left_ > 0) --cautious_left_;
            if (is_said(event.body)) history_[i].push_back(std::move(event));
        }
        networks_[i]->consumed(taken[i]);
    }
    check_cursors(batches);
    watch_.committed(batches, networks_, now_);
    hand_over(applied->deliver);
}

/// With the events their network's place to go on from is committed.
void Simulation::check_cursors(const std::vector<chat::Batch>& batches) {
    for (const chat::Batch& batch : batches) {
        const auto kept = storage::AdapterState(database_).of(batch.network);
        for (const chat::StateChange& change : batch.state) {
            if (std::ranges::find(kept, std::pair{change.key, change.value}) != kept.end())
                continue;
            problem("the cursor of " + batch.network + " was not kept");
        }
    }
}

void Simulation::hand_over(const std::vector<chat::Outbound>& messages) {
    const bool may_crash = !is_calm_ && !messages.empty();
    if (may_crash && dice_.chance(crash_percent)) return crash(Fault::crash_after_commit);
    const bool crashes_midway = may_crash && messages.size() > 1 && dice_.chance(crash_percent);
    const std::size_t count = crashes_midway ? messages.size() / 2 : messages.size();
    for (std::size_t i = 0; i < count; ++i) {
        named(messages[i].place.network).deliver(messages[i], now_);
    }
    if (crashes_midway) return crash(Fault::crash_while_sending);
    for (auto& network : networks_)
        network->hurry(now_, is_calm_);
}

/// From here on all goes well: what is owed must come to its end.
void Simulation::calm_down() {
    is_calm_ = true;
    for (auto& network : networks_) {
        if (!network->is_up()) network->go_up(now_);
        network->calm_down(now_);
        for (const Human& human : world_.humans) {
            if (network->is_away(human)) network->come_back(human, now_);
        }
    }
    for (int round = 0; round < calm_rounds_max && outcome_.problems.empty(); ++round) {
        pump();
        const bool is_owed = count_owed(database_) != 0;
        const bool has_events =
            std::ranges::any_of(networks_, [](const auto& each) { return each->has_events(); });
        const bool is_due = next_due_ && *next_due_ <= now_;
        if (!is_owed && !has_events && !is_due) return;
    }
    if (outcome_.problems.empty()) problem("the desk does not come to rest");
}

void Simulation::check() {
    for (auto& each : check_claims(database_))
        problem(std::move(each));
    for (auto& each : check_outbox(database_, networks_))
        problem(std::move(each));
    for (auto& each : check_indicators(database_))
        problem(std::move(each));
    for (auto& each : check_threads(database_, world_, networks_))
        problem(std::move(each));
    for (auto& each : watch_.find_unsent_replies())
        problem(std::move(each));
    for (auto& each : watch_.find_removed_words())
        problem(std::move(each));
    if (!can_replay_ || !dice_.chance(replayed_percent)) return;
    if (auto difference = replay_difference(journal_, world_, texts_, database_);
        !difference.empty()) {
        problem(std::move(difference));
    }
}

Network& Simulation::named(const std::string& network) {
    return **std::ranges::find_if(networks_,
                                  [&](const auto& each) { return each->plan().name == network; });
}

} // namespace peerdesk::simulation
