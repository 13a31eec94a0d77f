// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

TEST(Statements, bind_and_give_back_every_kind_of_value) {
    Database database = Database::in_memory();
    auto row = database.prepare("SELECT ? AS number, ? AS text, ? AS missing, ? AS time,"
                                " ? AS yes, ? AS id");
    row.bind(std::int64_t{1} << 60).bind("a\xc3\xa9'\"").bind(nullptr).bind(at(1)).bind(true);
    row.bind(TicketId{7});
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.integer("number"), std::int64_t{1} << 60);
    EXPECT_EQ(row.text("text"), "a\xc3\xa9'\"");
    EXPECT_TRUE(row.is_null("missing"));
    EXPECT_FALSE(row.integer_if("missing"));
    EXPECT_FALSE(row.time_if("missing"));
    EXPECT_FALSE(row.id<TicketId>("missing"));
    EXPECT_EQ(row.time("time"), at(1));
    EXPECT_EQ(row.integer("yes"), 1);
    EXPECT_EQ(row.id<TicketId>("id"), TicketId{7});
    EXPECT_FALSE(row.step());
}

TEST(Statements, keep_long_and_odd_texts_whole) {
    Database database = Database::in_memory();
    for (const std::string& text :
         {std::string(70'000, 'x'), std::string("a\0b", 3), std::string(), std::string("short")}) {
        auto row = database.prepare("SELECT ? AS text");
        row.bind(text).step();
        EXPECT_EQ(row.text("text"), text);
        EXPECT_FALSE(row.is_null("text"));
    }
}

TEST(Statements, an_empty_id_or_optional_is_null) {
    Database database = Database::in_memory();
    auto row = database.prepare("SELECT ? IS NULL AS id, ? IS NULL AS time");
    row.bind(TicketId{}).bind(std::optional<Time>{}).step();
    EXPECT_EQ(row.integer("id"), 1);
    EXPECT_EQ(row.integer("time"), 1);
}

TEST(Statements, forgetting_a_parameter_is_a_bug_not_the_value_of_last_time) {
    Database database = Database::in_memory();
    for (int i = 0; i < 2; ++i) {
        auto row = database.prepare("SELECT ? AS a, ? AS b");
        row.bind(1);
        EXPECT_THROW(row.step(), std::logic_error);
    }
}

TEST(Statements, used_within_themselves_or_with_an_unknown_column_are_bugs) {
    Database database = Database::in_memory();
    const char* const sql = "SELECT 1 AS a";
    auto row = database.prepare(sql);
    EXPECT_THROW(static_cast<void>(database.prepare(sql)), std::logic_error);
    row.step();
    EXPECT_THROW(static_cast<void>(row.integer("b")), std::logic_error);
    EXPECT_EQ(row.integer("a"), 1);
}

TEST(Statements, can_be_used_again_after_an_error) {
    Database database = Database::in_memory();
    const auto add = [&](int number) {
        database.prepare("INSERT INTO desks (id, name) VALUES (?, ?)")
            .bind(number)
            .bind(std::to_string(number))
            .run();
    };
    add(1);
    EXPECT_THROW(add(1), std::runtime_error);
    add(2);
    EXPECT_EQ(database.last_row_id(), 2);
}

TEST(Statements, a_broken_text_is_an_error_each_time) {
    Database database = Database::in_memory();
    for (int i = 0; i < 2; ++i)
        EXPECT_THROW(static_cast<void>(database.prepare("SELECT nonsense FROM nowhere")),
                     std::runtime_error);
}

} // namespace
} // namespace peerdesk::storage
