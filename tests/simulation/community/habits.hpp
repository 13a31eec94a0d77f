// SPDX-License-Identifier: MIT
// What the people of a community do: ask, answer, offer, wish, accept, forget to answer, meet,
// learn, pause, move their hours, leave. They react to what the desk tells them, and everything
// they do is typed.
#pragma once

#include "tests/simulation/community/town.hpp"

#include <map>
#include <set>
#include <utility>

namespace peerdesk::community {

class Habits {
  public:
    explicit Habits(Town& town);
    /// Lays out everybody's first day; the rest follows from it.
    void begin();

    /// A person and a skill of which the desk may count that they learned it: they typed it, or
    /// said yes where it was named.
    using Learned = std::set<std::pair<std::size_t, std::string>>;
    [[nodiscard]] const Learned& may_have_learned() const { return learned_; }

  private:
    void hear(const std::vector<Line>& lines);
    void hear_about_pair(Resident& who, const Line& line);
    void answer_proposal(Resident& who, std::int64_t introduction);
    void live_as_pair(Resident& who, std::int64_t introduction, bool is_mentee,
                      const std::string& skill);
    void hear_about_ticket(Resident& who, const Line& line);
    void see_new_tickets();

    void arrive(Resident& who);
    void introduce_themselves(Resident& who);
    void offer_things(Resident& who);
    void plan_question(Resident& who);
    void plan_wish(Resident& who);
    void plan_change_as_mentor(Resident& who);
    void change_as_mentor(Resident& who);
    void look_around(Resident& who);
    void plan_farewell(Resident& who);
    void plan_link(Resident& who);
    void hear_link_code(Resident& who, const Line& line);

    void plan_ticket(std::int64_t ticket, const std::string& skill);
    void close_ticket(Resident& who, std::int64_t ticket, const std::string& skill);
    void lead(Resident& who);
    void shut_out_somebody(Resident& who);

    [[nodiscard]] int people_behind(const Resident& who);
    [[nodiscard]] std::chrono::minutes wait(int least_minutes, int most_minutes);
    [[nodiscard]] std::chrono::minutes about_days(int days);
    [[nodiscard]] bool chance(int percent) { return town_.dice().chance(percent); }
    [[nodiscard]] std::string yes_word(const Resident& who);

    Town& town_;
    std::set<std::pair<std::int64_t, std::size_t>> asked_;  ///< introduction and person
    std::set<std::pair<std::int64_t, std::size_t>> paired_; ///< the same, once both said yes
    std::set<std::int64_t> asked_learner_;                  ///< tickets
    std::map<std::int64_t, std::string> taught_;            ///< skill by ticket
    Learned learned_;
    std::int64_t newest_ticket_ = 0;
};

} // namespace peerdesk::community
