// SPDX-License-Identifier: MIT
#include "storage/albums.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct AlbumTable : Sample {
    Albums albums{database};

    std::int64_t heard(const std::string& key) {
        return tables.inbox.remember("libera", key, "{\"of\":\"" + key + "\"}", at(1)).value();
    }
};

TEST_F(AlbumTable, parts_come_back_once_in_the_order_in_which_they_came) {
    const auto first = heard("a");
    const auto second = heard("b");
    albums.add("libera", "holiday", second);
    albums.add("libera", "holiday", first);
    EXPECT_TRUE(albums.has("libera", "holiday"));
    const auto parts = albums.take("libera", "holiday");
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].inbox_id, first);
    EXPECT_EQ(parts[0].wire, "{\"of\":\"a\"}");
    EXPECT_EQ(parts[1].inbox_id, second);
    EXPECT_FALSE(albums.has("libera", "holiday"));
    EXPECT_TRUE(albums.take("libera", "holiday").empty());
}

TEST_F(AlbumTable, the_same_word_on_another_network_is_another_album) {
    albums.add("libera", "holiday", heard("a"));
    EXPECT_FALSE(albums.has("oftc", "holiday"));
    EXPECT_FALSE(albums.has("libera", "party"));
}

TEST_F(AlbumTable, a_part_whose_words_were_removed_is_still_a_part) {
    const auto part = heard("a");
    albums.add("libera", "holiday", part);
    tables.inbox.redact(part);
    const auto parts = albums.take("libera", "holiday");
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].wire, "");
}

} // namespace
} // namespace peerdesk::storage
