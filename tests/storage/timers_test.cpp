// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct TimerTable : Sample {
    TimerId add(int due, const std::string& kind, TicketId ticket = {}) {
        return tables.timers.add({.due = at(due), .kind = kind, .desk = desk, .ticket = ticket});
    }
};

TEST_F(TimerTable, due_timers_come_by_time_then_by_age) {
    add(5, "late");
    add(2, "first");
    add(2, "second");
    const auto due = tables.timers.due(at(4), 10);
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].kind, "first");
    EXPECT_EQ(due[1].kind, "second");
    EXPECT_EQ(tables.timers.due(at(5), 10).size(), 3U);
    EXPECT_EQ(tables.timers.due(at(5), 1).size(), 1U);
    EXPECT_EQ(tables.timers.next_due(), at(2));
}

TEST_F(TimerTable, none_are_due_when_none_are_left) {
    tables.timers.remove(add(1, "once"));
    EXPECT_FALSE(tables.timers.next_due());
    EXPECT_TRUE(tables.timers.due(at(9), 10).empty());
}

TEST_F(TimerTable, a_tickets_timers_go_by_kind_or_all) {
    const TicketId ticket = ask();
    add(1, "nudge", ticket);
    add(2, "widen", ticket);
    add(3, "summary");
    tables.timers.remove_for(ticket, "nudge");
    EXPECT_EQ(tables.timers.due(at(9), 10).size(), 2U);
    tables.timers.remove_for(ticket, "");
    EXPECT_EQ(tables.timers.due(at(9), 10).size(), 1U);
}

TEST_F(TimerTable, a_kind_is_found_for_its_desk) {
    add(1, "summary");
    add(1, "nudge", ask());
    EXPECT_TRUE(tables.timers.has_kind(desk, "summary"));
    EXPECT_TRUE(tables.timers.has_kind(desk, "nudge"));
    EXPECT_FALSE(tables.timers.has_kind(desk, "widen"));
    EXPECT_FALSE(tables.timers.has_kind(tables.roles.desk_named("other"), "summary"));
}

TEST_F(TimerTable, all_of_a_ticket_are_put_off_and_no_others) {
    const TicketId ticket = ask();
    add(2, "nudge", ticket);
    add(3, "return", ticket);
    add(4, "other");
    tables.timers.put_off(ticket, std::chrono::minutes{10});
    const auto due = tables.timers.due(at(20), 10);
    ASSERT_EQ(due.size(), 3U);
    EXPECT_EQ(due[0].kind, "other");
    EXPECT_EQ(due[1].due, at(12));
    EXPECT_EQ(due[2].due, at(13));
    tables.timers.put_off(ticket, std::chrono::minutes{-10});
    EXPECT_EQ(tables.timers.next_due(), at(2));
}

} // namespace
} // namespace peerdesk::storage
