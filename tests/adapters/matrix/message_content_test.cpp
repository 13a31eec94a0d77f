// SPDX-License-Identifier: MIT
#include "adapters/matrix/message_content.hpp"

#include "tests/adapters/matrix/schema/client_server_api.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>

namespace peerdesk::matrix {
namespace {

using nlohmann::json;

chat::Outbound words(std::string text) {
    chat::Outbound message;
    message.outbox_id = 7;
    message.text = std::move(text);
    message.created = chat::Time{std::chrono::milliseconds{1'790'000'000'123}};
    return message;
}

json only_content(const chat::Outbound& message) {
    const auto contents = contents_of(message, "t");
    EXPECT_EQ(contents.size(), 1U);
    return json::parse(contents.at(0).json);
}

TEST(MessageContent, a_program_notices_and_a_person_speaks) {
    EXPECT_EQ(only_content(words("Hello.")),
              json::parse(R"({"msgtype":"m.notice","body":"Hello.","m.mentions":{},
                              "org.peerdesk.txn":"t"})"));
    chat::Outbound message = words("Hi *you*");
    message.voice = chat::Voice::person;
    message.html = "Hi <em>you</em>";
    message.mentions = {"a:@ana:x.org", "nobody"};
    EXPECT_EQ(only_content(message), json::parse(R"({"msgtype":"m.text","body":"Hi *you*",
                              "format":"org.matrix.custom.html","formatted_body":"Hi <em>you</em>",
                              "m.mentions":{"user_ids":["@ana:x.org"]},"org.peerdesk.txn":"t"})"));
}

TEST(MessageContent, an_answer_and_a_thread_are_told_apart) {
    chat::Outbound message = words("x");
    message.target = "$1";
    EXPECT_EQ(only_content(message)["m.relates_to"],
              json::parse(R"({"m.in_reply_to":{"event_id":"$1"}})"));
    message.thread = "$root";
    message.thread_latest = "$latest";
    EXPECT_EQ(only_content(message)["m.relates_to"],
              json::parse(R"({"rel_type":"m.thread","event_id":"$root","is_falling_back":false,
                              "m.in_reply_to":{"event_id":"$1"}})"));
    message.target.clear();
    EXPECT_EQ(only_content(message)["m.relates_to"],
              json::parse(R"({"rel_type":"m.thread","event_id":"$root","is_falling_back":true,
                              "m.in_reply_to":{"event_id":"$latest"}})"));
    message.thread_latest.clear();
    EXPECT_EQ(only_content(message)["m.relates_to"]["m.in_reply_to"]["event_id"], "$root");
}

TEST(MessageContent, a_change_says_what_it_was_for_older_clients_too) {
    chat::Outbound message = words("new");
    message.act = chat::Act::change;
    message.target = "$1";
    message.html = "<b>new</b>";
    EXPECT_EQ(only_content(message), json::parse(R"({
        "msgtype":"m.notice","body":"* new","format":"org.matrix.custom.html",
        "formatted_body":"* <b>new</b>","m.mentions":{},"org.peerdesk.txn":"t",
        "m.new_content":{"msgtype":"m.notice","body":"new","format":"org.matrix.custom.html",
                         "formatted_body":"<b>new</b>","m.mentions":{}},
        "m.relates_to":{"rel_type":"m.replace","event_id":"$1"}})"));
}

TEST(MessageContent, a_sign_is_a_reaction_and_a_removal_has_no_content) {
    chat::Outbound message = words("👍");
    message.act = chat::Act::react;
    message.target = "$1";
    EXPECT_EQ(contents_of(message, "t").at(0).type, "m.reaction");
    EXPECT_EQ(only_content(message)["m.relates_to"],
              json::parse(R"({"rel_type":"m.annotation","event_id":"$1","key":"👍"})"));
    message.act = chat::Act::remove;
    EXPECT_TRUE(contents_of(message, "t").empty());
}

TEST(MessageContent, a_file_carries_its_description) {
    chat::Outbound message = words("the error");
    message.attachments = {{.kind = chat::AttachmentKind::image,
                            .ref = "mxc://x.org/a",
                            .name = "shot.png",
                            .type = "image/png",
                            .bytes = 12}};
    EXPECT_EQ(only_content(message),
              json::parse(R"({"msgtype":"m.image","body":"the error","filename":"shot.png",
                              "url":"mxc://x.org/a","info":{"mimetype":"image/png","size":12},
                              "m.mentions":{},"org.peerdesk.txn":"t"})"));
    message.text.clear();
    message.attachments.front().name.clear();
    message.attachments.front().kind = chat::AttachmentKind::sticker;
    EXPECT_EQ(only_content(message)["body"], "image");
}

TEST(MessageContent, a_long_text_becomes_several_and_loses_no_word) {
    std::string text;
    for (int i = 0; text.size() < 120'000; ++i)
        text += "line " + std::to_string(i) + " \"ü\" 👩‍🏫\n";
    for (const auto act : {chat::Act::say, chat::Act::change}) {
        chat::Outbound message = words(text);
        message.act = act;
        message.target = "$1";
        message.html = "<b>" + text + "</b>";
        const auto contents = contents_of(message, "t");
        ASSERT_GT(contents.size(), 2U);
        std::string joined;
        for (std::size_t i = 0; i < contents.size(); ++i) {
            EXPECT_LE(contents[i].json.size(), content_bytes_max);
            const json content = json::parse(contents[i].json);
            EXPECT_EQ(content["org.peerdesk.txn"], i == 0 ? "t" : "t." + std::to_string(i + 1));
            EXPECT_FALSE(content.contains("formatted_body"));
            const bool is_edit = content.contains("m.new_content");
            if (i > 0) joined += '\n';
            joined += (is_edit ? content["m.new_content"] : content)["body"].get<std::string>();
        }
        EXPECT_EQ(joined + (joined.ends_with('\n') ? "" : "\n"), text);
    }
}

TEST(MessageContent, a_row_keeps_its_transaction) {
    EXPECT_EQ(txn_of(words("x")), "pd7.1790000000123");
}

TEST(MessageContent, people_have_ids_on_both_sides) {
    EXPECT_EQ(user_of("a:@ana:x.org"), "@ana:x.org");
    EXPECT_EQ(user_of("g:ana"), "");
    EXPECT_EQ(author_id_of("@ana:x.org"), "a:@ana:x.org");
}

TEST(MessageContent, any_bytes_become_valid_events_within_their_size) {
    EXPECT_TRUE(rc::check([](std::string text, std::string html, std::string name) {
        const auto times = *rc::gen::element(1, 1, 1, 5'000);
        chat::Outbound message = words({});
        for (int i = 0; i < times; ++i)
            message.text += text;
        message.html = html;
        message.attachments = {{.ref = "mxc://a/b", .name = name}};
        message.target = "$1";
        message.act = *rc::gen::element(chat::Act::say, chat::Act::change, chat::Act::react);
        for (const EventContent& content : contents_of(message, "t")) {
            RC_ASSERT(json::accept(content.json));
            if (message.act != chat::Act::react)
                RC_ASSERT(content.json.size() <= content_bytes_max);
        }
    }));
}

// Every combination against the schemas of the specification.
TEST(MessageContent, fits_the_published_schemas) {
    if (schema::openapi_data().empty())
        GTEST_SKIP() << "PEERDESK_TEST_DATA has no matrix/openapi-data";
    using chat::AttachmentKind;
    std::size_t checked = 0;
    for (const auto act : {chat::Act::say, chat::Act::change, chat::Act::react})
        for (const auto voice : {chat::Voice::program, chat::Voice::person})
            for (const char* thread : {"", "$root"})
                for (const char* target : {"", "$target"})
                    for (const char* html : {"", "<b>x</b>"})
                        for (int file = -1; file <= static_cast<int>(AttachmentKind::unknown);
                             ++file) {
                            if (act != chat::Act::say && *target == '\0') continue;
                            chat::Outbound message = words("x");
                            message.act = act;
                            message.voice = voice;
                            message.thread = thread;
                            message.target = target;
                            message.html = html;
                            message.mentions = {"a:@ana:x.org"};
                            if (file >= 0)
                                message.attachments = {{.kind = static_cast<AttachmentKind>(file),
                                                        .ref = "mxc://x.org/a",
                                                        .name = "a.bin",
                                                        .type = "text/plain",
                                                        .bytes = 3}};
                            for (const EventContent& content : contents_of(message, "t")) {
                                EXPECT_EQ(schema::problem_with_content(content.type, content.json),
                                          "");
                                ++checked;
                            }
                        }
    EXPECT_GT(checked, 100U);
}

} // namespace
} // namespace peerdesk::matrix
