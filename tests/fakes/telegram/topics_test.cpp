// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/topics.hpp"

#include "tests/fakes/telegram/small_world.hpp"

namespace peerdesk::telegram_fake {
namespace {

std::int64_t made_topic(SmallWorld& small) {
    const Json topic =
        small.result("createForumTopic", {{"chat_id", small.forum}, {"name", "Ticket 1"}});
    small.updates();
    return topic.at("message_thread_id").get<std::int64_t>();
}

TEST(Topics, a_topic_is_the_message_that_created_it) {
    SmallWorld small;
    const Json topic =
        small.result("createForumTopic", {{"chat_id", small.forum}, {"name", "Ticket 1"}});
    const Json told = small.update().at("message");
    EXPECT_EQ(told.at("forum_topic_created").at("name"), "Ticket 1");
    EXPECT_EQ(told.at("message_id"), topic.at("message_thread_id"));
    EXPECT_EQ(told.at("is_topic_message"), true);
}

TEST(Topics, plain_words_in_a_topic_reply_to_its_creation) {
    SmallWorld small;
    const std::int64_t topic = made_topic(small);
    Said said;
    said.text = "hello";
    said.topic = topic;
    small.people.says(small.bo, small.forum, said);
    const Json message = small.update().at("message");
    EXPECT_EQ(message.at("message_thread_id"), topic);
    EXPECT_TRUE(message.at("reply_to_message").contains("forum_topic_created"));
    const Json sent = small.result(
        "sendMessage", {{"chat_id", small.forum}, {"message_thread_id", topic}, {"text", "a"}});
    EXPECT_EQ(sent.at("message_thread_id"), topic);
}

TEST(Topics, the_general_one_is_addressed_without_an_id) {
    SmallWorld small;
    EXPECT_EQ(small.refusal("sendMessage",
                            {{"chat_id", small.forum}, {"message_thread_id", 1}, {"text", "a"}}),
              "Bad Request: message thread not found");
    const Json sent = small.result("sendMessage", {{"chat_id", small.forum}, {"text", "a"}});
    EXPECT_FALSE(sent.contains("message_thread_id"));
}

TEST(Topics, what_was_deleted_is_not_found) {
    SmallWorld small;
    const std::int64_t topic = made_topic(small);
    small.people.deletes_topic(small.forum, topic);
    const Json send{{"chat_id", small.forum}, {"message_thread_id", topic}, {"text", "a"}};
    EXPECT_EQ(small.refusal("sendMessage", send), "Bad Request: message thread not found");
    small.world.settings.says_topic_deleted = true;
    EXPECT_EQ(small.refusal("sendMessage", send), "Bad Request: TOPIC_DELETED");
    const Json named{{"chat_id", small.forum}, {"message_thread_id", topic}};
    EXPECT_EQ(small.refusal("closeForumTopic", named), "Bad Request: TOPIC_DELETED");
    EXPECT_TRUE(small.updates().empty()); // bots are not told
}

TEST(Topics, closing_twice_changes_nothing_and_closed_ones_take_administrators_words_only) {
    SmallWorld small;
    const std::int64_t topic = made_topic(small);
    const Json named{{"chat_id", small.forum}, {"message_thread_id", topic}};
    small.result("closeForumTopic", named);
    EXPECT_TRUE(small.update().at("message").contains("forum_topic_closed"));
    EXPECT_EQ(small.refusal("closeForumTopic", named), "Bad Request: TOPIC_NOT_MODIFIED");
    const Json send{{"chat_id", small.forum}, {"message_thread_id", topic}, {"text", "a"}};
    small.result("sendMessage", send);
    small.people.promotes(small.bo, small.forum, small.world.bot_id(), Json::object());
    EXPECT_EQ(small.refusal("sendMessage", send), "Bad Request: TOPIC_CLOSED");
    EXPECT_EQ(small.refusal("reopenForumTopic", named),
              "Bad Request: not enough rights to close or reopen the topic");
    EXPECT_EQ(small.refusal("createForumTopic", {{"chat_id", small.forum}, {"name", "b"}}),
              "Bad Request: not enough rights to create a topic");
}

TEST(Topics, without_topics_the_chat_is_no_forum) {
    SmallWorld small;
    const std::int64_t topic = made_topic(small);
    small.people.switches_topics(small.forum, false);
    EXPECT_EQ(small.refusal("createForumTopic", {{"chat_id", small.forum}, {"name", "b"}}),
              "Bad Request: the chat is not a forum");
    EXPECT_EQ(
        small.refusal("sendMessage",
                      {{"chat_id", small.forum}, {"message_thread_id", topic}, {"text", "a"}}),
        "Bad Request: message thread not found");
}

} // namespace
} // namespace peerdesk::telegram_fake
