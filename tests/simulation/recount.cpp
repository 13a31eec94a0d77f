// SPDX-License-Identifier: MIT
#include "tests/simulation/recount.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace peerdesk::simulation {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

} // namespace

std::vector<Fact> read_facts(storage::Database& database) {
    std::vector<Fact> facts;
    auto rows = database.prepare("SELECT * FROM interactions ORDER BY id");
    while (rows.step()) {
        Fact fact;
        fact.desk = rows.integer("desk_id");
        fact.kind = rows.text("kind");
        fact.week = rows.text("week");
        fact.actor = rows.integer_if("actor_id").value_or(0);
        fact.ticket = rows.integer_if("ticket_id").value_or(0);
        fact.skill = rows.integer_if("skill_id").value_or(0);
        fact.is_by_person = rows.text("cause") == "person";
        fact.week_24h = rows.text("week_24h");
        fact.week_72h = rows.text("week_72h");
        fact.happened = rows.integer("happened_ms");
        fact.waited = rows.integer_if("waited_ms");
        facts.push_back(std::move(fact));
    }
    return facts;
}

Recount recount(const std::vector<Fact>& facts, std::int64_t desk, const std::string& week) {
    Recount result;
    std::multimap<std::int64_t, const Fact*> answers; ///< by ticket, by people, up to the week
    for (const Fact& fact : facts) {
        const bool is_answer = fact.desk == desk && fact.kind == "answered" && fact.is_by_person;
        if (is_answer && fact.week <= week) answers.emplace(fact.ticket, &fact);
    }
    const auto was_answered_in = [&](const Fact& asked, int hours) {
        const auto [first, last] = answers.equal_range(asked.ticket);
        return std::any_of(first, last, [&](const auto& answer) {
            return answer.second->happened - asked.happened <= hours * hour_ms;
        });
    };
    std::set<std::int64_t> asked_before;
    std::set<std::int64_t> first_timers;
    std::set<std::int64_t> helpers;
    std::set<std::int64_t> learners;
    std::set<std::pair<std::int64_t, std::int64_t>> pairs;
    std::map<std::int64_t, bool> is_open;
    for (const Fact& fact : facts) {
        if (fact.desk != desk) continue;
        const bool is_now = fact.week == week;
        const bool is_past = fact.week <= week; // ISO weeks sort as text
        if (fact.kind == "asked") {
            if (is_now) ++result.asked;
            if (is_now && !asked_before.contains(fact.actor)) first_timers.insert(fact.actor);
            asked_before.insert(fact.actor);
            if (fact.week_24h == week) {
                ++result.due_24h;
                if (was_answered_in(fact, 24)) ++result.answered_24h;
            }
            if (fact.week_72h == week) {
                ++result.due_72h;
                if (was_answered_in(fact, 72)) ++result.answered_72h;
            }
            if (is_past) is_open[fact.ticket] = true;
        }
        if (is_past && (fact.kind == "closed" || fact.kind == "auto_closed")) {
            is_open[fact.ticket] = false;
        }
        if (is_past && fact.kind == "reopened") is_open[fact.ticket] = true;
        if (!is_now || !fact.is_by_person) continue;
        if (fact.kind == "answered") {
            helpers.insert(fact.actor);
            if (fact.waited) ++result.answered;
        } else if (fact.kind == "learned") {
            learners.insert(fact.actor);
            pairs.insert({fact.actor, fact.skill});
        } else if (fact.kind == "thanked") {
            ++result.thanked;
        }
    }
    for (const auto& [ticket, open] : is_open)
        result.still_open += open ? 1 : 0;
    result.first_time_askers = std::ssize(first_timers);
    result.helpers = std::ssize(helpers);
    result.learners = std::ssize(learners);
    result.learned_pairs = std::ssize(pairs);
    return result;
}

Recount as_recount(const storage::WeekFigures& figures) {
    return {.asked = figures.asked,
            .answered = figures.answered,
            .due_24h = figures.due_24h,
            .answered_24h = figures.answered_24h,
            .due_72h = figures.due_72h,
            .answered_72h = figures.answered_72h,
            .still_open = figures.still_open,
            .first_time_askers = figures.first_time_askers,
            .helpers = figures.helpers,
            .learners = figures.learners,
            .learned_pairs = figures.learned_pairs,
            .thanked = figures.thanked};
}

std::string describe(const Recount& figures) {
    std::string text;
    for (const auto& [name, value] : {std::pair{"asked", figures.asked},
                                      {"answered", figures.answered},
                                      {"due 24", figures.due_24h},
                                      {"within 24", figures.answered_24h},
                                      {"due 72", figures.due_72h},
                                      {"within 72", figures.answered_72h},
                                      {"open", figures.still_open},
                                      {"first time", figures.first_time_askers},
                                      {"helpers", figures.helpers},
                                      {"learners", figures.learners},
                                      {"pairs", figures.learned_pairs},
                                      {"thanked", figures.thanked}}) {
        text += std::string(text.empty() ? "" : ", ") + name + " " + std::to_string(value);
    }
    return text;
}

} // namespace peerdesk::simulation
