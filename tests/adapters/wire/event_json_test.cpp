// SPDX-License-Identifier: MIT
#include "adapters/wire/event_json.hpp"

#include "adapters/wire/attachment_json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::wire {
namespace {

chat::MessageReceived sample_message() {
    return {.place = {"libera", chat::PlaceKind::room, "#help"},
            .author = {.id = "a:ana",
                       .name = "ana_",
                       .kind = chat::IdentityKind::guest,
                       .is_bot = true,
                       .language_hint = "pt-BR"},
            .text = "How do I add a \"photo\"?\nÇa va? \xf0\x9f\x93\xb7",
            .remote_id = "m1",
            .reply_to = "m0",
            .mentions_us = true,
            .is_secure = false,
            .was_cut = true};
}

chat::Event sample_event() {
    return {.key = "m:m1",
            .time = chat::Time{std::chrono::milliseconds{1'790'000'000'123}},
            .seed = {1, ~std::uint64_t{0}},
            .body = sample_message()};
}

std::string encoded(const chat::Event& event) {
    return encode(event);
}

TEST(EventJson, is_one_line_that_people_can_read) {
    EXPECT_EQ(encoded(sample_event()),
              R"({"version":1,"key":"m:m1","time":1790000000123,"seed":[1,18446744073709551615],)"
              R"("message":{"place":{"network":"libera","kind":"room","id":"#help"},)"
              R"("author":{"id":"a:ana","name":"ana_","kind":"guest","is_bot":true,)"
              R"("language_hint":"pt-BR"},"text":"How do I add a \"photo\"?\nÇa va? 📷",)"
              R"("remote_id":"m1","reply_to":"m0","mentions_us":true,"is_secure":false,)"
              R"("was_cut":true}})");
}

TEST(EventJson, gives_the_event_back) {
    const auto decoded = decode(encoded(sample_event()));
    ASSERT_TRUE(decoded) << decoded.error();
    EXPECT_EQ(*decoded, sample_event());
}

TEST(EventJson, gives_every_kind_of_event_back) {
    const chat::MessageReceived message = sample_message();
    chat::MessageReceived rich = message;
    rich.thread = "$root";
    rich.html = "<b>How</b>";
    rich.attachments = {{chat::AttachmentKind::image, "mxc://s/1", "a \"b\".png", "image/png", 12},
                        {chat::AttachmentKind::file, "mxc://s/2", "", "", 0}};
    const chat::EventBody bodies[] = {
        rich,
        chat::MessageEdited{message.place, message.author, "m1", "new\nwords", "<i>new</i>", true},
        chat::MessageRemoved{message.place, message.author, "m1"},
        chat::ReactionAdded{message.place, message.author, "m1", "\xf0\x9f\x91\x8d"},
        chat::MessageUnreadable{message.place, message.author, "m2", R"({"type":"x"})"},
    };
    for (const chat::EventBody& body : bodies) {
        const chat::Event event{.key = "k", .time = {}, .seed = {3, 4}, .body = body};
        const auto decoded = decode(encode(event));
        ASSERT_TRUE(decoded) << decoded.error();
        EXPECT_EQ(*decoded, event) << encode(event);
    }
}

TEST(EventJson, says_which_file_does_not_fit) {
    chat::MessageReceived message = sample_message();
    message.attachments = {{chat::AttachmentKind::video, "r", "n", "t", 5}};
    std::string text = encode({.key = "k", .body = message});
    text.replace(text.find("video"), 5, "smell");
    EXPECT_EQ(decode(text).error(), "message.attachments.kind is not a known word");
}

TEST(AttachmentJson, alone_gives_files_back_and_none_for_what_it_cannot_read) {
    const std::vector<chat::Attachment> files{{chat::AttachmentKind::audio, "r", "n", "t", 5}};
    EXPECT_EQ(decode_attachments(encode_attachments(files)), files);
    EXPECT_EQ(encode_attachments({}), "");
    for (const char* text : {"", "{", "[]", R"({"attachments":5})", R"({"attachments":[7]})",
                             R"({"attachments":[{"kind":"audio"}]})"})
        EXPECT_TRUE(decode_attachments(text).empty()) << text;
}

