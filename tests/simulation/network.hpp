// SPDX-License-Identifier: MIT
// A network that loses, delays, refuses and forgets, with the people on it. What it hands over and
// reports keeps the promises of adapters/chat; everything else is chance.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/world.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peerdesk::simulation {

using chat::Time;

class Network {
  public:
    /// `on_shown` is told of every message that a human really sees.
    using OnShown = std::function<void(const chat::Outbound&, std::optional<std::size_t> human)>;

    Network(const NetPlan& plan, const World& world, Dice& dice, FaultCounts& faults,
            OnShown on_shown);

    [[nodiscard]] const NetPlan& plan() const { return plan_; }
    [[nodiscard]] bool is_up() const { return is_up_; }

    // --- people
    [[nodiscard]] chat::Author author(const Human& human);
    /// The human behind an id, also of guests long gone.
    [[nodiscard]] std::optional<std::size_t> human_of(const std::string& author_id) const;
    [[nodiscard]] bool is_away(const Human& human) const { return away_.contains(human.id); }
    void say(const Human& human, const chat::Place& place, std::string text, bool mentions_us,
             Time now);
    void leave(const Human& human, Time now);
    void go_away(const Human& human) { away_.insert(human.id); }
    void come_back(const Human& human, Time now);
    /// From now on this guest is called like another, who has left.
    void take_name(const Human& human, std::string name) { names_[human.id] = std::move(name); }

    // --- the link
    void go_up(Time now);
    void go_down(Time now);
    /// The process ended: nothing in flight is ever reported, guests are lost to us.
    void forget_process();

    // --- events for the desk
    [[nodiscard]] bool has_events() const { return !events_.empty(); }
    /// The next events, at least one; they stay until `consumed`.
    [[nodiscard]] std::vector<chat::Event> peek(std::size_t count) const;
    void consumed(std::size_t count);

    // --- messages from the desk
    void deliver(const chat::Outbound& message, Time now);
    /// Lets some reports that were held back arrive.
    void hurry(Time now, bool all);
    /// Everything goes well from now on.
    void calm_down() { is_calm_ = true; }
    /// Whether a message to this place would arrive, the link being up.
    [[nodiscard]] bool can_reach(const chat::Place& place) const;
    /// Whether a human (or a room) was shown the row at least once.
    [[nodiscard]] bool was_shown(std::int64_t outbox_id) const {
        return shown_.contains(outbox_id);
    }

  private:
    void push(chat::EventBody body, Time now);
    void report(std::int64_t outbox_id, chat::Delivery delivery, std::string reason, Time now);
    [[nodiscard]] chat::Delivery draw_end(const chat::Outbound& message);

    const NetPlan& plan_;
    Dice& dice_;
    FaultCounts& faults_;
    OnShown on_shown_;
    bool is_up_ = false;
    bool is_calm_ = false;
    std::uint64_t events_made_ = 0;
    std::uint64_t guests_made_ = 0;
    std::deque<chat::Event> events_;
    std::vector<chat::DeliveryReported> held_back_;
    std::map<std::size_t, std::string> guest_ids_; ///< human -> id in sight now
    std::map<std::string, std::size_t> humans_;    ///< every id ever seen
    std::map<std::size_t, std::string> names_;
    std::set<std::size_t> away_;
    std::set<std::int64_t> shown_;
};

} // namespace peerdesk::simulation
