// SPDX-License-Identifier: MIT
// What people do, and what of it the bot is told.
#include "tests/fakes/telegram/small_world.hpp"

namespace peerdesk::telegram_fake {
namespace {

TEST(People, what_somebody_writes_reaches_the_bot) {
    SmallWorld small;
    const Json message = small.says("/start abc");
    EXPECT_EQ(message.at("text"), "/start abc");
    EXPECT_EQ(message.at("entities").at(0).at("type"), "bot_command");
    EXPECT_EQ(message.at("from").at("language_code"), "de");
    EXPECT_EQ(message.at("chat").at("type"), "private");
}

struct Privacy {
    const char* text;
    bool is_seen;
};

TEST(People, privacy_mode_hides_talk_that_is_not_for_the_bot) {
    SmallWorld small;
    const std::vector<Privacy> rows{{"hello all", false},
                                    {"/help", true},
                                    {"/help@peerdesk_bot", true},
                                    {"/help@another_bot", false},
                                    {"ask @peerdesk_bot", true}};
    for (const Privacy& row : rows) {
        small.people.says(small.ana, small.group, row.text);
        EXPECT_EQ(small.updates().size(), row.is_seen ? 1u : 0u) << row.text;
    }
    const Json sent = small.result("sendMessage", {{"chat_id", small.group}, {"text", "a"}});
    Said reply;
    reply.text = "a reply to the bot";
    reply.reply_to = sent.at("message_id").get<std::int64_t>();
    small.people.says(small.ana, small.group, reply);
    EXPECT_EQ(small.updates().size(), 1u);
    small.people.says(small.ana, small.forum, "to an administrator");
    EXPECT_EQ(small.updates().size(), 1u);
    small.world.settings.can_read_all_group_messages = true;
    small.people.says(small.ana, small.group, "hello all");
    EXPECT_EQ(small.updates().size(), 1u);
}

TEST(People, an_edit_comes_as_such_and_the_chat_keeps_what_was) {
    SmallWorld small;
    const auto id = small.says("helo").at("message_id").get<std::int64_t>();
    small.world.now_ms += 5000;
    small.people.edits(small.ana, small.ana, id, "hello");
    const Json edited = small.update().at("edited_message");
    EXPECT_EQ(edited.at("text"), "hello");
    EXPECT_EQ(edited.at("edit_date").get<std::int64_t>() - edited.at("date").get<std::int64_t>(),
              5);
    EXPECT_EQ(small.world.chat(small.ana).messages[0].earlier[0].at("text"), "helo");
}

TEST(People, a_press_may_be_forged_and_is_answered_once_in_time) {
    SmallWorld small;
    const Json keyboard{{"inline_keyboard", {{{{"text", "Claim"}, {"callback_data", "claim:1"}}}}}};
    const Json sent = small.result(
        "sendMessage", {{"chat_id", small.ana}, {"text", "a"}, {"reply_markup", keyboard}});
    const auto id = sent.at("message_id").get<std::int64_t>();
    const std::string query = small.people.presses(small.ana, small.ana, id, "forged");
    const Json update = small.update().at("callback_query");
    EXPECT_EQ(update.at("data"), "forged");
    EXPECT_EQ(update.at("message").at("message_id"), id);
    small.result("answerCallbackQuery", {{"callback_query_id", query}, {"text", "done"}});
    EXPECT_EQ(small.world.presses.at(query).answer->at("text"), "done");
    small.world.now_ms += 61'000;
    EXPECT_EQ(small.refusal("answerCallbackQuery", {{"callback_query_id", query}}),
              "Bad Request: query is too old and response timeout expired or query ID is invalid");
    small.people.deletes(small.ana, id);
    small.people.presses(small.ana, small.ana, id, "claim:1");
    EXPECT_EQ(small.update().at("callback_query").at("message").at("date"), 0);
}

TEST(People, reactions_are_told_only_if_asked_for) {
    SmallWorld small;
    const auto id = small.says("a").at("message_id").get<std::int64_t>();
    small.people.reacts(small.ana, small.ana, id, {"👍"});
    EXPECT_TRUE(small.updates().empty());
    small.call("getUpdates",
               {{"offset", small.offset}, {"allowed_updates", {"message", "message_reaction"}}});
    small.people.reacts(small.ana, small.ana, id, {"👎"});
    const Json told = small.update().at("message_reaction");
    EXPECT_EQ(told.at("old_reaction").at(0).at("emoji"), "👍");
    EXPECT_EQ(told.at("new_reaction").at(0).at("emoji"), "👎");
    small.people.presses(small.ana, small.ana, id, "x"); // no longer allowed
    EXPECT_TRUE(small.updates().empty());
}

TEST(People, an_album_is_several_updates_with_one_group) {
    SmallWorld small;
    std::vector<Said> parts(2);
    for (Said& part : parts) {
        NewFile file;
        file.kind = "photo";
        file.size = 5000;
        part.content = small.people.file(file);
    }
    parts[0].text = "two pictures";
    small.people.sends_album(small.ana, small.ana, parts);
    const auto updates = small.updates();
    ASSERT_EQ(updates.size(), 2u);
    EXPECT_EQ(updates[0].at("message").at("caption"), "two pictures");
    EXPECT_EQ(updates[0].at("message").at("media_group_id"),
              updates[1].at("message").at("media_group_id"));
}

TEST(People, every_kind_of_file_makes_an_update_that_fits_the_api) {
    for (const char* kind :
         {"photo", "video", "voice", "video_note", "audio", "document", "sticker", "animation"}) {
        SmallWorld small;
        NewFile file;
        file.kind = kind;
        file.size = 100;
        Said said;
        said.content = small.people.file(file);
        small.people.says(small.ana, small.ana, said);
        EXPECT_TRUE(small.update().at("message").contains(kind));
    }
    SmallWorld small;
    Said said;
    said.content = poll_content(small.world, "why?", Json::parse(R"(["a","b"])"));
    small.people.says(small.ana, small.ana, said);
    said.content = Json{{"contact", {{"phone_number", "1"}, {"first_name", "A"}}}};
    small.people.says(small.ana, small.ana, said);
    EXPECT_EQ(small.updates().size(), 2u);
}

TEST(People, coming_and_going_is_told) {
    SmallWorld small;
    small.call("getUpdates", {{"allowed_updates", {"message", "chat_member", "my_chat_member"}}});
    small.people.joins(small.bo, small.forum);
    auto updates = small.updates();
    ASSERT_EQ(updates.size(), 2u);
    EXPECT_EQ(updates[0].at("chat_member").at("new_chat_member").at("status"), "member");
    EXPECT_EQ(updates[1].at("message").at("new_chat_members").at(0).at("id"), small.bo);
    small.people.leaves(small.bo, small.group);
    small.people.promotes(small.ana, small.group, small.world.bot_id(),
                          Json{{"can_manage_topics", true}});
    updates = small.updates();
    EXPECT_EQ(updates.back().at("my_chat_member").at("new_chat_member").at("status"),
              "administrator");
    EXPECT_EQ(small.result("getChatMember", {{"chat_id", small.forum}, {"user_id", small.bo}})
                  .at("status"),
              "member");
}

} // namespace
} // namespace peerdesk::telegram_fake