TEST(EventJson, gives_any_text_back_or_its_nearest_valid_form) {
    EXPECT_TRUE(rc::check("round trip", [](const std::string& text, std::int64_t time,
                                           std::uint64_t seed, bool flag) {
        chat::MessageReceived message = sample_message();
        message.text = text;
        message.author.name = text;
        message.mentions_us = flag;
        const chat::Event event{.key = "k",
                                .time = chat::Time{std::chrono::milliseconds{time}},
                                .seed = {seed, 0},
                                .body = message};
        const std::string wire = encoded(event);
        RC_ASSERT(wire.find('\n') == std::string::npos);
        const auto decoded = decode(wire);
        RC_ASSERT(decoded.has_value());
        RC_ASSERT(decoded->time == event.time);
        RC_ASSERT(decoded->seed == event.seed);
        // A second round changes nothing more.
        RC_ASSERT(encoded(*decoded) == wire);
    }));
}

TEST(EventJson, bytes_that_are_not_utf_8_are_replaced) {
    chat::MessageReceived message = sample_message();
    message.text = "caf\xe9 \xc3";
    const chat::Event event{.key = "k\xff", .body = message};
    const auto decoded = decode(encoded(event));
    ASSERT_TRUE(decoded) << decoded.error();
    EXPECT_EQ(std::get<chat::MessageReceived>(decoded->body).text, "caf\uFFFD \uFFFD");
    EXPECT_EQ(decoded->key, "k\uFFFD");
}

TEST(EventJson, says_what_does_not_fit) {
    struct Case {
        const char* what;
        std::string from;
        std::string to;
        std::string error;
    };
    const Case cases[] = {
        {"another version", R"("version":1)", R"("version":2)", "version is not 1"},
        {"no version", R"("version":1,)", "", "version is not 1"},
        {"cut", R"("was_cut":true}})", "", "not a JSON object"},
        {"key", R"("key":"m:m1")", R"("key":7)", "key is not a text"},
        {"time", R"("time":1790000000123)", R"("time":"now")", "time is not milliseconds"},
        {"time with a point", R"("time":1790000000123)", R"("time":1.5)",
         "time is not milliseconds"},
        {"seed", R"("seed":[1,)", R"("seed":[)", "seed is not two whole numbers"},
        {"negative seed", R"("seed":[1,)", R"("seed":[-1,)", "seed is not two whole numbers"},
        {"message", R"("message":{)", R"("other":{)", "message is not an object"},
        {"place", R"("place":{"network":"libera","kind":"room","id":"#help"})", R"("place":"x")",
         "message.place is not an object"},
        {"kind", R"("kind":"room")", R"("kind":"thread")",
         "message.place.kind is not a known word"},
        {"flag", R"("is_bot":true)", R"("is_bot":1)", "message.author.is_bot is not true or false"},
        {"missing", R"("reply_to":"m0",)", "", "message.reply_to is not a text"},
    };
    for (const Case& one : cases) {
        std::string text = encoded(sample_event());
        const std::size_t place = text.find(one.from);
        ASSERT_NE(place, std::string::npos) << one.what;
        text.replace(place, one.from.size(), one.to);
        const auto decoded = decode(text);
        ASSERT_FALSE(decoded) << one.what;
        EXPECT_EQ(decoded.error(), one.error) << one.what;
    }
}

TEST(EventJson, never_throws_on_garbage) {
    for (const char* text : {"", "null", "[]", "{", "{}", "\xff\xfe", "1e999", "\"version\""})
        EXPECT_FALSE(decode(text)) << text;
    EXPECT_FALSE(decode(std::string(100'000, '[')));
    EXPECT_TRUE(rc::check("any bytes", [](const std::string& text) { RC_ASSERT(!decode(text)); }));
}

TEST(EventJson, ignores_members_it_does_not_know) {
    std::string text = encoded(sample_event());
    text.replace(0, 1, R"({"extra":{"deep":[1]},)");
    EXPECT_TRUE(decode(text));
}

} // namespace
} // namespace peerdesk::wire
