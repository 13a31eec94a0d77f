// SPDX-License-Identifier: MIT
// A network that loses, delays, refuses and forgets, with the people on it. What it hands over and
// reports keeps the promises of adapters/chat; everything else is chance.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/timeline.hpp"
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
    /// The direct chat of a human with us.
    [[nodiscard]] chat::Place direct(const Human& human);

    // --- people on a network with threads
    /// How a message hangs on others.
    struct Form {
        std::string thread;
        std::string reply_to;
        std::vector<chat::Attachment> attachments{};
        bool mentions_us = false;
    };
    void write(const Human& human, const chat::Place& place, std::string text, const Form& form,
               Time now);
    void edit(const Human& human, const std::string& remote_id, std::string text, Time now);
    void remove(const Human& human, const std::string& remote_id, Time now);
    void react(const Human& human, const std::string& remote_id, std::string sign, Time now);
    void write_unreadable(const Human& human, Time now);
    [[nodiscard]] const Timeline& timeline() const { return timeline_; }
    /// Events whose meaning hangs on a message of ours that the desk may not know as sent: the
    /// process ended before it was told.
    [[nodiscard]] bool is_unsure(const std::string& key) const { return unsure_.contains(key); }

    // --- rooms
    [[nodiscard]] bool is_closed(const chat::Place& room) const { return closed_.contains(room); }
    void close_room(const chat::Place& room, Time now);
    void open_room(const chat::Place& room, Time now);
    void renew_room(const chat::Place& room, Time now);
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
    /// The desk may have committed events that were not consumed here: nobody knows how many
    /// messages it takes for being on their way.
    void lose_count() { in_flight_.clear(); }
    /// Everything goes well from now on.
    void calm_down(Time now);
    /// Whether a message to this place would arrive, the link being up.
    [[nodiscard]] bool can_reach(const chat::Place& place) const;
    /// Whether a human (or a room) was shown the row at least once.
    [[nodiscard]] bool was_shown(std::int64_t outbox_id) const {
        return shown_.contains(outbox_id);
    }

  private:
    void push(chat::EventBody body, Time now, std::string key = {});
    /// What a human did, unless the room is closed to us.
    void push_act(const chat::Place& place, chat::EventBody body, Time now, std::string key = {});
    void report(chat::DeliveryReported report, Time now);
    void report_lost(Time now, chat::Delivery delivery);
    void deliver_threaded(const chat::Outbound& message, Time now);
    [[nodiscard]] bool must_wait(const chat::Place& place) const;
    void check_limit(const chat::Outbound& message);
    void show(const chat::Outbound& message);
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
    Timeline timeline_;
    std::vector<chat::DeliveryReported> lost_; ///< taken, but the answer never came
    /// Rows that were not taken, as long as the desk does not know: nothing overtakes them.
    std::map<std::int64_t, chat::Place> blocking_;
    std::map<std::int64_t, chat::Place> in_flight_; ///< handed over, the desk knows no end
    std::set<std::int64_t> refused_;
    std::set<chat::Place> closed_;
    std::set<chat::Place> renewing_; ///< until the desk knows
    std::set<std::string> unsure_;
};

} // namespace peerdesk::simulation
