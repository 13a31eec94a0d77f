// SPDX-License-Identifier: MIT
// Changing, deleting, copying, files and lists of commands.
#include "tests/fakes/telegram/small_world.hpp"

namespace peerdesk::telegram_fake {
namespace {

std::int64_t sent_id(SmallWorld& small, const std::string& text = "a") {
    return small.result("sendMessage", {{"chat_id", small.ana}, {"text", text}})
        .at("message_id")
        .get<std::int64_t>();
}

TEST(Edits, the_same_again_is_not_modified) {
    SmallWorld small;
    const std::int64_t id = sent_id(small);
    const Json edit{{"chat_id", small.ana}, {"message_id", id}, {"text", "b"}};
    EXPECT_EQ(small.result("editMessageText", edit).at("text"), "b");
    EXPECT_TRUE(small.refusal("editMessageText", edit)
                    .starts_with("Bad Request: message is not modified: "));
    EXPECT_EQ(small.world.chat(small.ana).messages[0].earlier.size(), 1u);
}

TEST(Edits, a_keyboard_that_is_not_given_again_goes) {
    SmallWorld small;
    const Json keyboard{{"inline_keyboard", {{{{"text", "b"}, {"callback_data", "c"}}}}}};
    const Json sent = small.result(
        "sendMessage", {{"chat_id", small.ana}, {"text", "a"}, {"reply_markup", keyboard}});
    const Json edited = small.result(
        "editMessageText",
        {{"chat_id", small.ana}, {"message_id", sent.at("message_id")}, {"text", "b"}});
    EXPECT_FALSE(edited.contains("reply_markup"));
}

TEST(Edits, only_own_messages_can_be_changed) {
    SmallWorld small;
    const Json theirs = small.says("a");
    EXPECT_EQ(small.refusal(
                  "editMessageText",
                  {{"chat_id", small.ana}, {"message_id", theirs.at("message_id")}, {"text", "b"}}),
              "Bad Request: message can't be edited");
}

TEST(Edits, a_deleted_message_is_gone) {
    SmallWorld small;
    const Json named{{"chat_id", small.ana}, {"message_id", sent_id(small)}};
    small.result("deleteMessage", named);
    EXPECT_EQ(small.refusal("deleteMessage", named), "Bad Request: message to delete not found");
    EXPECT_TRUE(small.world.chat(small.ana).messages[0].is_deleted);
}

TEST(Copies, an_album_stays_one_album) {
    SmallWorld small;
    std::vector<Said> parts(3);
    for (Said& part : parts) {
        NewFile file;
        file.kind = "photo";
        file.size = 10;
        part.content = small.people.file(file);
    }
    const auto ids = small.people.sends_album(small.ana, small.ana, parts);
    const Json copied =
        small.result("copyMessages",
                     {{"chat_id", small.forum}, {"from_chat_id", small.ana}, {"message_ids", ids}});
    EXPECT_EQ(copied.size(), 3u);
    const auto& messages = small.world.chat(small.forum).messages;
    EXPECT_EQ(messages[1].json.at("media_group_id"), messages[3].json.at("media_group_id"));
    EXPECT_NE(messages[1].json.at("media_group_id"),
              small.world.chat(small.ana).messages[0].json.at("media_group_id"));
    EXPECT_EQ(small.refusal(
                  "copyMessages",
                  {{"chat_id", small.forum}, {"from_chat_id", small.ana}, {"message_ids", {2, 1}}}),
              "Bad Request: message identifiers must be in a strictly increasing order");
}

TEST(Copies, a_forward_names_its_origin) {
    SmallWorld small;
    const Json theirs = small.says("a");
    const Json sent = small.result("forwardMessage", {{"chat_id", small.forum},
                                                      {"from_chat_id", small.ana},
                                                      {"message_id", theirs.at("message_id")}});
    EXPECT_EQ(sent.at("forward_origin").at("sender_user").at("id"), small.ana);
}

TEST(FilesSent, an_upload_can_be_fetched_and_sent_again_by_its_id) {
    SmallWorld small;
    Upload upload;
    upload.name = "notes.txt";
    upload.mime_type = "text/plain";
    upload.bytes = "hello";
    const Json body =
        Json::parse(answer(small.world, "sendDocument", {{"chat_id", small.ana}, {"caption", "c"}},
                           {{"document", upload}})
                        .body);
    const Json document = body.at("result").at("document");
    EXPECT_EQ(document.at("file_name"), "notes.txt");
    const Json file = small.result("getFile", {{"file_id", document.at("file_id")}});
    EXPECT_EQ(content_of(*small.world.files.at_path(file.at("file_path").get<std::string>())),
              "hello");
    small.result("sendDocument", {{"chat_id", small.ana}, {"document", document.at("file_id")}});
    EXPECT_EQ(
        small.refusal("sendPhoto", {{"chat_id", small.ana}, {"photo", document.at("file_id")}}),
        "Bad Request: can't use file of type document as photo");
}

TEST(FilesSent, what_is_too_large_cannot_be_fetched) {
    SmallWorld small;
    NewFile file;
    file.kind = "video";
    file.size = (20LL << 20U) + 1;
    const std::string id = small.world.files.add(file).id;
    EXPECT_EQ(small.refusal("getFile", {{"file_id", id}}), "Bad Request: file is too big");
}

TEST(FilesSent, a_group_of_media_is_all_or_nothing) {
    SmallWorld small;
    NewFile file;
    file.kind = "photo";
    file.size = 10;
    const std::string id = small.world.files.add(file).id;
    const Json good{{"type", "photo"}, {"media", id}, {"caption", "c"}};
    const Json bad{{"type", "photo"}, {"media", "nonsense"}};
    small.refusal("sendMediaGroup", {{"chat_id", small.ana}, {"media", {good, bad}}});
    EXPECT_TRUE(small.world.chat(small.ana).messages.empty());
    const Json sent =
        small.result("sendMediaGroup", {{"chat_id", small.ana}, {"media", {good, good}}});
    EXPECT_EQ(sent.at(0).at("media_group_id"), sent.at(1).at("media_group_id"));
}

TEST(BotCommands, are_kept_for_each_scope_and_language) {
    SmallWorld small;
    const Json list = Json::parse(R"([{"command":"help","description":"Helps"}])");
    const Json scope{{"type", "chat"}, {"chat_id", small.ana}};
    small.result("setMyCommands", {{"commands", list}, {"scope", scope}, {"language_code", "de"}});
    EXPECT_EQ(small.result("getMyCommands", {{"scope", scope}, {"language_code", "de"}}), list);
    EXPECT_TRUE(small.result("getMyCommands").empty());
    Json many = Json::array();
    for (int i = 0; i < 101; ++i)
        many.push_back({{"command", "c" + std::to_string(i)}, {"description", "d"}});
    EXPECT_EQ(small.refusal("setMyCommands", {{"commands", many}}),
              "Bad Request: BOT_COMMANDS_TOO_MUCH");
}

TEST(Chats, the_bot_knows_itself_and_its_chats) {
    SmallWorld small;
    EXPECT_EQ(small.result("getMe").at("can_read_all_group_messages"), false);
    EXPECT_EQ(small.result("getChat", {{"chat_id", small.forum}}).at("is_forum"), true);
    EXPECT_EQ(
        small.result("getChatMember", {{"chat_id", small.forum}, {"user_id", small.world.bot_id()}})
            .at("can_manage_topics"),
        true);
    EXPECT_EQ(small.result("getChatAdministrators", {{"chat_id", small.forum}}).size(), 1u);
    EXPECT_EQ(small.result("getUserProfilePhotos", {{"user_id", small.ana}}).at("photos").size(),
              0u);
}

TEST(Reactions, only_known_emoji_and_one_of_a_bot) {
    SmallWorld small;
    const Json theirs = small.says("a");
    const auto react = [&](const Json& list) {
        return Json{
            {"chat_id", small.ana}, {"message_id", theirs.at("message_id")}, {"reaction", list}};
    };
    small.result("setMessageReaction", react(Json::parse(R"([{"type":"emoji","emoji":"👀"}])")));
    EXPECT_EQ(small.refusal("setMessageReaction",
                            react(Json::parse(R"([{"type":"emoji","emoji":"🥨"}])"))),
              "Bad Request: REACTION_INVALID");
}

} // namespace
} // namespace peerdesk::telegram_fake
