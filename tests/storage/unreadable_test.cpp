// SPDX-License-Identifier: MIT
#include "storage/unreadable.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct UnreadableTable : Sample {
    Unreadable unreadable{database};
};

TEST_F(UnreadableTable, each_message_counts_once_for_its_author) {
    EXPECT_TRUE(unreadable.add(ana, "libera", "$1", "{}", at(1)));
    EXPECT_FALSE(unreadable.add(ana, "libera", "$1", "{}", at(2))) << "told twice";
    EXPECT_TRUE(unreadable.add(ana, "oftc", "$1", "{}", at(3))) << "another network's id";
    EXPECT_TRUE(unreadable.add(bo, "libera", "$2", "{}", at(4)));
    EXPECT_EQ(unreadable.count_of(ana), 2);
    EXPECT_EQ(unreadable.count_of(bo), 1);
    EXPECT_EQ(unreadable.count_of(chi), 0);
}

TEST_F(UnreadableTable, old_ones_are_given_up_some_at_a_time_oldest_first) {
    unreadable.add(ana, "libera", "$1", "{}", at(1));
    unreadable.add(ana, "libera", "$2", "{}", at(2));
    unreadable.add(bo, "libera", "$3", "{}", at(3));
    EXPECT_EQ(unreadable.remove_before(at(1), 10), 0) << "not before its own moment";
    EXPECT_EQ(unreadable.remove_before(at(3), 1), 1);
    EXPECT_EQ(unreadable.count_of(ana), 1);
    EXPECT_EQ(unreadable.remove_before(at(3), 10), 1);
    EXPECT_EQ(unreadable.count_of(bo), 1);
}

TEST_F(UnreadableTable, what_was_told_is_told_again_only_after_a_while) {
    EXPECT_FALSE(unreadable.was_told(ana, "unreadable", at(-10), at(0)));
    EXPECT_TRUE(unreadable.was_told(ana, "unreadable", at(-5), at(5)));
    EXPECT_FALSE(unreadable.was_told(ana, "unreadable", at(0), at(10))) << "told at that moment";
    EXPECT_TRUE(unreadable.was_told(ana, "unreadable", at(9), at(19)));
    EXPECT_FALSE(unreadable.was_told(ana, "other", at(9), at(19)));
    EXPECT_FALSE(unreadable.was_told(bo, "unreadable", at(9), at(19)));
}

TEST_F(UnreadableTable, whoever_is_forgotten_leaves_none) {
    unreadable.add(ana, "libera", "$1", "{\"ciphertext\": \"x\"}", at(1));
    unreadable.add(bo, "libera", "$2", "{}", at(1));
    EXPECT_FALSE(unreadable.was_told(ana, "unreadable", at(0), at(1)));
    tables.people.erase(ana, at(2));
    EXPECT_EQ(unreadable.count_of(ana), 0);
    EXPECT_EQ(unreadable.count_of(bo), 1);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM told"), 0);
}

} // namespace
} // namespace peerdesk::storage
