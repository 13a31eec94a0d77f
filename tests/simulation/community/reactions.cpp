// SPDX-License-Identifier: MIT
// What people do because the desk told them something.
#include "tests/simulation/community/habits.hpp"

#include <algorithm>

namespace peerdesk::community {

using namespace std::chrono_literals;

void Habits::hear(const std::vector<Line>& lines) {
    for (const Line& line : lines) {
        if (!line.is_direct) continue;
        Resident* who = town_.behind(line.place);
        if (who == nullptr || who->is_gone) continue;
        hear_link_code(*who, line);
        if (line.introduction != 0 && !line.is_words) hear_about_pair(*who, line);
        if (line.ticket != 0) hear_about_ticket(*who, line);
    }
    see_new_tickets();
}

void Habits::hear_about_pair(Resident& who, const Line& line) {
    auto row = town_.database().prepare(
        "SELECT n.state, n.mentee_id, s.name AS skill, CASE WHEN n.mentor_id = ?2"
        " THEN n.mentor_answer ELSE n.mentee_answer END AS answer FROM introductions AS n"
        " LEFT JOIN skills AS s ON s.id = n.skill_id WHERE n.id = ?1");
    row.bind(line.introduction).bind(line.person);
    if (!row.step()) return;
    const std::string state = row.text("state");
    const bool is_mentee = row.integer("mentee_id") == line.person;
    if (state == "proposed" && row.text("answer") == "asked") {
        if (asked_.insert({line.introduction, who.id}).second)
            answer_proposal(who, line.introduction);
    } else if (state == "agreed") {
        if (paired_.insert({line.introduction, who.id}).second) {
            live_as_pair(who, line.introduction, is_mentee, row.text("skill"));
        } else if (chance(40)) {
            // Asked whether they met.
            const bool have_met = chance(who.meets_percent);
            town_.later(wait(10, 1500), [&who, this, have_met] {
                town_.say(who, have_met ? yes_word(who) : "no");
            });
        }
    }
}

void Habits::answer_proposal(Resident& who, std::int64_t introduction) {
    if (!chance(who.answer_percent)) return; // forgets it
    const bool is_yes = chance(who.yes_percent);
    const std::string number = std::to_string(introduction);
    std::string words = is_yes ? "accept " + number : "decline " + number;
    if (chance(25)) words = is_yes ? yes_word(who) : "no";
    if (!is_yes && chance(20)) words = "decline " + number + " I have no time";
    if (is_yes && chance(10)) words = "accept";
    // Some answer on the third day, after the reminder; some later still, in vain.
    const auto delay = chance(80) ? wait(5, 24 * 60) : wait(24 * 60, 80 * 60);
    town_.later(delay, [&who, this, words] { town_.say(who, words); });
}

void Habits::live_as_pair(Resident& who, std::int64_t introduction, bool is_mentee,
                          const std::string& skill) {
    const std::string number = std::to_string(introduction);
    const auto say_later = [&](std::chrono::minutes when, const std::string& text) {
        town_.later(when, [&who, this, text] { town_.say(who, text); });
    };
    if (chance(60)) say_later(wait(5, 600), "tell " + number + " Hello! Have you time tomorrow?");
    if (chance(2)) say_later(wait(600, 9000), "problem " + number + " They do not write back.");
    if (chance(15)) say_later(about_days(12), "goodbye " + number);
    if (!is_mentee || !chance(who.meets_percent)) return;
    const auto meeting = wait(12 * 60, 15 * 24 * 60);
    say_later(meeting, "met " + number);
    if (!chance(who.learns_percent)) return;
    town_.later(meeting + wait(5, 8 * 24 * 60), [&who, this, skill] {
        learned_.insert({who.id, skill});
        town_.say(who, "learned " + skill);
    });
}

void Habits::hear_about_ticket(Resident& who, const Line& line) {
    auto row = town_.database().prepare(
        "SELECT t.state, t.first_answer_ms IS NOT NULL AS is_answered FROM tickets AS t"
        " JOIN identities AS i ON i.person_id = t.asker_id WHERE t.id = ? AND i.account = ?");
    row.bind(line.ticket).bind("a:" + who.name);
    if (!row.step()) return;
    if (row.text("state") != "closed") {
        if (row.integer("is_answered") == 0 || !chance(25)) return;
        town_.later(wait(10, 3000), [&who, this, number = std::to_string(line.ticket)] {
            town_.say(who, "solved " + number);
        });
        return;
    }
    if (!asked_learner_.insert(line.ticket).second) return;
    const auto taught = taught_.find(line.ticket);
    if (taught == taught_.end()) return;
    learned_.insert({who.id, taught->second}); // by any yes while that is the newest question
    if (!chance(who.learns_percent)) return;
    town_.later(wait(5, 2000), [&who, this, skill = taught->second] {
        town_.say(who, chance(50) ? yes_word(who) : "learned " + skill);
    });
}

} // namespace peerdesk::community
