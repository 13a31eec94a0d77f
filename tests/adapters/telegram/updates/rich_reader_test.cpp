// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/rich_reader.hpp"

#include "tests/adapters/telegram/updates/update_samples.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t plenty = 60'000;

RichContent read(const std::string& blocks, std::size_t bytes_max = plenty) {
    const auto json = nlohmann::json::parse("{\"blocks\":[" + blocks + "]}");
    return read_rich(JsonView{json}, bytes_max);
}

TEST(RichReader, blocks_are_lines) {
    EXPECT_EQ(
        read(R"({"type":"heading","size":1,"text":"Title"},)"
             R"({"type":"paragraph","text":["a ",{"type":"bold","text":"b"},)"
             R"({"type":"custom_emoji","alternative_text":"😀"},)"
             R"({"type":"mathematical_expression","expression":"x^2"}]},{"type":"divider"},)"
             R"({"type":"pre","text":"code","language":"python"},{"type":"anchor","name":"n"})")
            .text,
        "Title\na b😀x^2\ncode");
}

TEST(RichReader, lists_quotes_and_details_keep_their_words) {
    EXPECT_EQ(read(R"({"type":"list","items":[{"label":"1.","blocks":)"
                   R"([{"type":"paragraph","text":"one"}]},)"
                   R"({"label":"2.","blocks":[{"type":"paragraph","text":"two"}]}]},)"
                   R"({"type":"blockquote","blocks":[{"type":"paragraph","text":"q"}],)"
                   R"("credit":"Bo"},{"type":"details","summary":"s","blocks":)"
                   R"([{"type":"paragraph","text":"hidden"}]})")
                  .text,
              "1. one\n2. two\nq\nBo\ns\nhidden");
}

TEST(RichReader, cells_of_a_row_stand_in_one_line) {
    EXPECT_EQ(read(R"({"type":"table","cells":[[{"text":"a"},{"text":"b"}],[{"text":"c"},{}]],)"
                   R"("caption":"t"})")
                  .text,
              "a | b\nc | \nt");
}

TEST(RichReader, media_become_attachments_with_their_captions_as_words) {
    const RichContent content =
        read(R"({"type":"photo","photo":[{"file_id":"P","width":1,"height":1}],)"
             R"("caption":{"text":"view","credit":"me"}},)"
             R"({"type":"collage","blocks":[{"type":"voice_note","voice_note":{"file_id":"V"}}]})");
    EXPECT_EQ(content.text, "view\nme");
    ASSERT_EQ(content.attachments.size(), 2u);
    EXPECT_EQ(content.attachments[0].ref, "photo:P");
    EXPECT_EQ(content.attachments[1].ref, "voice:V");
    EXPECT_EQ(content.attachments[1].kind, chat::AttachmentKind::voice);
}

TEST(RichReader, a_formed_caption_is_read_as_words_too) {
    EXPECT_EQ(read(R"({"type":"table","cells":[],"caption":{"type":"bold","text":"t"}})").text,
              "t");
}

TEST(RichReader, what_is_too_long_is_cut_between_characters_and_said_so) {
    const RichContent content = read(R"({"type":"paragraph","text":"ab😀cd"})", 5);
    EXPECT_EQ(content.text, "ab");
    EXPECT_TRUE(content.was_cut);
    EXPECT_FALSE(read(R"({"type":"paragraph","text":"ab"})").was_cut);
}

TEST(RichReader, deep_and_strange_blocks_do_no_harm) {
    std::string deep = R"("x")";
    for (int i = 0; i < 60; ++i)
        deep = "[" + deep + "]";
    EXPECT_EQ(
        read(R"({"type":"paragraph","text":)" + deep + R"(},7,null,{"type":5,"text":{}})").text,
        "");
}

TEST(RichReader, a_rich_message_is_a_message) {
    const Message said =
        message_of(R"("rich_message":{"blocks":[{"type":"paragraph","text":"hello"}]})");
    EXPECT_EQ(said.text, "hello");
    EXPECT_EQ(said.nature, MessageNature::said);
}

} // namespace
} // namespace peerdesk::telegram
