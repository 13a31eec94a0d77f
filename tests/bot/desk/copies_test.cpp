// SPDX-License-Identifier: MIT
// Copies of a message follow it: changed in place, withdrawn, or a line where that cannot be.
#include "tests/bot/desk/threaded_desk.hpp"

namespace peerdesk::desk {
namespace {

struct Copies : ThreadedDesk {
    chat::MessageEdited edit(std::string_view who, std::string_view where, std::string id,
                             std::string text) {
        chat::MessageEdited edited;
        edited.place = House::message(who, where, "").place;
        edited.author = support::author(who);
        edited.remote_id = std::move(id);
        edited.text = std::move(text);
        return edited;
    }
    chat::MessageRemoved removal(std::string_view who, std::string_view where, std::string id) {
        return {House::message(who, where, "").place, support::author(who), std::move(id)};
    }
    /// Every text of the outbox in one.
    std::string all_texts() {
        std::string all;
        auto row = house.database.prepare("SELECT body, html FROM outbox WHERE body IS NOT NULL");
        while (row.step())
            all += row.text("body") + row.text("html") + "\n";
        return all;
    }
};

TEST_F(Copies, an_edited_question_is_changed_where_the_staff_read_it) {
    ask();
    const auto copy = id_of(message("#staff", "ana: How do I"));
    const auto out = happens(edit("ana", "", "$asked", "How do I add a map?"));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].act, chat::Act::change);
    EXPECT_EQ(out[0].target, copy);
    EXPECT_EQ(out[0].text, "ana: How do I add a map?");
}

TEST_F(Copies, an_edited_answer_is_changed_where_the_asker_reads_it) {
    ask();
    const auto words = message("#staff", "ana: How do I");
    say("bo", "#staff", "Press Add.",
        {.thread = words.thread, .reply_to = id_of(words), .remote_id = "$answer"});
    const auto to_ana = id_of(message("a:ana", "Press Add."));
    const auto out = happens(edit("bo", "#staff", "$answer", "Press Insert."));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].act, chat::Act::change);
    EXPECT_EQ(out[0].target, to_ana);
    EXPECT_TRUE(out[0].text.contains("Press Insert."));
}

TEST_F(Copies, nobody_can_edit_what_another_wrote) {
    ask();
    EXPECT_TRUE(happens(edit("ben", "", "$asked", "Buy this!")).empty());
    EXPECT_TRUE(happens(edit("bo", "#staff", "$asked", "Buy this!")).empty());
}

TEST_F(Copies, the_same_words_again_change_nothing) {
    ask();
    EXPECT_TRUE(happens(edit("ana", "", "$asked", "How do I add a photo?")).empty());
}

TEST_F(Copies, where_messages_cannot_be_changed_a_line_says_how_they_read_now) {
    ask();
    house.state.services.networks["irc"].capabilities.can_change = false;
    const auto out = happens(edit("ana", "", "$asked", "How do I add a map?"));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].act, chat::Act::say);
    EXPECT_EQ(out[0].text,
              support::words("peerdesk-card-edited", {"1", "ana", "How do I add a map?"}));
}

TEST_F(Copies, what_is_withdrawn_goes_from_the_room_and_from_the_outbox) {
    ask();
    const auto copy = id_of(message("#staff", "ana: How do I"));
    happens(edit("ana", "", "$asked", "My number is 5550001"));
    ASSERT_TRUE(all_texts().contains("5550001"));
    const auto out = happens(removal("ana", "", "$asked"));
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].act, chat::Act::remove);
    EXPECT_EQ(out[0].target, copy);
    EXPECT_FALSE(all_texts().contains("5550001"));
    EXPECT_FALSE(all_texts().contains("How do I add a photo?"));
}

TEST_F(Copies, what_is_withdrawn_before_it_left_is_never_sent) {
    auto asked = House::message("ana", "", "My number is 5550001");
    asked.remote_id = "$asked";
    house.hear(asked);
    for (const auto& each : happens(removal("ana", "", "$asked")))
        EXPECT_FALSE(each.text.contains("5550001")) << each.text;
}

TEST_F(Copies, what_came_back_from_the_network_and_is_withdrawn_is_not_sent_without_words) {
    auto& capabilities = house.state.services.networks["irc"].capabilities;
    capabilities = {.has_accounts = true, .in_flight_max = 1000};
    auto asked = House::message("ana", "", "My number is 5550001");
    asked.remote_id = "$asked";
    house.hear(asked);
    for (const auto& each : hand_out())
        report(each.outbox_id, chat::Delivery::returned);
    for (const auto& each : happens(removal("ana", "", "$asked"))) {
        EXPECT_FALSE(each.text.empty());
        EXPECT_FALSE(each.text.contains("5550001")) << each.text;
    }
}

TEST_F(Copies, an_edit_that_is_not_taken_is_kept_nowhere) {
    ask();
    say("bo", "#staff", "!reply 1 Press Add.", {.remote_id = "$reply"});
    happens(edit("bo", "#staff", "$reply", "my number is 5550001"));
    auto row = house.database.prepare("SELECT count(*) AS n FROM inbox WHERE wire LIKE ?");
    row.bind("%5550001%").step();
    EXPECT_EQ(row.integer("n"), 0);
}

TEST_F(Copies, a_removal_in_another_place_is_none_of_this_message) {
    ask();
    EXPECT_TRUE(happens(removal("bo", "#staff", "$asked")).empty());
    EXPECT_TRUE(all_texts().contains("How do I add a photo?"));
}

} // namespace
} // namespace peerdesk::desk
