// SPDX-License-Identifier: MIT
#include "tests/simulation/checks.hpp"

#include "storage/indicators.hpp"
#include "tests/simulation/recount.hpp"

#include <map>
#include <set>

namespace peerdesk::simulation {

namespace {

enum class Stand { none, waiting, claimed, closed };

/// Where a ticket stands after a fact; `is_allowed` tells whether the fact may come now.
struct Turned {
    Stand to;
    bool is_allowed;
};

Turned turn(Stand from, const std::string& kind) {
    if (kind == "asked") return {Stand::waiting, from == Stand::none};
    if (kind == "claimed") return {Stand::claimed, from == Stand::waiting};
    if (kind == "released" || kind == "returned") return {Stand::waiting, from == Stand::claimed};
    if (kind == "assigned") {
        return {Stand::claimed, from == Stand::waiting || from == Stand::claimed};
    }
    if (kind == "closed" || kind == "auto_closed") {
        return {Stand::closed, from == Stand::waiting || from == Stand::claimed};
    }
    if (kind == "reopened") return {Stand::waiting, from == Stand::closed};
    return {from, true};
}

Stand stand_of(const std::string& state) {
    if (state == "open") return Stand::waiting;
    return state == "claimed" ? Stand::claimed : Stand::closed;
}

} // namespace

Problems check_claims(storage::Database& database) {
    Problems problems;
    std::map<std::int64_t, Stand> stands;
    for (const Fact& fact : read_facts(database)) {
        if (fact.ticket == 0) continue;
        Stand& stand = stands[fact.ticket];
        const Turned turned = turn(stand, fact.kind);
        if (!turned.is_allowed) {
            problems.push_back("ticket " + std::to_string(fact.ticket) + " cannot be " + fact.kind +
                               " now");
        }
        stand = turned.to;
    }
    auto rows = database.prepare("SELECT id, state FROM tickets ORDER BY id");
    while (rows.step()) {
        if (stands[rows.integer("id")] == stand_of(rows.text("state"))) continue;
        problems.push_back("ticket " + std::to_string(rows.integer("id")) + " is " +
                           rows.text("state") + ", its facts say otherwise");
    }
    return problems;
}

Problems check_outbox(storage::Database& database, const Networks& networks) {
    Problems problems;
    auto rows = database.prepare("SELECT * FROM outbox ORDER BY id");
    while (rows.step()) {
        const std::int64_t id = rows.integer("id");
        const std::string state = rows.text("state");
        const std::string what = "outbox row " + std::to_string(id) + " (" + state + ")";
        const Network* network = nullptr;
        for (const auto& each : networks) {
            if (each->plan().name == rows.text("network")) network = each.get();
        }
        if (state == "queued" || state == "sending") problems.push_back(what + " is still owed");
        const bool is_direct = rows.text("place_kind") == "direct";
        const bool is_reachable = network->can_reach(
            {network->plan().name, is_direct ? chat::PlaceKind::direct : chat::PlaceKind::room,
             rows.text("place_id")});
        if (state == "held" && is_reachable) {
            problems.push_back(what + " is held for somebody who is there");
        }
        const bool is_forgotten = rows.is_null("body");
        if (state == "failed" && rows.text("reason").empty() && !is_forgotten) {
            problems.push_back(what + " failed without a reason");
        }
        if (state == "unknown" && rows.text("repeat_rule") != "never") {
            problems.push_back(what + " should have been repeated");
        }
        const bool is_joined = rows.text("reason").starts_with("merged into");
        const bool must_be_seen = (state == "sent" || state == "unconfirmed") && !is_forgotten;
        if (must_be_seen && !is_joined && !network->was_shown(id)) {
            problems.push_back(what + " was never shown to anybody");
        }
    }
    return problems;
}

Problems check_indicators(storage::Database& database) {
    Problems problems;
    const auto facts = read_facts(database);
    std::set<std::pair<std::int64_t, std::string>> weeks;
    for (const Fact& fact : facts)
        weeks.insert({fact.desk, fact.week});
    storage::Indicators indicators(database);
    for (const auto& [desk, week] : weeks) {
        const Recount counted = recount(facts, desk, week);
        const Recount told = as_recount(indicators.week(storage::DeskId{desk}, week));
        if (counted == told) continue;
        problems.push_back("week " + week + "\n  told:      " + describe(told) +
                           "\n  recounted: " + describe(counted));
    }
    return problems;
}

std::int64_t count_owed(storage::Database& database) {
    auto row = database.prepare(
        "SELECT COUNT(*) AS owed FROM outbox WHERE state IN ('queued', 'sending')");
    row.step();
    return row.integer("owed");
}

} // namespace peerdesk::simulation
