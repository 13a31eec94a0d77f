// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/update_list.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using Texts = std::vector<std::string_view>;

constexpr std::string_view one = R"({"update_id":1,"message":{"text":"],[ {\"update_id\":9"}})";
constexpr std::string_view two = R"({"update_id":2,"x":[[]]})";

TEST(UpdateList, each_update_stands_alone) {
    const std::string json = "[" + std::string{one} + " , " + std::string{two} + "]";
    const UpdateList list = split_updates(json, true);
    EXPECT_EQ(list.updates, (Texts{one, two}));
    EXPECT_TRUE(list.is_whole);
}

TEST(UpdateList, an_empty_list_is_whole) {
    for (const char* json : {"[]", " [ ] "}) {
        const UpdateList list = split_updates(json, true);
        EXPECT_TRUE(list.updates.empty());
        EXPECT_TRUE(list.is_whole);
    }
}

TEST(UpdateList, what_is_no_list_is_not_whole) {
    for (const char* json : {"", "{}", "null", "5", "\"[]\""}) {
        const UpdateList list = split_updates(json, true);
        EXPECT_TRUE(list.updates.empty());
        EXPECT_FALSE(list.is_whole) << json;
    }
}

TEST(UpdateList, an_update_that_the_bytes_end_within_is_left_out) {
    const std::string whole = "[" + std::string{one} + ",";
    for (std::size_t size = 1; size < two.size(); ++size) {
        const std::string json = whole + std::string{two.substr(0, size)};
        const UpdateList list = split_updates(json, false);
        EXPECT_EQ(list.updates, (Texts{one})) << size;
        EXPECT_FALSE(list.is_whole);
    }
}

TEST(UpdateList, a_broken_update_ends_where_the_next_begins) {
    for (const std::string_view broken :
         {R"({"update_id":5,"message":{"text":"no end}})", R"({"update_id":5,"message":{{{})",
          R"({"update_id":5,"message":[)", R"({"update_id":5)", R"({"update_id":5,"a":"\"}})"}) {
        const std::string json =
            "[" + std::string{one} + "," + std::string{broken} + ", " + std::string{two} + "]";
        const UpdateList list = split_updates(json, true);
        EXPECT_EQ(list.updates, (Texts{one, broken, two})) << broken;
    }
}

TEST(UpdateList, an_update_closed_too_often_costs_what_follows_at_most_a_turn) {
    const std::string json = "[" + std::string{one} + "}," + std::string{two} + "]";
    const UpdateList list = split_updates(json, true);
    ASSERT_FALSE(list.updates.empty());
    EXPECT_EQ(list.updates.front(), one);
}

TEST(UpdateList, strange_items_and_commas_are_borders_too) {
    const std::string json = "[null,5,,\"x\", ," + std::string{two} + "]";
    EXPECT_EQ(split_updates(json, true).updates, (Texts{"null", "5", "\"x\"", two}));
}

TEST(UpdateList, no_more_are_taken_than_were_asked_for) {
    std::string json = "[";
    for (std::size_t i = 0; i < updates_max + 5; ++i)
        json += std::string{two} + ',';
    EXPECT_EQ(split_updates(json + "]", true).updates.size(), updates_max);
}

} // namespace
} // namespace peerdesk::telegram
