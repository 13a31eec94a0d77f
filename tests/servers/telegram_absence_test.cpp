// SPDX-License-Identifier: MIT
// The desk was away: what the server kept is read once, what it did not keep is told.
#include "tests/servers/telegram_desk.hpp"

#include "tests/servers/community.hpp"
#include "tests/servers/waiting.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <stdexcept>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using telegram_fake::World;
using testing::ContainsRegex;

class TelegramAbsence : public TelegramDesk {
  protected:
    /// Makes the stopped desk believe that it was last here so long before.
    void age_last_poll(std::chrono::seconds by) const {
        sqlite3* opened = nullptr;
        ASSERT_EQ(sqlite3_open(desk->database_file().c_str(), &opened), SQLITE_OK);
        const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> writable{opened, &sqlite3_close};
        const std::string sql =
            "UPDATE adapter_state SET value = CAST(CAST(CAST(value AS TEXT) AS INTEGER) - " +
            std::to_string(by.count()) + " AS BLOB) WHERE key = 'polled-at'";
        ASSERT_EQ(sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(opened);
        ASSERT_EQ(sqlite3_changes(opened), 1);
    }
    [[nodiscard]] std::size_t waiting_updates() {
        return community.server.with_world([](World& world) { return world.queue.size(); });
    }
};

TEST_F(TelegramAbsence, longer_than_a_day_is_told_to_the_coordinators_with_its_hours) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    ASSERT_EQ(desk->stop(), 0);
    ana.say("This is said too early.");
    community.server.advance(25h + 30min);
    ana.say("Is anybody there?");
    community.server.advance(30min);
    age_last_poll(26h);
    desk->start();
    ana.expect(phrases::added);
    const TelegramMessage told = cora.expect(community.coordinators, phrases::away);
    EXPECT_THAT(told.text(), ContainsRegex("away from tg for (26 hours|1 day)"));
    expect_all_sent();
    EXPECT_EQ(database().number("SELECT count(*) FROM ticket_messages"), 2);
    EXPECT_EQ(database().number("SELECT count(*) FROM outbox WHERE body LIKE '%too early%'"), 0);
}

TEST_F(TelegramAbsence, of_an_hour_is_told_to_nobody_and_loses_nothing) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    ASSERT_EQ(desk->stop(), 0);
    for (int i = 0; i < 250; ++i) // more than two answers hold
        ana.say("It is picture " + std::to_string(i));
    community.server.advance(1h);
    age_last_poll(1h);
    desk->start();
    EXPECT_TRUE(eventually(
        30s, [&] { return database().number("SELECT count(*) FROM ticket_messages") == 251; }));
    expect_all_sent();
    EXPECT_FALSE(cora.has_heard(community.coordinators, phrases::away));
}

TEST_F(TelegramAbsence, after_a_clean_stop_the_server_holds_nothing_that_was_read) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    ana.say("status");
    ana.expect("question 1 has been waiting");
    EXPECT_EQ(desk->stop(), 0);
    EXPECT_EQ(waiting_updates(), 0U);
    ana.say("Is anybody there?");
    EXPECT_EQ(waiting_updates(), 1U);
    desk->start();
    ana.expect(phrases::added);
    expect_all_sent();
    EXPECT_EQ(database().number("SELECT count(*) FROM ticket_messages"), 2);
}

} // namespace
} // namespace peerdesk::servers
