// SPDX-License-Identifier: MIT
#include "adapters/telegram/calls/file_calls.hpp"

#include "tests/adapters/telegram/calls/call_check.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

namespace peerdesk::telegram {
namespace {

constexpr std::array<const char*, 8> kinds{"photo", "video",      "animation", "audio",
                                           "voice", "video_note", "sticker",   "document"};

chat::Attachment stored(SmallWorld& small, const std::string& kind) {
    telegram_fake::NewFile file;
    file.kind = kind;
    file.size = 10;
    chat::Attachment attachment;
    attachment.ref = kind + ":" + small.world.files.add(std::move(file)).id;
    attachment.network = "tg";
    return attachment;
}

std::vector<std::string> methods_of(const std::vector<Call>& calls) {
    std::vector<std::string> names;
    for (const Call& call : calls)
        names.push_back(call.method);
    return names;
}

using Names = std::vector<std::string>;

TEST(FileCalls, every_kind_goes_by_its_own_method_with_the_words_where_it_can_have_some) {
    SmallWorld small;
    for (const std::string kind : kinds) {
        chat::Outbound message = say(small.ana, "about it");
        message.html = "<i>about it</i>";
        message.attachments = {stored(small, kind)};
        message.buttons = {{"a", "A"}};
        const auto calls = calls_of(message, small.ana);
        const bool has_caption = kind != "sticker" && kind != "video_note";
        ASSERT_EQ(calls.size(), has_caption ? 1u : 2u) << kind;
        for (const Call& call : calls)
            EXPECT_TRUE(answered(small, call).is_ok) << call.body;
        const Json first = Json::parse(calls.front().body);
        EXPECT_TRUE(first.contains("reply_markup")) << kind;
        EXPECT_EQ(first.at(has_caption ? "caption" : "text"), "about it");
        EXPECT_EQ(first.at(has_caption ? "caption_entities" : "entities").size(), 1u);
    }
}

TEST(FileCalls, words_too_long_for_a_caption_go_before_the_file) {
    SmallWorld small;
    chat::Outbound message = say(small.ana, std::string(1'024, 'x'));
    message.attachments = {stored(small, "photo")};
    EXPECT_EQ(methods_of(calls_of(message, small.ana)), Names{"sendPhoto"});
    message.text += 'x';
    const auto calls = calls_of(message, small.ana);
    EXPECT_EQ(methods_of(calls), (Names{"sendMessage", "sendPhoto"}));
    for (const Call& call : calls)
        EXPECT_TRUE(answered(small, call).is_ok) << call.body;
}

TEST(FileCalls, files_that_fit_together_go_as_albums_of_ten) {
    SmallWorld small;
    chat::Outbound message = say(small.ana, "all of it");
    for (int i = 0; i < 12; ++i)
        message.attachments.push_back(stored(small, i % 2 == 0 ? "photo" : "video"));
    for (const char* kind : {"document", "document", "voice", "audio", "audio", "sticker", "photo"})
        message.attachments.push_back(stored(small, kind));
    const auto calls = calls_of(message, small.ana);
    EXPECT_EQ(methods_of(calls),
              (Names{"sendMessage", "sendMediaGroup", "sendMediaGroup", "sendMediaGroup",
                     "sendVoice", "sendMediaGroup", "sendSticker", "sendPhoto"}));
    EXPECT_EQ(calls[1].counts, 10u);
    EXPECT_EQ(calls[2].counts, 2u);
    for (const Call& call : calls) {
        const AnswerBody answer = answered(small, call);
        EXPECT_TRUE(answer.is_ok) << call.body << answer.description;
        EXPECT_NE(made_by(call, small.ana, answer.result), "");
    }
    EXPECT_EQ(small.world.chat(small.ana).messages.size(), 1u + 10 + 2 + 2 + 1 + 2 + 1 + 1);
}

TEST(FileCalls, words_go_below_an_album_where_they_fit_else_before_it) {
    SmallWorld small;
    for (const char* kind : {"photo", "document", "audio"}) {
        chat::Outbound message = say(small.ana, std::string(1'024, 'x'));
        message.attachments = {stored(small, kind), stored(small, kind), stored(small, kind)};
        auto calls = calls_of(message, small.ana);
        ASSERT_EQ(methods_of(calls), Names{"sendMediaGroup"}) << kind;
        const Json media = Json::parse(calls[0].body).at("media");
        EXPECT_EQ(media.at(0).at("caption"), message.text);
        EXPECT_FALSE(media.at(1).contains("caption")) << "or the app shows none for all of them";
        EXPECT_TRUE(answered(small, calls[0]).is_ok) << calls[0].body;
        message.text += 'x';
        calls = calls_of(message, small.ana);
        EXPECT_EQ(methods_of(calls), (Names{"sendMessage", "sendMediaGroup"})) << kind;
        EXPECT_FALSE(Json::parse(calls[1].body).at("media").at(0).contains("caption"));
    }
}

TEST(FileCalls, words_with_buttons_or_beside_files_of_several_kinds_stay_a_message) {
    SmallWorld small;
    chat::Outbound message = say(small.ana, "both");
    message.attachments = {stored(small, "photo"), stored(small, "document")};
    EXPECT_EQ(methods_of(calls_of(message, small.ana)),
              (Names{"sendMessage", "sendPhoto", "sendDocument"}));
    message.attachments = {stored(small, "photo"), stored(small, "video")};
    message.buttons = {{"a", "A"}};
    const auto calls = calls_of(message, small.ana);
    EXPECT_EQ(methods_of(calls), (Names{"sendMessage", "sendMediaGroup"}));
    for (const Call& call : calls)
        EXPECT_TRUE(answered(small, call).is_ok) << call.body;
}

TEST(FileCalls, what_has_no_file_is_copied) {
    SmallWorld small;
    telegram_fake::Said place;
    place.content = Json{{"location", {{"latitude", 1.5}, {"longitude", 2.5}}}};
    const auto from = small.people.says(small.bo, small.bo, place);
    chat::Outbound message = say(small.ana, "here");
    chat::Attachment copy;
    copy.kind = chat::AttachmentKind::location;
    copy.ref = "copy:" + std::to_string(small.bo) + "/" + std::to_string(from);
    message.attachments = {copy};
    const auto calls = calls_of(message, small.ana);
    EXPECT_EQ(methods_of(calls), (Names{"sendMessage", "copyMessage"}));
    for (const Call& call : calls) {
        const AnswerBody answer = answered(small, call);
        EXPECT_TRUE(answer.is_ok) << answer.description;
        EXPECT_TRUE(
            made_by(call, small.ana, answer.result).starts_with(std::to_string(small.ana) + "/"));
    }
}

TEST(FileCalls, references_that_are_none_are_passed_over) {
    chat::Outbound message = say(5, "words");
    for (const char* ref :
         {"", "photo", "photo:", "copy:", "copy:5", "copy:5/t3", "mxc://a/b", "game:x"}) {
        chat::Attachment file;
        file.ref = ref;
        message.attachments = {file};
        const auto calls = calls_of(message, 5);
        ASSERT_FALSE(calls.empty()) << ref;
        EXPECT_EQ(calls.front().method, "sendMessage") << ref;
        for (const Call& call : calls)
            EXPECT_EQ(fault_of(call), "");
    }
}

TEST(FileCalls, whatever_is_said_the_server_takes_every_call) {
    EXPECT_TRUE(rc::check("calls", [] {
        SmallWorld small;
        const bool is_room = *rc::gen::arbitrary<bool>();
        const std::int64_t chat = is_room ? small.forum : small.ana;
        chat::Outbound message = say(
            chat, *rc::gen::element<std::string>("", "word", "😀 Bo: hi", "a\n\n  b",
                                                 std::string(1'500, 'y'), std::string(5'000, 'z')));
        if (*rc::gen::arbitrary<bool>())
            message.html = "<b>form</b> of <a href=\"https://x.org\">it</a>";
        if (*rc::gen::arbitrary<bool>()) message.mentions = {"a:77", "a:78"};
        if (*rc::gen::arbitrary<bool>()) message.target = std::to_string(chat) + "/99";
        if (*rc::gen::arbitrary<bool>()) message.buttons = {{"a", "A"}, {"b", "B"}, {"c", "C"}};
        const auto count = *rc::gen::inRange(0, 6);
        for (int i = 0; i < count; ++i)
            message.attachments.push_back(stored(small, *rc::gen::elementOf(kinds)));
        for (const Call& call : calls_of(message, chat)) {
            RC_ASSERT(fault_of(call) == "");
            const AnswerBody answer = answered(small, call);
            RC_ASSERT(answer.description == "");
            RC_ASSERT(made_by(call, chat, answer.result).starts_with(std::to_string(chat) + "/"));
        }
    }));
}

} // namespace
} // namespace peerdesk::telegram
