// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/update_reader.hpp"

#include "tests/adapters/telegram/updates/update_samples.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace peerdesk::telegram {
namespace {

using std::nullopt;

const User ana{.id = 5'000'000'001,
               .first_name = "Ana",
               .last_name = "Sá",
               .username = "ana_s",
               .language_code = "pt-br"};

UnreadableUpdate unreadable_of(std::string_view json) {
    auto read = read_update(json);
    const auto* found = std::get_if<UnreadableUpdate>(&read);
    EXPECT_NE(found, nullptr) << json;
    return found == nullptr ? UnreadableUpdate{} : *found;
}

TEST(UpdateReader, a_message_has_chat_sender_and_words) {
    const Update update = message_update(R"("text":"hi \ud83d\ude00")");
    EXPECT_EQ(update.id, 7);
    const auto& said = std::get<Message>(update.body);
    EXPECT_EQ(said.chat, (Chat{.id = 5'000'000'001, .kind = ChatKind::direct}));
    EXPECT_EQ(said.from, ana);
    EXPECT_EQ(said.id, 45);
    EXPECT_EQ(said.date, 1'704'067'200);
    EXPECT_EQ(said.text, "hi 😀");
    EXPECT_EQ(said.nature, MessageNature::said);
    EXPECT_FALSE(said.reply_to);
}

TEST(UpdateReader, a_message_of_a_topic_names_it_and_what_it_answers) {
    const Message said = message_of(R"("text":"x","message_thread_id":12,"is_topic_message":true,)"
                                    R"("reply_to_message":{"message_id":12,"date":1,"chat":{},)"
                                    R"("forum_topic_created":{"name":"t","icon_color":1}})",
                                    forum_json);
    EXPECT_EQ(said.chat, (Chat{.id = -1'001'000'000'001,
                               .kind = ChatKind::supergroup,
                               .title = "Staff",
                               .is_forum = true}));
    EXPECT_EQ(said.thread, 12);
    EXPECT_TRUE(said.is_topic_message);
    EXPECT_EQ(said.reply_to, (RepliedTo{.message = 12, .is_topic_opening = true}));
}

TEST(UpdateReader, a_message_on_behalf_of_a_chat_tells_so) {
    const Message said = message_of(
        R"("text":"x","sender_chat":{"id":-1002,"type":"channel","title":"News","username":"n"})",
        group_json);
    EXPECT_EQ(said.sender_chat,
              (Chat{.id = -1002, .kind = ChatKind::channel, .title = "News", .username = "n"}));
}

TEST(UpdateReader, an_edit_is_the_message_as_it_is_now) {
    const Update update = update_of(
        update_json("edited_message", message_json(R"("text":"y","edit_date":1704067260)")));
    const auto& edited = std::get<EditedMessage>(update.body);
    EXPECT_EQ(edited.message.text, "y");
    EXPECT_EQ(edited.message.edit_date, 1'704'067'260);
}

TEST(UpdateReader, a_press_has_its_message_even_when_that_cannot_be_seen) {
    const std::string json =
        R"({"id":"4382","from":)" + std::string{ana_json} +
        R"(,"chat_instance":"1","data":"claim 12","message":{"message_id":9,"date":0,"chat":)" +
        std::string{forum_json} + "}}";
    const Update update = update_of(update_json("callback_query", json));
    const auto& press = std::get<CallbackQuery>(update.body);
    EXPECT_EQ(press.id, "4382");
    EXPECT_EQ(press.from, ana);
    EXPECT_EQ(press.chat->id, -1'001'000'000'001);
    EXPECT_EQ(press.message, 9);
    EXPECT_EQ(press.data, "claim 12");
}

TEST(UpdateReader, a_press_below_an_inline_message_has_no_chat) {
    const Update update =
        update_of(update_json("callback_query", R"({"id":"1","from":)" + std::string{ana_json} +
                                                    R"(,"inline_message_id":"x","data":)" + '"' +
                                                    std::string(65, 'd') + "\"}"));
    const auto& press = std::get<CallbackQuery>(update.body);
    EXPECT_FALSE(press.chat);
    EXPECT_EQ(press.data, "") << "no button holds more than 64 bytes";
}

TEST(UpdateReader, our_own_standing_is_read_in_every_form) {
    struct Case {
        const char* member;
        Membership expected;
    };
    const Case cases[] = {
        {R"("status":"creator")", {Standing::owner, 9, true, true, true, true}},
        {R"("status":"administrator","can_manage_topics":true,"can_delete_messages":false)",
         {Standing::administrator, 9, true, true, true, false}},
        {R"("status":"administrator","can_delete_messages":true)",
         {Standing::administrator, 9, true, true, false, true}},
        {R"("status":"member")", {Standing::member, 9, true, true, false, false}},
        {R"("status":"restricted","is_member":true,"can_send_messages":true)",
         {Standing::restricted, 9, true, true, false, false}},
        {R"("status":"restricted","is_member":true,"can_send_messages":false)",
         {Standing::restricted, 9, true, false, false, false}},
        {R"("status":"restricted","is_member":false,"can_send_messages":true)",
         {Standing::restricted, 9, false, false, false, false}},
        {R"("status":"left")", {Standing::left, 9, false, false, false, false}},
        {R"("status":"kicked","until_date":0)", {Standing::kicked, 9, false, false, false, false}},
        {R"("status":"promoted_to_moon")", {Standing::unknown, 9, false, false, false, false}},
    };
    for (const Case& each : cases) {
        const std::string json = R"({"chat":)" + std::string{group_json} + R"(,"from":)" +
                                 std::string{ana_json} +
                                 R"(,"date":100,"old_chat_member":{"status":"left"},)"
                                 R"("new_chat_member":{"user":{"id":9},)" +
                                 each.member + "}}";
        const Update ours = update_of(update_json("my_chat_member", json));
        EXPECT_EQ(std::get<MyChatMember>(ours.body).now, each.expected) << each.member;
        EXPECT_EQ(std::get<MyChatMember>(ours.body).date, 100);
        const Update others = update_of(update_json("chat_member", json));
        EXPECT_EQ(std::get<ChatMember>(others.body).now, each.expected) << each.member;
    }
}

TEST(UpdateReader, a_reaction_holds_what_was_added) {
    const std::string json =
        R"({"chat":)" + std::string{forum_json} + R"(,"message_id":3,"date":9,"user":)" +
        std::string{ana_json} +
        R"(,"old_reaction":[{"type":"emoji","emoji":"👍"},)"
        R"({"type":"custom_emoji","custom_emoji_id":"1"}],)"
        R"("new_reaction":[{"type":"emoji","emoji":"👍"},{"type":"emoji","emoji":"❤"},)"
        R"({"type":"custom_emoji","custom_emoji_id":"2"},{"type":"paid"},{"type":"hologram"},)"
        R"({"emoji":"x"},7]})";
    const Update update = update_of(update_json("message_reaction", json));
    const auto& reaction = std::get<MessageReaction>(update.body);
    EXPECT_EQ(reaction.message, 3);
    EXPECT_EQ(reaction.user, ana);
    EXPECT_FALSE(reaction.actor_chat);
    EXPECT_EQ(reaction.added, (std::vector<std::string>{"❤", "custom_emoji", "paid", "hologram"}));
}

TEST(UpdateReader, kinds_we_do_not_use_or_know_keep_their_name) {
    EXPECT_EQ(update_of(R"({"update_id":7,"poll_answer":{"poll_id":"1"}})").body,
              (decltype(Update::body){Other{"poll_answer"}}));
    EXPECT_EQ(update_of(R"({"update_id":7,"telepathy":{"thought":"hm"}})").body,
              (decltype(Update::body){Other{"telepathy"}}));
    EXPECT_EQ(update_of(R"({"update_id":7})").body, (decltype(Update::body){Other{}}));
    EXPECT_EQ(update_of(R"({"update_id":7,"message":null,"poll":{}})").body,
              (decltype(Update::body){Other{"message"}}))
        << "null is as if it were not there";
}

TEST(UpdateReader, what_cannot_be_read_keeps_its_id_bytes_and_reason) {
    struct Case {
        std::string json;
        std::optional<std::int64_t> id;
        std::string why;
    };
    const Case cases[] = {
        {R"({"update_id":5,"message":{,}})", 5, "no JSON"},
        {R"({"update_id" : 5 ,"message":{"text":"no end}})", 5, "no JSON"},
        {R"({"update_id":5,"message":{"text":1e400}})", 5, "no JSON"},
        {"null", nullopt, "no update_id"},
        {"[]", nullopt, "no update_id"},
        {"7", nullopt, "no update_id"},
        {"", nullopt, "no JSON"},
        {R"({"message":{}})", nullopt, "no update_id"},
        {R"({"update_id":"5"})", nullopt, "no update_id"},
        {R"({"update_id":1e308})", nullopt, "no update_id"},
        {R"({"update_id":-5})", nullopt, "no update_id"},
        {R"({"update_id":99999999999999999999})", nullopt, "no update_id"},
        {R"({"update_id":5,"message":7})", 5, "message"},
        {R"({"update_id":5,"message":{"message_id":"many","date":"today","chat":[],"from":7}})", 5,
         "message"},
        {update_json("message", message_json(R"("text":{"a":1})")), 7, "message"},
        {update_json("message", message_json(R"("caption":[])")), 7, "message"},
        {update_json("edited_message", R"({"chat":{"id":1}})"), 7, "edited_message"},
        {update_json("callback_query", R"({"id":5})"), 7, "callback_query"},
        {update_json("my_chat_member", R"({"chat":{"id":1}})"), 7, "my_chat_member"},
        {update_json("chat_member", "[]"), 7, "chat_member"},
        {update_json("message_reaction", R"({"message_id":1})"), 7, "message_reaction"},
    };
    for (const Case& each : cases) {
        const UnreadableUpdate found = unreadable_of(each.json);
        EXPECT_EQ(found.id, each.id) << each.json;
        EXPECT_EQ(found.why, each.why) << each.json;
        EXPECT_EQ(found.raw, each.json);
    }
}

TEST(UpdateReader, missing_and_null_fields_are_empty_ones) {
    const Update update = update_of(update_json(
        "message", R"({"message_id":1,"chat":{"id":1,"type":null},"from":null,"date":null,)"
                   R"("text":null,"entities":null,"reply_to_message":null,"sender_chat":{},)"
                   R"("is_topic_message":"yes","message_thread_id":1.5,"photo":null})"));
    Message expected;
    expected.chat.id = 1;
    expected.id = 1;
    EXPECT_EQ(std::get<Message>(update.body), expected);
}

TEST(UpdateReader, numbers_out_of_range_are_missing_ones) {
    const Message said =
        message_of(R"("text":"x","edit_date":1e308,"message_thread_id":18446744073709551615,)"
                   R"("reply_to_message":{"message_id":-3},"migrate_to_chat_id":"5")");
    EXPECT_EQ(said.edit_date, 0);
    EXPECT_EQ(said.thread, 0);
    EXPECT_FALSE(said.reply_to);
    EXPECT_FALSE(said.migrate_to);
}

TEST(UpdateReader, of_members_of_one_name_the_last_counts) {
    EXPECT_EQ(message_of(R"("text":"a","text":"b")").text, "b");
    EXPECT_EQ(update_of(R"({"update_id":1,"update_id":2})").id, 2);
}

TEST(UpdateReader, nesting_and_length_are_bounded) {
    const auto nested = [](std::size_t depth) {
        return R"({"update_id":5,"x":)" + std::string(depth, '[') + std::string(depth, ']') + '}';
    };
    EXPECT_EQ(update_of(nested(update_nesting_max - 1)).id, 5);
    EXPECT_EQ(unreadable_of(nested(update_nesting_max)).why, "nested too deeply");
    EXPECT_EQ(unreadable_of(nested(30'000)).id, 5);

    const std::string frame = message_json(R"("text":"")");
    const std::size_t room = update_bytes_max - update_json("message", frame).size();
    EXPECT_EQ(message_of("\"text\":\"" + std::string(room, 'x') + '"').text.size(), 60'000u);
    const UnreadableUpdate found = unreadable_of(
        update_json("message", message_json("\"text\":\"" + std::string(room + 1, 'x') + '"')));
    EXPECT_EQ(found.why, "too long");
    EXPECT_EQ(found.id, 7);
    EXPECT_EQ(found.raw.size(), raw_bytes_max);
}

} // namespace
} // namespace peerdesk::telegram
