// SPDX-License-Identifier: MIT
// What people do by themselves: arriving, asking, offering, wishing, changing, leaving.
#include "tests/simulation/community/habits.hpp"

#include <algorithm>
#include <map>

namespace peerdesk::community {

using namespace std::chrono_literals;

namespace {

std::string question(Dice& dice, const std::string& language, const std::string& skill) {
    static const std::map<std::string, std::vector<std::string>> texts{
        {"en", {"How do I begin with this? It is about: ", "My page is gone. Topic: "}},
        {"es", {"¿Cómo puedo empezar con esto? Es sobre: ", "No encuentro mi página. Tema: "}},
        {"fr",
         {"Comment commencer avec ceci ? Il s'agit de : ", "Mon article a disparu. Sujet : "}},
        {"ar", {"كيف أبدأ؟ الموضوع: ", "لا أجد مقالتي. الموضوع: "}},
        {"hi", {"मैं इसे कैसे शुरू करूँ? विषय: ", "मेरा लेख नहीं मिल रहा। विषय: "}},
        {"pt-br", {"Como eu começo com isto? É sobre: ", "Não acho o meu artigo. Tema: "}},
        {"ru", {"Как мне начать? Тема: ", "Моя статья пропала. Тема: "}},
    };
    return dice.pick(texts.at(language)) + skill;
}

} // namespace

Habits::Habits(Town& town) : town_(town) {
    town_.on_lines([this](const std::vector<Line>& lines) { hear(lines); });
}

std::chrono::minutes Habits::wait(int least_minutes, int most_minutes) {
    return std::chrono::minutes(town_.dice().between(least_minutes, most_minutes));
}

/// Between nothing and twice that, so that it is the average.
std::chrono::minutes Habits::about_days(int days) {
    return wait(30, days * 2 * 24 * 60);
}

std::string Habits::yes_word(const Resident& who) {
    static const std::map<std::string, std::string> words{
        {"es", "sí"}, {"fr", "oui"}, {"ar", "نعم"}, {"hi", "हाँ"}, {"pt-br", "sim"}, {"ru", "да"}};
    const auto found = words.find(who.language);
    return found == words.end() || chance(50) ? "yes" : found->second;
}

void Habits::begin() {
    for (Resident& who : town_.people()) {
        town_.at(who.arrives, [this, &who] { arrive(who); });
        if (who.is_coordinator) lead(who);
    }
}

void Habits::arrive(Resident& who) {
    if (chance(30)) town_.say(who, "hi");
    introduce_themselves(who);
    if (!who.knows.empty()) town_.later(wait(5, 5 * 24 * 60), [&] { offer_things(who); });
    plan_question(who);
    plan_wish(who);
    plan_farewell(who);
    if (!who.second_name.empty()) plan_link(who);
}

void Habits::introduce_themselves(Resident& who) {
    if (who.language != "en" && chance(70)) town_.say(who, "language " + who.language);
    if (who.language == "en" && chance(50)) town_.say(who, "language en");
    if (!who.region.empty()) town_.say(who, "region " + who.region);
    if (chance(50)) {
        const bool speaks_english = who.language != "en" && chance(50);
        town_.say(who, "languages " + who.language + " native" + (speaks_english ? ", en 3" : ""));
    }
    if (chance(40)) {
        who.hours = draw_hours(town_.dice(), who.zone);
        town_.say(who, "available " + who.hours->typed());
    }
    if (chance(25))
        town_.say(who, "want " + skill_names().at(draw_skill(town_.dice(), town_.size())));
}

void Habits::offer_things(Resident& who) {
    for (const std::size_t skill : who.knows) {
        const std::string level =
            chance(60) ? " " + std::to_string(town_.dice().between(1, 5)) : "";
        town_.say(who, "offer " + skill_names().at(skill) + level);
    }
    plan_change_as_mentor(who);
}

void Habits::plan_question(Resident& who) {
    town_.later(about_days(who.question_days), [this, &who] {
        const auto& skill = skill_names().at(draw_skill(town_.dice(), town_.size()));
        const std::string ask = chance(60) ? "ask " : "";
        town_.say(who, ask + question(town_.dice(), who.language, skill));
        plan_question(who);
    });
}

void Habits::plan_wish(Resident& who) {
    town_.later(about_days(who.request_days), [this, &who] {
        const auto& skill = skill_names().at(draw_skill(town_.dice(), town_.size()));
        town_.say(who, "mentor " + skill);
        if (chance(5)) {
            town_.later(wait(60, 3 * 24 * 60),
                        [this, &who, skill] { town_.say(who, "withdraw " + skill); });
        }
        look_around(who);
        plan_wish(who);
    });
}

void Habits::look_around(Resident& who) {
    static const std::vector<std::string> looks{"introductions", "offers",        "why", "status",
                                                "my data",       "accept 999999", "met", "goodbye"};
    if (chance(25)) town_.later(wait(1, 2000), [&] { town_.say(who, town_.dice().pick(looks)); });
}

void Habits::plan_change_as_mentor(Resident& who) {
    town_.later(about_days(30), [this, &who] {
        change_as_mentor(who);
        plan_change_as_mentor(who);
    });
}

void Habits::change_as_mentor(Resident& who) {
    const int thrown = town_.dice().below(100);
    const std::string skill = skill_names().at(town_.dice().pick(who.knows));
    if (thrown < 25) {
        const int capacity = town_.dice().between(0, 5);
        who.capacity_most = std::max(who.capacity_most, capacity);
        town_.say(who, "mentees " + std::to_string(capacity));
    } else if (thrown < 45) {
        who.hours = draw_hours(town_.dice(), who.zone);
        town_.say(who, "available " + who.hours->typed());
    } else if (thrown < 60) {
        town_.say(who, chance(50) ? "pause" : "pause until 10d");
        town_.later(about_days(6), [&] { town_.say(who, "back"); });
    } else if (thrown < 70) {
        town_.say(who, "withdraw " + skill);
        town_.later(about_days(10), [&, skill] { town_.say(who, "offer " + skill); });
    } else if (thrown < 80) {
        town_.say(who, "offer " + skill_names().at(draw_skill(town_.dice(), town_.size())));
    } else {
        look_around(who);
    }
}

int Habits::people_behind(const Resident& who) {
    auto row = town_.database().prepare("SELECT count(DISTINCT person_id) AS n FROM identities"
                                        " WHERE account IN (?, ?)");
    row.bind("a:" + who.name).bind("a:" + who.second_name).step();
    return static_cast<int>(row.integer("n"));
}

void Habits::plan_farewell(Resident& who) {
    if (!who.leaves) return;
    town_.at(*who.leaves, [this, &who] {
        // Who is two people to the desk would be forgotten by half.
        if (people_behind(who) != 1) return;
        town_.say(who, "forget me");
        town_.later(wait(1, 3), [&who, this] {
            town_.say(who, "yes");
            who.is_gone = people_behind(who) == 0; // not while they are blocked
            who.gone_at = town_.now();
        });
    });
}

/// Writes by another account first, and finds out later that both can be one.
void Habits::plan_link(Resident& who) {
    town_.later(about_days(8), [this, &who] {
        town_.say_by_second_account(
            who, "want " + skill_names().at(draw_skill(town_.dice(), town_.size())));
        town_.say_by_second_account(
            who, "mentor " + skill_names().at(draw_skill(town_.dice(), town_.size())));
        if (chance(50)) {
            town_.say_by_second_account(
                who, "offer " + skill_names().at(draw_skill(town_.dice(), town_.size())));
        }
        town_.later(about_days(10), [&] { town_.say(who, "link"); });
    });
}

void Habits::hear_link_code(Resident& who, const Line& line) {
    const auto at = line.body.rfind("\nlink ");
    if (at == std::string::npos || who.second_name.empty() || who.has_linked) return;
    who.has_linked = true;
    town_.later(wait(1, 5), [this, &who, command = line.body.substr(at + 1)] {
        if (who.is_gone) return;
        town_.say_by_second_account(who, command);
    });
}

} // namespace peerdesk::community
