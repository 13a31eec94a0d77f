// SPDX-License-Identifier: MIT
// What the server's refusals mean, in its own words where the model of it can be brought to say
// them.
#include "tests/adapters/telegram/calls/call_check.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace peerdesk::telegram {
namespace {

using chat::Act;

TEST(MadeBy, reads_whatever_the_methods_give) {
    const Call sends{.method = "sendMessage"};
    const Call opens{.method = "createForumTopic"};
    EXPECT_EQ(made_by(sends, -100, R"({"message_id": 7, "date": 1})"), "-100/7");
    EXPECT_EQ(made_by(sends, -100, R"([{"message_id": 7}, {"message_id": 8}])"), "-100/7");
    EXPECT_EQ(made_by(opens, -100, R"({"message_thread_id": 7, "name": "x"})"), "-100/t7");
    for (const char* result : {"", "true", "{}", "[]", "null", "{\"message_id\":", "[[]]",
                               "{\"message_id\":\"7\"}", "\xff"}) {
        EXPECT_EQ(made_by(sends, -100, result), "") << result;
        EXPECT_EQ(made_by(opens, -100, result), "") << result;
    }
    EXPECT_EQ(
        made_by({.method = "editMessageText", .is_repeatable = true}, -100, R"({"message_id": 7})"),
        "");
}

struct Row {
    const char* what;
    std::function<Call(SmallWorld&)> call; ///< one that is refused
    Refusal refusal;
};

Call first(const chat::Outbound& message, std::int64_t chat) {
    return calls_of(message, chat).at(0);
}

std::string sent(SmallWorld& small, std::int64_t chat, const std::string& text) {
    const Call call = first(say(chat, text), chat);
    return made_by(call, chat, answered(small, call).result);
}

std::string opened(SmallWorld& small) {
    const Call call = first(act(Act::open_thread, small.forum, "", "topic"), small.forum);
    return made_by(call, small.forum, answered(small, call).result);
}

chat::Outbound in_topic(SmallWorld& small, const std::string& topic) {
    chat::Outbound message = say(small.forum, "a");
    message.thread = topic;
    return message;
}

std::int64_t number_of(const std::string& topic) {
    return std::stoll(topic.substr(topic.find("/t") + 2));
}

Call in_deleted_topic(SmallWorld& small) {
    const std::string topic = opened(small);
    small.people.deletes_topic(small.forum, number_of(topic));
    return first(in_topic(small, topic), small.forum);
}

TEST(RefusalOf, tells_what_the_server_says_when_somebody_cannot_be_reached) {
    const std::vector<Row> rows{
        {"blocked",
         [](SmallWorld& small) {
             small.people.blocks(small.ana);
             return first(say(small.ana, "a"), small.ana);
         },
         Refusal::unreachable},
        {"deactivated",
         [](SmallWorld& small) {
             small.people.deactivates(small.ana);
             return first(say(small.ana, "a"), small.ana);
         },
         Refusal::unreachable},
        {"kicked",
         [](SmallWorld& small) {
             small.people.removes(small.bo, small.group, small.world.bot_id());
             return first(say(small.group, "a"), small.group);
         },
         Refusal::unreachable},
        {"unknown chat", [](SmallWorld&) { return first(say(99, "a"), 99); }, Refusal::unreachable},
        {"muted",
         [](SmallWorld& small) {
             small.world.chat(small.group).members[small.world.bot_id()] = {"restricted",
                                                                            Json::object()};
             return first(say(small.group, "a"), small.group);
         },
         Refusal::unreachable},
        {"migrated",
         [](SmallWorld& small) {
             small.people.upgrades(small.ana, small.group);
             return first(say(small.group, "a"), small.group);
         },
         Refusal::migrated},
    };
    for (const Row& row : rows) {
        SmallWorld small;
        const AnswerBody answer = answered(small, row.call(small));
        EXPECT_FALSE(answer.is_ok) << row.what;
        EXPECT_EQ(refusal_of(answer), row.refusal) << row.what << ": " << answer.description;
    }
}

TEST(RefusalOf, tells_what_the_server_says_of_topics) {
    const std::vector<Row> rows{
        {"deleted", in_deleted_topic, Refusal::thread_lost},
        {"deleted, in other words",
         [](SmallWorld& small) {
             small.world.settings.says_topic_deleted = true;
             return in_deleted_topic(small);
         },
         Refusal::thread_lost},
        {"closing what never was",
         [](SmallWorld& small) {
             return first(
                 act(Act::close_thread, small.forum, std::to_string(small.forum) + "/t999"),
                 small.forum);
         },
         Refusal::thread_lost},
        {"switched off",
         [](SmallWorld& small) {
             const std::string topic = opened(small);
             small.people.switches_topics(small.forum, false);
             return first(in_topic(small, topic), small.forum);
         },
         Refusal::thread_lost},
        {"opening without topics",
         [](SmallWorld& small) {
             return first(act(Act::open_thread, small.group, "", "a"), small.group);
         },
         Refusal::no_threads},
        {"closed",
         [](SmallWorld& small) {
             const std::string topic = opened(small);
             small.people.closes_topic(small.bo, small.forum, number_of(topic));
             small.world.chat(small.forum).members[small.world.bot_id()] = {"member",
                                                                            Json::object()};
             return first(in_topic(small, topic), small.forum);
         },
         Refusal::thread_closed},
        {"reopening an open one",
         [](SmallWorld& small) {
             return first(act(Act::reopen_thread, small.forum, opened(small)), small.forum);
         },
         Refusal::already_so},
        {"no right to open",
         [](SmallWorld& small) {
             small.world.chat(small.forum).members[small.world.bot_id()] = {"member",
                                                                            Json::object()};
             return first(act(Act::open_thread, small.forum, "", "a"), small.forum);
         },
         Refusal::plain},
    };
    for (const Row& row : rows) {
        SmallWorld small;
        const AnswerBody answer = answered(small, row.call(small));
        EXPECT_FALSE(answer.is_ok) << row.what;
        EXPECT_EQ(refusal_of(answer), row.refusal) << row.what << ": " << answer.description;
    }
}

TEST(RefusalOf, tells_what_the_server_says_of_messages) {
    const std::vector<Row> rows{
        {"the same again",
         [](SmallWorld& small) {
             const std::string id = sent(small, small.ana, "a");
             return first(act(Act::change, small.ana, id, "a"), small.ana);
         },
         Refusal::already_so},
        {"changing what is gone",
         [](SmallWorld& small) {
             return first(act(Act::change, small.ana, std::to_string(small.ana) + "/99", "a"),
                          small.ana);
         },
         Refusal::plain},
        {"removing what is gone",
         [](SmallWorld& small) {
             return first(act(Act::remove, small.ana, std::to_string(small.ana) + "/99"),
                          small.ana);
         },
         Refusal::already_so},
        {"a sign that is none",
         [](SmallWorld& small) {
             const std::string id = sent(small, small.ana, "a");
             return first(act(Act::react, small.ana, id, "ok"), small.ana);
         },
         Refusal::bad_sign},
        {"an old press",
         [](SmallWorld& small) {
             return first(act(Act::answer_press, small.ana, "nothing"), small.ana);
         },
         Refusal::already_so},
        {"a file that is none",
         [](SmallWorld& small) {
             chat::Outbound message = say(small.ana, "");
             message.attachments.push_back({.ref = "photo:nothing"});
             return first(message, small.ana);
         },
         Refusal::plain},
        {"words of a picture",
         [](SmallWorld& small) {
             chat::Outbound message = say(small.ana, "below");
             telegram_fake::NewFile file;
             file.kind = "photo";
             file.size = 3;
             message.attachments.push_back(
                 {.ref = "photo:" + small.world.files.add(std::move(file)).id});
             const Call call = first(message, small.ana);
             const std::string id = made_by(call, small.ana, answered(small, call).result);
             return first(act(Act::change, small.ana, id, "b"), small.ana);
         },
         Refusal::no_text},
    };
    for (const Row& row : rows) {
        SmallWorld small;
        const AnswerBody answer = answered(small, row.call(small));
        EXPECT_FALSE(answer.is_ok) << row.what;
        EXPECT_EQ(refusal_of(answer), row.refusal) << row.what << ": " << answer.description;
    }
}

TEST(RefusalOf, goes_by_the_beginning_of_the_words_alone) {
    const auto said = [](std::int64_t code, std::string words) {
        AnswerBody body;
        body.error_code = code;
        body.description = std::move(words);
        return refusal_of(body);
    };
    EXPECT_EQ(said(400, "Bad Request: PEER_ID_INVALID"), Refusal::unreachable);
    EXPECT_EQ(said(400, "Bad Request: TOPIC_ID_INVALID"), Refusal::thread_lost);
    EXPECT_EQ(said(400, "Bad Request: message to reply not found"), Refusal::bad_quote);
    EXPECT_EQ(said(403, "Forbidden: the group chat was deleted"), Refusal::unreachable);
    EXPECT_EQ(said(400, "Bad Request: somebody wrote: message thread not found"), Refusal::plain);
    EXPECT_EQ(said(413, "Request Entity Too Large"), Refusal::plain);
    EXPECT_EQ(said(400, ""), Refusal::plain);
}

} // namespace
} // namespace peerdesk::telegram
