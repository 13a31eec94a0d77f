// SPDX-License-Identifier: MIT
// What responders and coordinators do.
#include "tests/simulation/community/habits.hpp"

#include <algorithm>

namespace peerdesk::community {

using namespace std::chrono_literals;

void Habits::see_new_tickets() {
    auto row = town_.database().prepare("SELECT id FROM tickets WHERE id > ? ORDER BY id");
    row.bind(newest_ticket_);
    while (row.step()) {
        newest_ticket_ = row.integer("id");
        plan_ticket(newest_ticket_, skill_names().at(draw_skill(town_.dice(), town_.size())));
    }
}

/// Most are taken within hours, some the next day, a few by nobody.
void Habits::plan_ticket(std::int64_t ticket, const std::string& skill) {
    if (chance(4)) return;
    std::vector<std::size_t> responders;
    for (const Resident& each : town_.people()) {
        if (each.is_responder) responders.push_back(each.id);
    }
    Resident& who = town_.people().at(town_.dice().pick(responders));
    const auto delay = chance(85) ? wait(2, 8 * 60) : wait(8 * 60, 50 * 60);
    const std::string number = std::to_string(ticket);
    town_.later(delay, [&who, this, ticket, number, skill] {
        town_.say_in_staff_room(who, "!claim " + number);
        town_.later(wait(3, 90), [&who, this, ticket, number, skill] {
            town_.say_in_staff_room(who, "!reply " + number + " Press the button at the top.");
            if (chance(75)) {
                town_.later(wait(30, 3000),
                            [&, ticket, skill] { close_ticket(who, ticket, skill); });
            }
        });
    });
}

void Habits::close_ticket(Resident& who, std::int64_t ticket, const std::string& skill) {
    const std::string number = std::to_string(ticket);
    if (chance(60)) {
        taught_[ticket] = skill;
        town_.say_in_staff_room(who, "!close " + number + " taught " + skill);
    } else {
        town_.say_in_staff_room(who, "!close " + number + " answered");
    }
}

void Habits::shut_out_somebody(Resident& who) {
    const auto& somebody = town_.dice().pick(town_.people());
    if (!chance(95) || somebody.arrives >= town_.now() || somebody.is_gone ||
        somebody.is_coordinator) {
        return;
    }
    const int days = town_.dice().between(2, 14);
    town_.say(who, "block @" + somebody.name + " " + std::to_string(days) + "d shouting");
}

void Habits::lead(Resident& who) {
    town_.later(7 * 24h + wait(60, 600), [this, &who] {
        town_.say(who, "summary last");
        town_.say(who, "mentors");
        town_.say(who, "indicators");
        // In a small community as often as in a large one, so that the gates are tried.
        const int tries = std::max(1, 300 / town_.size().people);
        for (int i = 0; i < tries; ++i)
            shut_out_somebody(who);
        lead(who);
    });
}

} // namespace peerdesk::community
