// SPDX-License-Identifier: MIT
// The real desk with a community around it: a clock that jumps to whatever comes next, the people's
// words in, everything the desk owes out and reported as sent. No sockets, no threads, no disk.
#pragma once

#include "bot/runtime/core.hpp"
#include "tests/simulation/community/population.hpp"
#include "tests/simulation/silent_log.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::community {

/// A row of the outbox as it was when it was written.
struct Line {
    std::int64_t id = 0;
    std::string network;
    bool is_direct = false;
    std::string place;
    std::string body;
    std::int64_t person = 0; ///< empty: 0
    std::int64_t ticket = 0;
    std::int64_t introduction = 0; ///< the pair it is about
    bool is_words = false;         ///< and carries what one of them said
};

class Town {
  public:
    using Listener = std::function<void(const std::vector<Line>&)>;

    Town(const Size& size, std::shared_ptr<const text::Snapshot> texts);

    [[nodiscard]] const Size& size() const { return size_; }
    [[nodiscard]] Time now() const { return now_; }
    [[nodiscard]] Time begin() const { return begin_; }
    [[nodiscard]] Time end() const { return begin_ + std::chrono::days{size_.days}; }
    [[nodiscard]] Dice& dice() { return dice_; }
    [[nodiscard]] storage::Database& database() { return database_; }
    [[nodiscard]] std::vector<Resident>& people() { return people_; }
    /// Behind a text that names them or an account of theirs; nullptr for a room.
    [[nodiscard]] Resident* behind(std::string_view account);

    /// Told of what the desk wrote, after each commit.
    void on_lines(Listener listener) { listeners_.push_back(std::move(listener)); }
    void at(Time moment, std::function<void()> act) { acts_.emplace(moment, std::move(act)); }
    void later(std::chrono::minutes wait, std::function<void()> act) {
        at(now_ + wait, std::move(act));
    }
    /// In their direct chat with the bot. Who is gone says nothing.
    void say(Resident& who, const std::string& text);
    void say_by_second_account(Resident& who, const std::string& text);
    void say_in_staff_room(Resident& who, const std::string& text);
    /// Plays until the end, or until there are enough problems to look at.
    void run();

    void problem(const std::string& what);
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
    [[nodiscard]] std::int64_t messages() const { return messages_; }

  private:
    void receive(const std::string& network, const std::string& name, const Resident& who,
                 const chat::Place& place, const std::string& text);
    void apply(std::vector<chat::Batch> batches);
    [[nodiscard]] std::vector<Line> new_lines();
    [[nodiscard]] desk::Settings settings() const;

    Size size_;
    Time begin_;
    Time now_;
    Dice dice_;
    std::vector<Resident> people_;
    storage::Database database_ = storage::Database::in_memory();
    simulation::SilentLog log_;
    std::unique_ptr<runtime::Core> core_;
    std::multimap<Time, std::function<void()>> acts_; ///< of one moment in the order they were set
    std::map<std::string, std::vector<chat::Event>> reports_; ///< by network, not yet told
    std::optional<Time> next_due_;
    std::vector<Listener> listeners_;
    std::int64_t newest_line_ = 0;
    std::int64_t messages_ = 0;
    std::int64_t events_ = 0;
    std::vector<std::string> problems_;
};

} // namespace peerdesk::community
