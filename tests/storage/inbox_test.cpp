// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct InboxTable : Sample {};

TEST_F(InboxTable, an_event_is_remembered_once_for_each_network) {
    const auto first = tables.inbox.remember("libera", "m:1", "{}", at(0));
    ASSERT_TRUE(first);
    EXPECT_FALSE(tables.inbox.remember("libera", "m:1", "{}", at(1)));
    EXPECT_TRUE(tables.inbox.remember("oftc", "m:1", "{}", at(1)));
    EXPECT_TRUE(tables.inbox.remember("libera", "m:2", "{}", at(1)));
}

TEST_F(InboxTable, a_key_stays_seen_after_its_text_is_gone) {
    const auto id = tables.inbox.remember("libera", "m:1", "secret", at(0));
    tables.inbox.redact(*id);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM inbox WHERE wire IS NULL"), 1);
    EXPECT_FALSE(tables.inbox.remember("libera", "m:1", "secret", at(1)));
}

TEST_F(InboxTable, parked_events_keep_their_text_and_error) {
    tables.inbox.park("libera", "m:1", "{1}", "boom", at(0));
    tables.inbox.remember("libera", "m:2", "{2}", at(0));
    tables.inbox.park("libera", "m:2", "{2}", "later", at(0));
    const auto parked = tables.inbox.parked(10);
    ASSERT_EQ(parked.size(), 2U);
    EXPECT_EQ(parked[0].event_key, "m:1");
    EXPECT_EQ(parked[0].error, "boom");
    EXPECT_EQ(parked[1].wire, "{2}");
    EXPECT_EQ(tables.inbox.parked(1).size(), 1U);
    EXPECT_EQ(tables.inbox.count_parked(), 2);
}

TEST_F(InboxTable, old_texts_are_emptied_some_at_a_time) {
    for (int i = 0; i < 5; ++i)
        tables.inbox.remember("libera", "m:" + std::to_string(i), "{}", at(i));
    EXPECT_EQ(tables.inbox.empty_bodies(at(4), 3), 3);
    EXPECT_EQ(tables.inbox.empty_bodies(at(4), 3), 1);
    EXPECT_EQ(tables.inbox.empty_bodies(at(4), 3), 0);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM inbox WHERE wire IS NOT NULL"), 1);
}

} // namespace
} // namespace peerdesk::storage
