// SPDX-License-Identifier: MIT
#include "tests/adapters/telegram/calls/call_check.hpp"

#include <gtest/gtest.h>

namespace peerdesk::telegram {
namespace {

using enum chat::AttachmentKind;

chat::Attachment foreign(chat::AttachmentKind kind, std::string type) {
    chat::Attachment file;
    file.kind = kind;
    file.name = "a \"name\"\r\n.bin";
    file.type = std::move(type);
    file.network = "matrix";
    file.ref = "mxc://a/b";
    return file;
}

TEST(Upload, a_file_goes_by_what_it_is_with_all_its_bytes) {
    struct Row {
        chat::AttachmentKind kind;
        const char* type;
        const char* method;
    };
    const std::vector<Row> rows{{image, "image/png", "sendPhoto"},
                                {image, "image/svg+xml", "sendDocument"},
                                {sticker, "image/webp", "sendDocument"},
                                {video, "video/mp4", "sendVideo"},
                                {video, "video/webm", "sendDocument"},
                                {voice, "audio/ogg", "sendVoice"},
                                {voice, "audio/mp4", "sendAudio"},
                                {audio, "audio/mpeg", "sendAudio"},
                                {file, "", "sendDocument"}};
    for (const Row& row : rows) {
        SmallWorld small;
        chat::Outbound message = say(small.ana, "see this");
        message.html = "<b>see</b> this";
        message.attachments = {foreign(row.kind, row.type)};
        const std::string bytes("\r\n--peerdesk-part-0--\r\n\0\xff end", 28);
        const Call call = upload_call(message, small.ana, message.attachments.front(), bytes);
        EXPECT_EQ(call.method, row.method);
        const auto read = parameters_of(call);
        ASSERT_EQ(read.uploads.size(), 1u);
        EXPECT_EQ(read.uploads.begin()->second.bytes, bytes);
        EXPECT_EQ(read.values.at("caption"), "see this");
        EXPECT_TRUE(answered(small, call).is_ok);
        // The words are below it, and nowhere else.
        EXPECT_TRUE(calls_of(message, small.ana).empty());
    }
}

TEST(Upload, words_that_do_not_fit_below_go_before_it) {
    chat::Outbound message = say(5, std::string(1'025, 'x'));
    message.attachments = {foreign(image, "image/png")};
    const Call call = upload_call(message, 5, message.attachments.front(), "bytes");
    EXPECT_FALSE(parameters_of(call).values.contains("caption"));
    ASSERT_EQ(calls_of(message, 5).size(), 1u);
    message.text = "short";
    message.attachments.push_back(message.attachments.front());
    EXPECT_FALSE(parameters_of(upload_call(message, 5, message.attachments.front(), "bytes"))
                     .values.contains("caption"));
    EXPECT_EQ(calls_of(message, 5).size(), 1u);
}

TEST(Upload, no_word_ends_a_part_early) {
    chat::Outbound message = say(5, "peerdesk-part-0 peerdesk-part-1");
    message.attachments = {foreign(file, "text/x\"\r\nX: y")};
    message.attachments.front().name = "peerdesk-part-2";
    const Call call = upload_call(message, 5, message.attachments.front(), "peerdesk-part-3");
    EXPECT_TRUE(call.content_type.ends_with("peerdesk-part-4"));
    const auto read = parameters_of(call);
    EXPECT_EQ(read.values.at("caption"), message.text);
    ASSERT_EQ(read.uploads.size(), 1u);
    EXPECT_EQ(read.uploads.begin()->second.bytes, "peerdesk-part-3");
    EXPECT_FALSE(call.body.contains("\r\nX: y"));
}

} // namespace
} // namespace peerdesk::telegram
