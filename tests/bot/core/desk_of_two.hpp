// SPDX-License-Identifier: MIT
// A core with the desks of the shared house, fed by hand: batches in, what goes out is collected.
#pragma once

#include "bot/runtime/core.hpp"
#include "storage/errors.hpp"
#include "storage/timers.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// The core over a database that outlives it, so that a process can end and begin again.
class DeskOfTwo {
  public:
    explicit DeskOfTwo(desk::Settings settings = support::two_desks())
        : settings_(std::move(settings)) {
        begin();
        link_up();
    }

    /// A new process on the same database.
    Started begin() {
        core_ = std::make_unique<Core>(database, settings_, support::texts(), log);
        return core_->start(now);
    }
    void stop() { core_->stop(now); }
    void link_up(chat::Capabilities capabilities = {true, true, 1000}) {
        apply({event("up", chat::LinkChanged{true, {}, capabilities})});
    }
    void link_down() { apply({event("down", chat::LinkChanged{false, "lost", {}})}); }

    static chat::Event event(std::string key, chat::EventBody body,
                             chat::Time time = support::monday()) {
        const chat::Seed seed{7, std::hash<std::string>{}(key)};
        return {std::move(key), time, seed, std::move(body)};
    }
    static chat::Event says(std::string key, std::string_view who, std::string_view where,
                            std::string_view text) {
        auto message = support::House::message(who, where, text);
        message.remote_id = "r-" + key;
        return event(std::move(key), std::move(message));
    }

    std::expected<Applied, Unavailable> try_apply(std::vector<chat::Event> events) {
        std::vector<chat::Batch> batches;
        if (!events.empty()) batches.push_back({support::irc, std::move(events), {}});
        return core_->apply(batches, now);
    }
    Applied apply(std::vector<chat::Event> events = {}) {
        auto applied = try_apply(std::move(events));
        EXPECT_TRUE(applied) << applied.error().detail;
        if (!applied) return {};
        for (const auto& each : applied->deliver)
            out.push_back({each.place.kind == chat::PlaceKind::direct ? each.place.id.substr(2)
                                                                      : each.place.id,
                           each.text});
        sent.insert(sent.end(), applied->deliver.begin(), applied->deliver.end());
        return std::move(*applied);
    }
    /// Every text handed to the network so far is reported.
    void report_all(chat::Delivery delivery = chat::Delivery::sent) {
        std::vector<chat::Event> reports;
        for (const auto& each : sent)
            reports.push_back(event("", chat::DeliveryReported{each.outbox_id, delivery, "", ""}));
        sent.clear();
        apply(std::move(reports));
    }

    std::int64_t count(const char* sql) {
        auto row = database.prepare(sql);
        row.step();
        return row.integer("n");
    }
    std::int64_t tickets() { return count("SELECT count(*) AS n FROM tickets"); }
    std::int64_t parked() {
        return count("SELECT count(*) AS n FROM inbox WHERE state = 'parked'");
    }
    std::optional<std::string> fact(std::string_view key) {
        return storage::Facts(database).get(key);
    }
    Core& core() { return *core_; }

    storage::Database database = storage::Database::in_memory();
    support::NotedLog log;
    chat::Time now = support::monday();
    std::vector<support::Said> out;
    std::vector<chat::Outbound> sent; ///< not reported yet

  private:
    desk::Settings settings_;
    std::unique_ptr<Core> core_;
};

} // namespace peerdesk::runtime
