// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/inbound.hpp"

#include "tests/adapters/telegram/updates/update_samples.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace peerdesk::telegram {
namespace {

using chat::Place;
using chat::PlaceKind;
using chat::PlaceState;

constexpr std::int64_t forum = -1'001'000'000'001;
const chat::Time sent{std::chrono::seconds{1'704'067'200}};
const chat::Time today{std::chrono::seconds{1'790'000'000}};
const Place ana_place{"tg", PlaceKind::direct, "a:5000000001"};
const Place forum_place{"tg", PlaceKind::room, "@staff"};
const Place group_place{"tg", PlaceKind::room, "-4000001"};

chat::Author ana() {
    return {.id = "a:5000000001", .name = "Ana Sá", .language_hint = "pt-br"};
}

/// A desk with a forum and a plain group.
struct InboundTest : testing::Test {
    RoomMap rooms;
    Inbound inbound{"tg", true, rooms};

    InboundTest() {
        rooms.set("@staff", forum);
        rooms.set("-4000001", -4'000'001);
        inbound.set_us({.id = 77, .username = "desk_bot"});
    }
    Meaning read(Update update) const { return inbound.read(std::move(update), {{}, today}); }
    Meaning read(std::string_view json) const { return read(update_of(json)); }
    Meaning message(std::string_view fields, std::string_view chat = private_chat_json) const {
        return read(message_update(fields, chat));
    }
    chat::MessageReceived received(std::string_view fields,
                                   std::string_view chat = private_chat_json) const {
        const Meaning meaning = message(fields, chat);
        EXPECT_EQ(meaning.events.size(), 1u) << fields;
        if (meaning.events.empty()) return {};
        return std::get<chat::MessageReceived>(meaning.events.front().body);
    }
    /// Whether nothing is made of it.
    bool is_dropped(std::string_view fields, std::string_view chat = group_json) const {
        return message(fields, chat) == Meaning{};
    }
};

TEST_F(InboundTest, a_private_message_is_said_in_a_direct_chat) {
    const Meaning meaning = message(R"("text":"Hi\r\n\u0007there")");
    chat::MessageReceived expected;
    expected.place = ana_place;
    expected.author = ana();
    expected.text = "Hi\nthere";
    expected.remote_id = "5000000001/45";
    ASSERT_EQ(meaning.events.size(), 1u);
    EXPECT_EQ(meaning.events[0], (chat::Event{"m:5000000001/45", sent, {}, expected}));
    EXPECT_FALSE(meaning.migration);
}

TEST_F(InboundTest, the_part_that_a_reply_quotes_stands_before_its_words) {
    const std::string replied = R"("reply_to_message":{"message_id":7},"quote":{"text":)";
    const auto said = received(R"("text":"😀 Which <one>?","entities":[)"
                               R"({"type":"bold","offset":3,"length":5}],)" +
                               replied + R"("press 👍\nand plus","position":4,"is_manual":true})");
    EXPECT_EQ(said.text, "> press 👍\n> and plus\n😀 Which <one>?");
    EXPECT_EQ(said.html, "<blockquote>press 👍<br>and plus</blockquote>"
                         "😀 <strong>Which</strong> &lt;one&gt;?");
    EXPECT_EQ(received(R"("text":"why?",)" + replied + R"("all of it","position":0})").text, "why?")
        << "the server quotes the whole by itself";
    EXPECT_EQ(received(R"("text":"/claim 1",)" + replied + R"("it","is_manual":true})").text,
              "/claim 1")
        << "a command stays one";
}

TEST_F(InboundTest, form_is_told_as_html) {
    const auto said = received(R"("text":"a bold\u0007 <word>","entities":[)"
                               R"({"type":"bold","offset":2,"length":4}])");
    EXPECT_EQ(said.text, "a bold <word>");
    EXPECT_EQ(said.html, "a <strong>bold</strong> &lt;word&gt;");
    EXPECT_EQ(received(R"("text":"plain")").html, "");
}

TEST_F(InboundTest, a_message_in_a_topic_hangs_there_and_answers_nothing) {
    const auto said = received(R"("text":"x","message_thread_id":12,"is_topic_message":true,)"
                               R"("reply_to_message":{"message_id":12})",
                               forum_json);
    EXPECT_EQ(said.place, forum_place);
    EXPECT_EQ(said.remote_id, "-1001000000001/45");
    EXPECT_EQ(said.thread, "-1001000000001/t12");
    EXPECT_EQ(said.reply_to, "");
}

TEST_F(InboundTest, an_explicit_reply_in_a_topic_is_told) {
    const auto said = received(R"("text":"x","message_thread_id":12,"is_topic_message":true,)"
                               R"("reply_to_message":{"message_id":30})",
                               forum_json);
    EXPECT_EQ(said.thread, "-1001000000001/t12");
    EXPECT_EQ(said.reply_to, "-1001000000001/30");
}

TEST_F(InboundTest, chains_of_replies_and_the_general_topic_are_no_threads) {
    const auto chain = received(
        R"("text":"x","message_thread_id":12,"reply_to_message":{"message_id":12})", group_json);
    EXPECT_EQ(chain.thread, "");
    EXPECT_EQ(chain.reply_to, "-4000001/12");
    EXPECT_EQ(
        received(R"("text":"x","message_thread_id":1,"is_topic_message":true)", forum_json).thread,
        "");
    EXPECT_EQ(received(R"("text":"x","reply_to_message":{"message_id":3,)"
                       R"("forum_topic_created":{}})",
                       forum_json)
                  .reply_to,
              "");
}

TEST_F(InboundTest, a_topic_in_a_direct_chat_is_no_thread) {
    EXPECT_EQ(received(R"("text":"x","message_thread_id":12,"is_topic_message":true)").thread, "");
}

TEST_F(InboundTest, rooms_that_are_not_ours_are_dropped) {
    EXPECT_TRUE(is_dropped(R"("text":"x")", R"({"id":-5,"type":"group"})"));
    EXPECT_TRUE(is_dropped(R"("text":"x")", R"({"id":-1009,"type":"channel"})"));
    EXPECT_TRUE(is_dropped(R"("text":"x")", R"({"id":12,"type":"telepathy"})"));
    EXPECT_TRUE(is_dropped(R"("migrate_to_chat_id":-1005)", R"({"id":-5,"type":"group"})"));
}

TEST_F(InboundTest, whoever_calls_us_is_told_so_without_our_name) {
    const auto said = received(R"("text":"@Desk_bot 😀 how","entities":[)"
                               R"({"type":"mention","offset":0,"length":9},)"
                               R"({"type":"italic","offset":13,"length":3}])",
                               group_json);
    EXPECT_TRUE(said.mentions_us);
    EXPECT_EQ(said.text, "😀 how");
    EXPECT_EQ(said.html, "😀 <em>how</em>");
    EXPECT_FALSE(received(R"("text":"how")", group_json).mentions_us);
    EXPECT_TRUE(received(R"("text":"@desk_bot","entities":[)"
                         R"({"type":"mention","offset":0,"length":9}])",
                         group_json)
                    .mentions_us);
}

TEST_F(InboundTest, commands_for_other_bots_are_dropped_in_groups_alone) {
    constexpr std::string_view fields =
        R"("text":"/claim@other 5","entities":[{"type":"bot_command","offset":0,"length":12}])";
    EXPECT_TRUE(is_dropped(fields));
    EXPECT_EQ(received(fields).text, "/claim@other 5");
    EXPECT_EQ(received(R"("text":"/claim@desk_bot 5","entities":[)"
                       R"({"type":"bot_command","offset":0,"length":15}])",
                       group_json)
                  .text,
              "/claim 5");
}

TEST_F(InboundTest, files_carry_our_network_and_albums_their_group) {
    const auto said = received(R"("video":{"file_id":"V"},"caption":"c","media_group_id":"9")");
    ASSERT_EQ(said.attachments.size(), 1u);
    EXPECT_EQ(said.attachments[0].network, "tg");
    EXPECT_EQ(said.album, "5000000001/9");
    EXPECT_EQ(said.text, "c");
    EXPECT_EQ(received(R"("text":"x")").album, "");
}

TEST_F(InboundTest, programs_and_chats_that_speak_are_marked_as_programs) {
    const auto as_chat = received(
        R"("text":"x","sender_chat":{"id":-1002,"type":"channel","title":"News\n"})", group_json);
    EXPECT_EQ(as_chat.author, (chat::Author{.id = "a:-1002", .name = "News", .is_bot = true}));

    const auto anonymous = read(update_json(
        "message",
        R"({"message_id":1,"date":5,"text":"x","chat":)" + std::string{group_json} +
            R"(,"from":{"id":1087968824,"is_bot":true,"first_name":"Group"},"sender_chat":)" +
            std::string{group_json} + "}"));
    EXPECT_EQ(std::get<chat::MessageReceived>(anonymous.events.at(0).body).author,
              (chat::Author{.id = "a:-4000001", .name = "Help", .is_bot = true}));

    for (const char* from :
         {R"({"id":5,"is_bot":true,"first_name":"Bot"})", R"({"id":77,"first_name":"Desk"})"}) {
        const auto meaning =
            read(update_json("message", R"({"message_id":1,"date":5,"text":"x","chat":)" +
                                            std::string{group_json} + ",\"from\":" + from + "}"));
        EXPECT_TRUE(std::get<chat::MessageReceived>(meaning.events.at(0).body).author.is_bot);
    }
}

TEST_F(InboundTest, a_message_of_nobody_is_dropped) {
    EXPECT_EQ(read(update_json("message", R"({"message_id":1,"date":5,"text":"x","chat":)" +
                                              std::string{private_chat_json} + "}")),
              Meaning{});
}

TEST_F(InboundTest, names_are_clean_and_bounded_and_languages_are_tags) {
    const auto of = [&](const std::string& user) {
        const auto meaning = read(
            update_json("message", R"({"message_id":1,"date":5,"text":"x","chat":)" +
                                       std::string{private_chat_json} + ",\"from\":" + user + "}"));
        return std::get<chat::MessageReceived>(meaning.events.at(0).body).author;
    };
    EXPECT_EQ(of(R"({"id":5,"first_name":"A\n\u202eb\u0000","last_name":" "})").name, "A b");
    EXPECT_EQ(of(R"({"id":5,"first_name":"","username":"ana"})").name, "ana");
    EXPECT_EQ(of(R"({"id":5})").name, "5");
    EXPECT_EQ(of(R"({"id":5,"first_name":")" + std::string(300, 'x') + "\"}").name.size(), 255u);
    EXPECT_EQ(of(R"({"id":5,"language_code":"zh-hans"})").language_hint, "zh-hans");
    EXPECT_EQ(of(R"({"id":5,"language_code":"e n"})").language_hint, "");
    EXPECT_EQ(of(R"({"id":5,"language_code":")" + std::string(36, 'x') + "\"}").language_hint, "");
}

TEST_F(InboundTest, nothing_happens_later_than_now) {
    for (const char* date : {"0", "-1", "9223372036854775807", "1790000001", "1e308", "null"}) {
        const Meaning meaning = read(
            update_json("message", R"({"message_id":1,"text":"x","date":)" + std::string{date} +
                                       ",\"chat\":" + std::string{private_chat_json} +
                                       ",\"from\":" + std::string{ana_json} + "}"));
        EXPECT_EQ(meaning.events.at(0).time, today) << date;
    }
}

TEST_F(InboundTest, an_edit_names_the_message_as_first_sent) {
    const auto edited = [&](std::string_view fields) {
        return read(update_json("edited_message", message_json(fields)));
    };
    const Meaning meaning = edited(R"("text":"new","edit_date":1704067260)");
    ASSERT_EQ(meaning.events.size(), 1u);
    EXPECT_EQ(meaning.events[0].time, sent + std::chrono::seconds{60});
    EXPECT_EQ(std::get<chat::MessageEdited>(meaning.events[0].body),
              (chat::MessageEdited{ana_place, ana(), "5000000001/45", "new", "", false}));
    EXPECT_TRUE(meaning.events[0].key.starts_with("e:5000000001/45:1704067260:"));
    const Meaning again = edited(R"("text":"newer","edit_date":1704067260)");
    EXPECT_NE(again.events.at(0).key, meaning.events[0].key) << "two edits within a second are two";
    EXPECT_EQ(edited(R"("text":"new","edit_date":1704067260)").events.at(0).key,
              meaning.events[0].key);
}

TEST_F(InboundTest, edits_of_what_has_no_words_are_dropped) {
    for (const char* fields :
         {R"("location":{"latitude":1,"longitude":2,"live_period":60})",
          R"("poll":{"question":"q","options":[]})", R"("sticker":{"file_id":"S"})",
          R"("new_chat_title":"x")", R"("hologram":{})"})
        EXPECT_EQ(read(update_json("edited_message", message_json(fields))), Meaning{}) << fields;
    const Meaning without_caption =
        read(update_json("edited_message", message_json(R"("video":{"file_id":"V"})")));
    EXPECT_EQ(std::get<chat::MessageEdited>(without_caption.events.at(0).body).text, "");
}

TEST_F(InboundTest, each_added_sign_is_an_event) {
    const Meaning meaning = read(update_json(
        "message_reaction",
        R"({"message_id":3,"date":1704067200,"chat":)" + std::string{forum_json} +
            ",\"user\":" + std::string{ana_json} +
            R"(,"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"👍"},{"type":"paid"}]})"));
    ASSERT_EQ(meaning.events.size(), 2u);
    EXPECT_EQ(meaning.events[0],
              (chat::Event{"r:7:-1001000000001/3:a:5000000001:1704067200",
                           sent,
                           {},
                           chat::ReactionAdded{forum_place, ana(), "-1001000000001/3", "👍"}}));
    EXPECT_EQ(meaning.events[1].key, "r:7:-1001000000001/3:a:5000000001:1704067200:1");
    EXPECT_EQ(std::get<chat::ReactionAdded>(meaning.events[1].body).sign, "paid");
}

TEST_F(InboundTest, a_press_is_told_with_the_message_it_stood_below) {
    const auto press = [&](std::string_view chat) {
        return read(update_json("callback_query", R"({"id":"43","data":"claim 12\u0007","from":)" +
                                                      std::string{ana_json} +
                                                      R"(,"message":{"message_id":9,"date":0,)" +
                                                      "\"chat\":" + std::string{chat} + "}}"));
    };
    const Meaning meaning = press(forum_json);
    ASSERT_EQ(meaning.events.size(), 1u);
    EXPECT_EQ(meaning.events[0],
              (chat::Event{
                  "p:43",
                  today,
                  {},
                  chat::ButtonPressed{forum_place, ana(), "-1001000000001/9", "claim 12", "43"}}));
    EXPECT_EQ(std::get<chat::ButtonPressed>(press(private_chat_json).events.at(0).body).place,
              ana_place);
    EXPECT_EQ(press(R"({"id":-5,"type":"group"})"), Meaning{});
    EXPECT_EQ(read(update_json("callback_query", R"({"id":"43","inline_message_id":"x","from":)" +
                                                     std::string{ana_json} + "}")),
              Meaning{});
}

TEST_F(InboundTest, what_becomes_of_us_opens_and_closes_places) {
    struct Case {
        std::string_view chat;
        const char* member;
        Place place;
        PlaceState state;
        const char* reason;
    };
    const Case cases[] = {
        {private_chat_json, R"("status":"kicked")", ana_place, PlaceState::closed, "blocked"},
        {private_chat_json, R"("status":"member")", ana_place, PlaceState::open, ""},
        {group_json, R"("status":"kicked")", group_place, PlaceState::closed, "kicked"},
        {group_json, R"("status":"left")", group_place, PlaceState::closed, "left"},
        {group_json, R"("status":"restricted","is_member":true,"can_send_messages":false)",
         group_place, PlaceState::closed, "restricted"},
        {group_json, R"("status":"restricted","is_member":true,"can_send_messages":true)",
         group_place, PlaceState::open, ""},
        {forum_json, R"("status":"administrator")", forum_place, PlaceState::open, ""},
        {forum_json, R"("status":"member")", forum_place, PlaceState::open, ""},
    };
    for (const Case& each : cases) {
        const Meaning meaning = read(
            update_json("my_chat_member",
                        R"({"date":1704067200,"from":{"id":5},"chat":)" + std::string{each.chat} +
                            R"(,"new_chat_member":{"user":{"id":77},)" + each.member + "}}"));
        ASSERT_EQ(meaning.events.size(), 1u) << each.member;
        EXPECT_EQ(meaning.events[0],
                  (chat::Event{
                      "c:7", sent, {}, chat::PlaceChanged{each.place, each.state, each.reason}}));
        EXPECT_EQ(meaning.standing_changed.has_value(), each.place.kind == PlaceKind::room);
    }
    EXPECT_EQ(read(update_json("my_chat_member", R"({"date":1,"chat":{"id":-5,"type":"group"},)"
                                                 R"("new_chat_member":{"status":"left"}})")),
              Meaning{});
    EXPECT_EQ(read(update_json("my_chat_member", R"({"date":1,"chat":)" + std::string{group_json} +
                                                     R"(,"new_chat_member":{"status":"new"}})")),
              Meaning{});
}

TEST_F(InboundTest, a_group_that_became_a_supergroup_is_told_from_either_side) {
    const Migration moved{-4'000'001, -1'001'000'000'777};
    const Meaning from_old = message(R"("migrate_to_chat_id":-1001000000777)", group_json);
    EXPECT_EQ(from_old.migration, moved);
    EXPECT_TRUE(from_old.events.empty());
    const Meaning from_new = message(R"("migrate_from_chat_id":-4000001)",
                                     R"({"id":-1001000000777,"type":"supergroup"})");
    EXPECT_EQ(from_new.migration, moved);
}

TEST_F(InboundTest, what_happens_in_a_chat_says_nothing) {
    EXPECT_TRUE(is_dropped(R"("new_chat_members":[{"id":1}])"));
    EXPECT_TRUE(is_dropped(R"("forum_topic_closed":{},"message_thread_id":3)", forum_json));
    EXPECT_TRUE(is_dropped(R"("pinned_message":{"message_id":1,"text":"x"})"));
    EXPECT_TRUE(is_dropped(""));
    EXPECT_EQ(read(R"({"update_id":7,"poll":{}})"), Meaning{});
    EXPECT_EQ(read(update_json("chat_member", R"({"date":1,"chat":)" + std::string{group_json} +
                                                  R"(,"new_chat_member":{"status":"left"}})")),
              Meaning{});
}

TEST_F(InboundTest, a_link_without_encryption_is_said) {
    const Inbound open{"tg", false, rooms};
    const Meaning meaning = open.read(message_update(R"("text":"x")"), {{}, today});
    EXPECT_FALSE(std::get<chat::MessageReceived>(meaning.events.at(0).body).is_secure);
    EXPECT_TRUE(received(R"("text":"x")").is_secure);
}

} // namespace
} // namespace peerdesk::telegram
