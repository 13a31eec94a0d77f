// SPDX-License-Identifier: MIT
// What people do to messages: remembered when it concerns the desk, and only then.
#include "tests/bot/core/desk_of_two.hpp"

#include <gtest/gtest.h>

namespace peerdesk::runtime {
namespace {

using support::author;
using support::room;

struct Acts : testing::Test {
    Acts() {
        desk.apply({DeskOfTwo::says("m1", "ana", "#help", "How do I add a photo?")});
        before = kept();
    }
    std::int64_t kept() { return desk.count("SELECT count(*) AS n FROM inbox"); }
    std::int64_t texts_with(const char* sql) { return desk.count(sql); }

    DeskOfTwo desk;
    std::int64_t before = 0;
};

TEST_F(Acts, edits_signs_and_removals_among_people_are_not_kept) {
    desk.apply({
        DeskOfTwo::event(
            "e1", chat::MessageEdited{room("#help"), author("ana"), "other", "secret", {}, false}),
        DeskOfTwo::event("e2", chat::ReactionAdded{room("#help"), author("ana"), "other", "+1"}),
        DeskOfTwo::event("e3", chat::MessageRemoved{room("#help"), author("ana"), "other"}),
        DeskOfTwo::event(
            "e4",
            chat::MessageEdited{room("#elsewhere"), author("ana"), "r-m1", "secret", {}, false}),
    });
    EXPECT_EQ(kept(), before);
}

TEST_F(Acts, an_edit_is_taken_once_and_only_from_its_author) {
    const auto edit = [](std::string key, std::string_view who, std::string text) {
        return DeskOfTwo::event(
            std::move(key),
            chat::MessageEdited{room("#help"), author(who), "r-m1", std::move(text), {}, false});
    };
    desk.apply({edit("e1", "ana", "How do I add a table?")});
    desk.apply({edit("e1", "ana", "How do I add a table?"), edit("e2", "eve", "I was hacked")});
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM message_edits"), 1);
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM ticket_messages"
                         " WHERE body = 'How do I add a table?'"),
              1);
}

TEST_F(Acts, a_removed_message_leaves_its_words_nowhere) {
    desk.apply({DeskOfTwo::event("m:r-m2", [] {
        auto message = support::House::message("ben", "#help", "My password is hunter2, why?");
        message.remote_id = "r-m2";
        return message;
    }())});
    desk.apply({DeskOfTwo::event(
        "e1",
        chat::MessageEdited{
            room("#help"), author("ben"), "r-m2", "My password is hunter2 still", {}, false})});
    desk.apply(
        {DeskOfTwo::event("e2", chat::MessageRemoved{room("#help"), author("ben"), "r-m2"})});
    for (const char* sql : {"SELECT count(*) AS n FROM ticket_messages WHERE body LIKE '%hunter2%'",
                            "SELECT count(*) AS n FROM message_edits WHERE body LIKE '%hunter2%'",
                            "SELECT count(*) AS n FROM inbox WHERE wire LIKE '%hunter2%'",
                            "SELECT count(*) AS n FROM outbox WHERE body LIKE '%hunter2%'"}) {
        EXPECT_EQ(desk.count(sql), 0) << sql;
    }
}

TEST_F(Acts, an_edit_that_cannot_be_handled_is_parked) {
    desk.database.execute("CREATE TRIGGER planted BEFORE INSERT ON message_edits"
                          " BEGIN SELECT RAISE(ABORT, 'planted failure'); END");
    desk.apply({DeskOfTwo::event(
        "e1", chat::MessageEdited{room("#help"), author("ana"), "r-m1", "new words", {}, false})});
    EXPECT_EQ(desk.parked(), 1);
}

TEST_F(Acts, what_cannot_be_read_is_bounded_for_each_person) {
    std::vector<chat::Event> events;
    for (int i = 0; i < 600; ++i) {
        const std::string id = "u" + std::to_string(i);
        events.push_back(DeskOfTwo::event(
            id, chat::MessageUnreadable{support::direct("ana"), author("ana"), id, "{}"}));
    }
    desk.apply(std::move(events));
    EXPECT_EQ(desk.count("SELECT count(*) AS n FROM unreadable"), 500);
}

TEST_F(Acts, a_batch_tells_that_it_is_committed_through_the_desk_thread_only) {
    int told = 0;
    chat::Batch batch{support::irc, {}, {}};
    batch.committed = [&] { ++told; };
    ASSERT_TRUE(desk.core().apply({batch}, desk.now));
    EXPECT_EQ(told, 0) << "the core does not call out of its transaction";
}

} // namespace
} // namespace peerdesk::runtime
