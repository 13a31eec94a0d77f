// SPDX-License-Identifier: MIT
#include "adapters/telegram/calls/calls.hpp"

#include "tests/adapters/telegram/calls/call_check.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace peerdesk::telegram {
namespace {

using chat::Act;

/// The parameters of the only call.
nlohmann::json only(const std::vector<Call>& calls, const std::string& method) {
    EXPECT_EQ(calls.size(), 1u);
    if (calls.size() != 1) return {};
    EXPECT_EQ(calls.front().method, method);
    return unordered(calls.front().body);
}

TEST(Calls, words_go_with_entities_and_without_a_preview) {
    chat::Outbound message = say(12'345, "a *b*");
    message.html = "a <b>b</b>";
    EXPECT_EQ(only(calls_of(message, 12'345), "sendMessage"), unordered(R"({
        "chat_id": 12345, "text": "a b",
        "entities": [{"type": "bold", "offset": 2, "length": 1}],
        "link_preview_options": {"is_disabled": true}})"));
    message.html = "<b>broken";
    EXPECT_EQ(only(calls_of(message, 12'345), "sendMessage"), unordered(R"({
        "chat_id": 12345, "text": "a *b*", "link_preview_options": {"is_disabled": true}})"));
}

TEST(Calls, an_answer_names_a_message_of_the_same_chat_alone) {
    chat::Outbound message = say(-100, "a");
    message.target = "-100/7";
    const nlohmann::json reply =
        unordered(R"({"message_id": 7, "allow_sending_without_reply": true})");
    EXPECT_EQ(only(calls_of(message, -100), "sendMessage").at("reply_parameters"), reply);
    for (const char* target : {"-99/7", "-100/t7", "rubbish", "-100/0", "-100/7x"}) {
        message.target = target;
        EXPECT_FALSE(only(calls_of(message, -100), "sendMessage").contains("reply_parameters"))
            << target;
    }
    // A card in a group without topics.
    message.target.clear();
    message.thread = "-100/7";
    EXPECT_EQ(only(calls_of(message, -100), "sendMessage").at("reply_parameters"), reply);
    message.target = "-100/9";
    EXPECT_EQ(only(calls_of(message, -100), "sendMessage").at("reply_parameters").at("message_id"),
              9);
}

TEST(Calls, a_topic_is_named_but_for_the_general_one) {
    chat::Outbound message = say(-100, "a");
    message.thread = "-100/t7";
    EXPECT_EQ(only(calls_of(message, -100), "sendMessage").at("message_thread_id"), 7);
    for (const char* thread : {"-100/t1", "-99/t7"}) {
        message.thread = thread;
        EXPECT_FALSE(only(calls_of(message, -100), "sendMessage").contains("message_thread_id"));
    }
}

TEST(Calls, buttons_stand_two_in_a_row_below_the_message_whose_id_is_told) {
    chat::Outbound message = say(5, std::string(9'000, 'x'));
    message.buttons = {{"claim:1", "A"}, {"close:1", "B"}, {"help", "C"}};
    const auto calls = calls_of(message, 5);
    ASSERT_EQ(calls.size(), 3u);
    EXPECT_EQ(unordered(calls[0].body).at("reply_markup"), unordered(R"({"inline_keyboard": [
        [{"text": "A", "callback_data": "claim:1"}, {"text": "B", "callback_data": "close:1"}],
        [{"text": "C", "callback_data": "help"}]]})"));
    EXPECT_FALSE(unordered(calls[1].body).contains("reply_markup"));
    EXPECT_FALSE(unordered(calls[2].body).contains("reply_markup"));
}

TEST(Calls, who_is_called_is_led_to_by_the_name_that_stands_first) {
    chat::Outbound message = say(-100, "😀 Bo: look");
    message.mentions = {"a:77"};
    const nlohmann::json call = only(calls_of(message, -100), "sendMessage");
    EXPECT_EQ(call.at("entities"), unordered(R"([{"type": "text_mention", "offset": 0, "length": 5,
        "user": {"id": 77, "is_bot": false, "first_name": "-"}}])"));
    message.place.kind = chat::PlaceKind::direct;
    EXPECT_FALSE(only(calls_of(message, 100), "sendMessage").contains("entities"));
    message.place.kind = chat::PlaceKind::room;
    message.mentions = {"nobody"};
    EXPECT_FALSE(only(calls_of(message, -100), "sendMessage").contains("entities"));
}

TEST(Calls, a_mention_never_crosses_what_is_marked) {
    chat::Outbound message = say(-100, "Bo Li: look");
    message.html = "Bo <b>Li: look</b>";
    message.mentions = {"a:77"};
    const nlohmann::json entities = only(calls_of(message, -100), "sendMessage").at("entities");
    std::size_t mention_end = 0;
    for (const nlohmann::json& entity : entities) {
        const auto end =
            entity.at("offset").get<std::size_t>() + entity.at("length").get<std::size_t>();
        if (entity.at("type") == "text_mention") mention_end = end;
        if (entity.at("offset").get<std::size_t>() < mention_end) EXPECT_LE(end, mention_end);
    }
    EXPECT_EQ(mention_end, 5u);
}

TEST(Calls, acts_on_messages_of_ours) {
    EXPECT_EQ(only(calls_of(act(Act::change, -100, "-100/7", "now"), -100), "editMessageText"),
              unordered(R"({"chat_id": -100, "message_id": 7, "text": "now",
                              "link_preview_options": {"is_disabled": true}})"));
    EXPECT_EQ(
        only(caption_calls_of(act(Act::change, -100, "-100/7", "now"), -100), "editMessageCaption"),
        unordered(R"({"chat_id": -100, "message_id": 7, "caption": "now"})"));
    EXPECT_EQ(only(calls_of(act(Act::remove, -100, "-100/7"), -100), "deleteMessage"),
              unordered(R"({"chat_id": -100, "message_id": 7})"));
    EXPECT_EQ(only(calls_of(act(Act::react, -100, "-100/7", "❤️"), -100), "setMessageReaction"),
              unordered(R"({"chat_id": -100, "message_id": 7,
                              "reaction": [{"type": "emoji", "emoji": "❤"}]})"));
    const std::string long_text(5'000, 'x');
    EXPECT_EQ(only(calls_of(act(Act::change, 5, "5/7", long_text), 5), "editMessageText")
                  .at("text")
                  .get<std::string>()
                  .size(),
              4'096u);
}

TEST(Calls, acts_on_topics) {
    EXPECT_EQ(only(calls_of(act(Act::open_thread, -100, "", std::string(200, 'x')), -100),
                   "createForumTopic"),
              (nlohmann::json{{"chat_id", -100}, {"name", std::string(128, 'x')}}));
    EXPECT_EQ(only(calls_of(act(Act::close_thread, -100, "-100/t7"), -100), "closeForumTopic"),
              unordered(R"({"chat_id": -100, "message_thread_id": 7})"));
    EXPECT_EQ(only(calls_of(act(Act::reopen_thread, -100, "-100/t7"), -100), "reopenForumTopic"),
              unordered(R"({"chat_id": -100, "message_thread_id": 7})"));
    EXPECT_EQ(
        only(calls_of(act(Act::close_thread, -100, "-100/t1"), -100), "closeGeneralForumTopic"),
        unordered(R"({"chat_id": -100})"));
    EXPECT_EQ(
        only(calls_of(act(Act::reopen_thread, -100, "-100/t1"), -100), "reopenGeneralForumTopic"),
        unordered(R"({"chat_id": -100})"));
}

TEST(Calls, a_press_is_answered_at_a_glance_or_to_stay) {
    EXPECT_EQ(only(calls_of(act(Act::answer_press, 5, "q1", "done"), 5), "answerCallbackQuery"),
              unordered(R"({"callback_query_id": "q1", "text": "done", "show_alert": false})"));
    const nlohmann::json stays = only(
        calls_of(act(Act::answer_press, 5, "q1", std::string(300, 'x')), 5), "answerCallbackQuery");
    EXPECT_EQ(stays.at("text").get<std::string>().size(), 200u);
    EXPECT_EQ(stays.at("show_alert"), true);
    EXPECT_EQ(only(calls_of(act(Act::answer_press, 5, "q1"), 5), "answerCallbackQuery"),
              unordered(R"({"callback_query_id": "q1"})"));
}

TEST(Calls, what_cannot_be_referred_to_makes_no_call) {
    for (const Act what :
         {Act::change, Act::remove, Act::react, Act::close_thread, Act::reopen_thread}) {
        const bool is_thread = what == Act::close_thread || what == Act::reopen_thread;
        const char* wrong_kind = is_thread ? "-100/7" : "-100/t7";
        for (const char* target : {"", "-99/7", "-99/t7", "x/7", wrong_kind})
            EXPECT_TRUE(calls_of(act(what, -100, target, "a"), -100).empty()) << target;
    }
    EXPECT_TRUE(calls_of(say(5, " \n\u200b"), 5).empty());
}

TEST(Calls, only_what_does_no_harm_twice_is_repeatable) {
    EXPECT_FALSE(calls_of(say(5, "a"), 5).front().is_repeatable);
    EXPECT_FALSE(calls_of(act(Act::open_thread, -100, "", "a"), -100).front().is_repeatable);
    for (const Act what : {Act::change, Act::remove, Act::react})
        EXPECT_TRUE(calls_of(act(what, -100, "-100/7", "a"), -100).front().is_repeatable);
    EXPECT_TRUE(calls_of(act(Act::close_thread, -100, "-100/t7"), -100).front().is_repeatable);
    EXPECT_TRUE(calls_of(act(Act::answer_press, 5, "q"), 5).front().is_repeatable);
}

TEST(Calls, the_server_does_what_they_say) {
    SmallWorld small;
    const std::int64_t forum = small.forum;
    const auto opens = calls_of(act(Act::open_thread, forum, "", "#7 Ana"), forum);
    const AnswerBody opened = answered(small, opens.front());
    const std::string topic = made_by(opens.front(), forum, opened.result);
    EXPECT_TRUE(topic.starts_with(std::to_string(forum) + "/t")) << topic;

    chat::Outbound card = say(forum, "a <card>");
    card.html = "a <b>&lt;card&gt;</b>";
    card.thread = topic;
    card.buttons = {{"claim:7", "Claim"}};
    const auto says = calls_of(card, forum);
    const std::string message = made_by(says.front(), forum, answered(small, says.front()).result);
    EXPECT_TRUE(message.starts_with(std::to_string(forum) + "/")) << message;
    EXPECT_FALSE(message.contains('t'));

    chat::Outbound change = act(Act::change, forum, message, "another");
    change.buttons = {{"close:7", "Close"}};
    for (const chat::Outbound& next :
         {change, act(Act::react, forum, message, "👍"), act(Act::remove, forum, message),
          act(Act::close_thread, forum, topic), act(Act::reopen_thread, forum, topic)}) {
        for (const Call& call : calls_of(next, forum))
            EXPECT_TRUE(answered(small, call).is_ok) << call.method << call.body;
    }
}

} // namespace
} // namespace peerdesk::telegram
