// SPDX-License-Identifier: MIT
#include "storage/safety.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

using namespace std::chrono_literals;

struct Safety : Sample {
    Blocks blocks{database};
    Codes codes{database};
    RoomWindows windows{database};
};

TEST_F(Safety, a_block_ends_at_its_time) {
    blocks.add({.desk = desk, .person = ana, .until = at(10), .reason = "spam", .by = bo}, at(0));
    EXPECT_EQ(blocks.find(desk, ana, at(9))->reason, "spam");
    EXPECT_FALSE(blocks.find(desk, ana, at(10)));
    EXPECT_FALSE(blocks.find(desk, chi, at(9)));
}

TEST_F(Safety, a_second_block_replaces_the_first) {
    blocks.add({.desk = desk, .person = ana, .until = at(10), .by = bo}, at(0));
    blocks.set_told(desk, ana);
    EXPECT_TRUE(blocks.find(desk, ana, at(1))->was_told);
    blocks.add({.desk = desk, .person = ana, .by = chi}, at(1));
    const Block block = blocks.find(desk, ana, at(1000)).value();
    EXPECT_FALSE(block.until);
    EXPECT_EQ(block.by, chi);
    EXPECT_FALSE(block.was_told);
    EXPECT_TRUE(blocks.remove(desk, ana));
    EXPECT_FALSE(blocks.remove(desk, ana));
}

TEST_F(Safety, what_was_done_is_written_down) {
    Audit(database).add(at(1), desk, bo, "block", ana, "spam");
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM audit WHERE action = 'block'"), 1);
}

TEST_F(Safety, a_code_opens_once_in_its_time_and_for_its_kind) {
    codes.add({.code = "abc", .kind = CodeKind::link, .person = ana, .expires = at(5)});
    EXPECT_FALSE(codes.find("abc", CodeKind::resume, at(1)));
    EXPECT_FALSE(codes.find("abd", CodeKind::link, at(1)));
    EXPECT_FALSE(codes.find("abc", CodeKind::link, at(5)));
    EXPECT_EQ(codes.find("abc", CodeKind::link, at(4))->person, ana);
    codes.set_used("abc", at(4));
    EXPECT_FALSE(codes.find("abc", CodeKind::link, at(4)));
}

TEST_F(Safety, a_tickets_code_is_found_and_a_persons_codes_go) {
    const TicketId ticket = ask();
    codes.add({.code = "one", .kind = CodeKind::resume, .person = ana, .ticket = ticket});
    codes.add({.code = "two", .kind = CodeKind::link, .person = ana});
    EXPECT_EQ(codes.of_ticket(ticket)->code, "one");
    codes.remove_of(ana, CodeKind::link);
    EXPECT_FALSE(codes.find("two", CodeKind::link, at(0)));
    EXPECT_TRUE(codes.find("one", CodeKind::resume, at(0)));
}

TEST_F(Safety, codes_that_open_nothing_go) {
    const TicketId ticket = ask();
    codes.add({.code = "one", .kind = CodeKind::resume, .person = ana, .ticket = ticket});
    codes.add({.code = "two", .kind = CodeKind::link, .person = ana, .expires = at(5)});
    codes.add({.code = "three", .kind = CodeKind::link, .person = ana});
    codes.set_used("three", at(1));
    codes.remove_stale(at(6));
    auto count = database.prepare("SELECT count(*) AS n FROM codes");
    count.step();
    EXPECT_EQ(count.integer("n"), 1);
    EXPECT_TRUE(codes.find("one", CodeKind::resume, at(6)));
}

TEST_F(Safety, a_rooms_window_counts_and_begins_anew) {
    EXPECT_EQ(windows.count_message("libera", "#a", at(0), 10min), 1);
    EXPECT_EQ(windows.count_message("libera", "#a", at(1), 10min), 2);
    EXPECT_EQ(windows.count_message("libera", "#b", at(1), 10min), 1);
    EXPECT_EQ(windows.count_message("libera", "#a", at(9), 10min), 3);
    EXPECT_EQ(windows.count_message("libera", "#a", at(10), 10min), 1);
    EXPECT_EQ(windows.count_message("libera", "#a", at(5), 10min), 1) << "the clock jumped back";
}

} // namespace
} // namespace peerdesk::storage
