// SPDX-License-Identifier: MIT
// What the bot sends and how it is refused.
#include "tests/fakes/telegram/small_world.hpp"

namespace peerdesk::telegram_fake {
namespace {

TEST(Sending, a_message_gets_an_id_and_stays_in_the_chat) {
    SmallWorld small;
    const Json sent = small.result("sendMessage", {{"chat_id", small.ana}, {"text", "hello"}});
    EXPECT_EQ(sent.at("text"), "hello");
    EXPECT_EQ(sent.at("message_id"), 1);
    EXPECT_EQ(sent.at("from").at("id"), small.world.bot_id());
    EXPECT_EQ(small.world.chat(small.ana).messages.size(), 1u);
    EXPECT_TRUE(small.updates().empty()); // nobody is told of their own words
}

struct Refused {
    const char* method;
    Json parameters;
    const char* description;
};

TEST(Sending, refusals_are_in_the_real_servers_words) {
    SmallWorld small;
    const std::string long_text(4097, 'x');
    const std::string huge_text(40'000, '*');
    const std::string data(65, 'd');
    const auto button = [](const std::string& said) {
        return Json{{"inline_keyboard", {{{{"text", "b"}, {"callback_data", said}}}}}};
    };
    const std::vector<Refused> rows{
        {"sendMessage", {{"text", "a"}}, "Bad Request: chat_id is empty"},
        {"sendMessage", {{"chat_id", 1}, {"text", "a"}}, "Bad Request: chat not found"},
        {"sendMessage", {{"chat_id", "@nobody"}, {"text", "a"}}, "Bad Request: chat not found"},
        {"sendMessage", {{"chat_id", small.ana}}, "Bad Request: message text is empty"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", " \n"}},
         "Bad Request: message text is empty"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", long_text}},
         "Bad Request: message is too long"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", huge_text}},
         "Bad Request: text is too long"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", "a"}, {"reply_markup", button(data)}},
         "Bad Request: BUTTON_DATA_INVALID"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", "a"}, {"reply_parameters", {{"message_id", 77}}}},
         "Bad Request: message to be replied not found"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", "a"}, {"message_thread_id", 5}},
         "Bad Request: message thread not found"},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", "a"}, {"entities", {{{"type", "bold"}, {"offset", 0}}}}},
         "Bad Request: can't parse MessageEntity: Can't find field \"length\""},
        {"sendMessage",
         {{"chat_id", small.ana}, {"text", "a"}, {"message_thread_id", "five"}},
         "Bad Request: field \"message_thread_id\" must be a valid Number"},
        {"sendPhoto", {{"chat_id", small.ana}}, "Bad Request: there is no photo in the request"},
        {"sendPhoto",
         {{"chat_id", small.ana}, {"photo", "nonsense"}},
         "Bad Request: wrong file identifier/HTTP URL specified"},
        {"deleteMessage",
         {{"chat_id", small.ana}, {"message_id", 9}},
         "Bad Request: message to delete not found"},
        {"editMessageText",
         {{"chat_id", small.ana}, {"message_id", 9}, {"text", "a"}},
         "Bad Request: message to edit not found"},
        {"copyMessage",
         {{"chat_id", small.ana}, {"from_chat_id", small.ana}, {"message_id", 9}},
         "Bad Request: message to copy not found"},
        {"sendTelepathy", Json::object(), "Not Found"},
    };
    for (const Refused& row : rows)
        EXPECT_EQ(small.refusal(row.method, row.parameters), row.description)
            << row.parameters.dump().substr(0, 80);
}

TEST(Sending, who_cannot_be_reached_is_told_by_403) {
    SmallWorld small;
    const auto refusal = [&](std::int64_t chat) {
        return small.refusal("sendMessage", {{"chat_id", chat}, {"text", "a"}});
    };
    User stranger;
    const std::int64_t unknown = small.world.add_user(stranger).id;
    EXPECT_EQ(refusal(unknown), "Forbidden: bot can't initiate conversation with a user");
    small.people.blocks(small.ana);
    EXPECT_EQ(refusal(small.ana), "Forbidden: bot was blocked by the user");
    EXPECT_EQ(small.update().at("my_chat_member").at("new_chat_member").at("status"), "kicked");
    small.people.starts(small.ana);
    EXPECT_EQ(small.call("sendMessage", {{"chat_id", small.ana}, {"text", "a"}}).at("ok"), true);
    small.people.deactivates(small.ana);
    EXPECT_EQ(refusal(small.ana), "Forbidden: user is deactivated");
    small.people.removes(small.bo, small.forum, small.world.bot_id());
    EXPECT_EQ(refusal(small.forum), "Forbidden: bot was kicked from the supergroup chat");
    small.people.removes(small.bo, small.group, small.world.bot_id());
    EXPECT_EQ(refusal(small.group), "Forbidden: bot was kicked from the group chat");
}

TEST(Sending, a_group_that_became_a_supergroup_names_it) {
    SmallWorld small;
    const std::int64_t next = small.people.upgrades(small.bo, small.group);
    const Json body = small.call("sendMessage", {{"chat_id", small.group}, {"text", "a"}});
    EXPECT_EQ(body.at("description"), "Bad Request: group chat was upgraded to a supergroup chat");
    EXPECT_EQ(body.at("parameters").at("migrate_to_chat_id"), next);
    const auto updates = small.updates();
    ASSERT_EQ(updates.size(), 2u);
    EXPECT_EQ(updates[0].at("message").at("migrate_to_chat_id"), next);
    EXPECT_EQ(updates[1].at("message").at("migrate_from_chat_id"), small.group);
    small.result("sendMessage", {{"chat_id", next}, {"text", "a"}});
}

TEST(Sending, parameters_of_a_form_are_texts) {
    SmallWorld small;
    const Json sent = small.result(
        "sendMessage",
        {{"chat_id", std::to_string(small.ana)},
         {"text", "42"},
         {"protect_content", "true"},
         {"reply_markup", R"({"inline_keyboard":[[{"text":"a","callback_data":"b"}]]})"},
         {"entities", R"([{"type":"bold","offset":0,"length":2}])"}});
    EXPECT_EQ(sent.at("text"), "42");
    EXPECT_EQ(sent.at("has_protected_content"), true);
    EXPECT_EQ(sent.at("entities").size(), 1u);
    EXPECT_EQ(sent.at("reply_markup").at("inline_keyboard").size(), 1u);
}

TEST(Sending, replies_and_quotes_point_to_the_message) {
    SmallWorld small;
    const auto id = small.says("one two three").at("message_id").get<std::int64_t>();
    const Json sent =
        small.result("sendMessage", {{"chat_id", small.ana},
                                     {"text", "yes"},
                                     {"reply_parameters", {{"message_id", id}, {"quote", "two"}}}});
    EXPECT_EQ(sent.at("reply_to_message").at("message_id"), id);
    EXPECT_EQ(sent.at("quote").at("position"), 4);
    EXPECT_EQ(small.refusal("sendMessage",
                            {{"chat_id", small.ana},
                             {"text", "yes"},
                             {"reply_parameters", {{"message_id", id}, {"quote", "four"}}}}),
              "Bad Request: QUOTE_TEXT_INVALID");
    small.result("sendMessage", {{"chat_id", small.ana},
                                 {"text", "yes"},
                                 {"reply_parameters",
                                  {{"message_id", 99}, {"allow_sending_without_reply", true}}}});
}

TEST(Sending, too_many_messages_meet_the_limits) {
    Settings settings;
    settings.flood.per_group_per_minute = 2;
    SmallWorld small{settings};
    const auto send = [&](std::int64_t chat) {
        return small.call("sendMessage", {{"chat_id", chat}, {"text", "a"}});
    };
    EXPECT_EQ(send(small.group).at("ok"), true);
    small.world.now_ms += 10'000;
    EXPECT_EQ(send(small.group).at("ok"), true);
    const Json body = send(small.group);
    EXPECT_EQ(body.at("error_code"), 429);
    EXPECT_EQ(body.at("description"), "Too Many Requests: retry after 50");
    EXPECT_EQ(body.at("parameters").at("retry_after"), 50);
    EXPECT_EQ(send(small.ana).at("ok"), true); // no group
    small.world.now_ms += 50'000;
    EXPECT_EQ(send(small.group).at("ok"), true);
}

TEST(Sending, every_call_is_counted_and_kept) {
    SmallWorld small;
    small.result("sendMessage", {{"chat_id", small.ana}, {"text", "a"}});
    small.refusal("sendMessage", {{"chat_id", 5}, {"text", "a"}});
    EXPECT_EQ(small.world.log.count("sendMessage"), 2u);
    const auto calls = small.world.log.calls_of("sendMessage");
    ASSERT_EQ(calls.size(), 2u);
    EXPECT_EQ(calls[0].result.at("text"), "a");
    EXPECT_EQ(calls[1].code, 400);
    EXPECT_EQ(small.world.log.minutes().begin()->second.at("sendMessage"), 2u);
}

} // namespace
} // namespace peerdesk::telegram_fake
