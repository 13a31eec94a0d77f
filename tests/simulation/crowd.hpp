// SPDX-License-Identifier: MIT
// The people: each turn one of them says something somewhere, or their connection changes.
#pragma once

#include "storage/database.hpp"
#include "tests/simulation/phrases.hpp"
#include "tests/simulation/watch.hpp"

#include <functional>
#include <optional>

namespace peerdesk::simulation {

class Crowd {
  public:
    Crowd(const World& world, Networks& networks, Markers& markers, Watch& watch,
          storage::Database& database, Dice& dice, FaultCounts& faults)
        : world_(world), networks_(networks), markers_(markers), watch_(watch), database_(database),
          dice_(dice), faults_(faults) {}

    /// One thing that happens at `now`.
    void act(Time now);

  private:
    void act_as_newcomer(const Human& human, Network& network);
    void ask_in_room(const Human& human, Network& network);
    void hurry_many(const Human& human, Network& network);
    void use_code(const Human& human, Network& network);
    void act_as_responder(const Human& human, Network& network);
    void act_as_coordinator(const Human& human, Network& network);
    void move(const Human& human, Network& network);
    void change_room(Network& network);
    // On networks with threads: crowd_threads.cpp.
    void act_in_threads(const Human& human, Network& network);
    void act_as_threaded_newcomer(const Human& human, Network& network);
    void talk_in_thread(const Human& human, Network& network);
    void reply_to_asker(const Human& human, Network& network);
    void command_in_thread(const Human& human, Network& network);
    void set_sign(const Human& human, Network& network);
    void edit_something(const Human& human, Network& network);
    void remove_something(const Human& human, Network& network);
    void send_file(const Human& human, Network& network);
    /// One of the messages meant, the newest likelier.
    [[nodiscard]] std::optional<Posted>
    some_message(const Network& network, const std::function<bool(const Posted&)>& is_meant);
    [[nodiscard]] std::int64_t ticket_of(const Posted& posted);
    void take_left_name(const Human& human, Network& network);

    void say_directly(const Human& human, Network& network, std::string text);
    void say_in(const Human& human, Network& network, const chat::Place& room, std::string text,
                bool mentions_us = false);
    void work(const Human& human, Network& network, const std::string& command);
    [[nodiscard]] std::string direct_question(const Human& human);
    [[nodiscard]] std::int64_t some_ticket();
    [[nodiscard]] std::string own_code(const Human& human);

    const World& world_;
    Networks& networks_;
    Markers& markers_;
    Watch& watch_;
    storage::Database& database_;
    Dice& dice_;
    FaultCounts& faults_;
    Time now_;
    std::map<std::size_t, std::string> last_question_;
    std::map<std::string, std::string> left_names_; ///< network -> name a guest gave up
};

} // namespace peerdesk::simulation
