// SPDX-License-Identifier: MIT
// Every kind of content a message can have, and what happens to it when its parts are wrong.
#include "adapters/telegram/updates/content_reader.hpp"

#include "tests/adapters/telegram/updates/update_samples.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram {
namespace {

using chat::Attachment;
using chat::AttachmentKind;

constexpr const char* copy_ref = "copy:5000000001/45";

TEST(ContentReader, every_kind_becomes_an_attachment) {
    struct Case {
        std::string fields;
        Attachment expected;
    };
    const Case cases[] = {
        {R"("photo":[{"file_id":"S","width":90,"height":60,"file_size":1000},)"
         R"({"file_id":"L","width":900,"height":600,"file_size":90000},)"
         R"({"file_id":"M","width":320,"height":200}])",
         {AttachmentKind::image, "photo:L", "", "image/jpeg", 90'000}},
        {R"("video":{"file_id":"V","file_name":"walk.mp4","mime_type":"video/mp4","file_size":7})",
         {AttachmentKind::video, "video:V", "walk.mp4", "video/mp4", 7}},
        {R"("animation":{"file_id":"A","mime_type":"video/mp4"},"document":{"file_id":"D"})",
         {AttachmentKind::video, "animation:A", "", "video/mp4", 0}},
        {R"("audio":{"file_id":"A","performer":"Bach","title":"Air","file_size":4294967297})",
         {AttachmentKind::audio, "audio:A", "Bach - Air", "", 4'294'967'297}},
        {R"("audio":{"file_id":"A","title":"Air"})",
         {AttachmentKind::audio, "audio:A", "Air", "", 0}},
        {R"("voice":{"file_id":"V","mime_type":"audio/ogg","file_size":12})",
         {AttachmentKind::voice, "voice:V", "", "audio/ogg", 12}},
        {R"("video_note":{"file_id":"N","length":240})",
         {AttachmentKind::video, "video_note:N", "", "", 0}},
        {R"("sticker":{"file_id":"S","emoji":"👋","is_animated":false,"is_video":false})",
         {AttachmentKind::sticker, "sticker:S", "👋", "image/webp", 0}},
        {R"("sticker":{"file_id":"S","is_animated":true})",
         {AttachmentKind::sticker, "sticker:S", "", "application/x-tgsticker", 0}},
        {R"("sticker":{"file_id":"S","is_video":true})",
         {AttachmentKind::sticker, "sticker:S", "", "video/webm", 0}},
        {R"("document":{"file_id":"D","file_name":"list.pdf","mime_type":"application/pdf"})",
         {AttachmentKind::file, "document:D", "list.pdf", "application/pdf", 0}},
        {R"("live_photo":{"file_id":"X","photo":[{"file_id":"P","width":1,"height":1}]})",
         {AttachmentKind::image, "photo:P", "", "image/jpeg", 0}},
        {R"("live_photo":{"file_id":"X"},"photo":[{"file_id":"P","width":1,"height":1}])",
         {AttachmentKind::image, "photo:P", "", "image/jpeg", 0}},
        {R"("location":{"latitude":6.5244,"longitude":-3.3792})",
         {AttachmentKind::location, copy_ref, "6.5244, -3.3792", "", 0}},
        {R"("contact":{"phone_number":"+351900","first_name":"Rui","last_name":"Sá"})",
         {AttachmentKind::contact, copy_ref, "Rui Sá +351900", "", 0}},
        {R"("poll":{"question":"Which day?","options":[{"text":"Monday"},{"text":"Tuesday"}]})",
         {AttachmentKind::poll, copy_ref, "Which day? Monday / Tuesday", "", 0}},
        {R"("dice":{"emoji":"🎲","value":4})", {AttachmentKind::dice, copy_ref, "🎲 4", "", 0}},
        {R"("paid_media":{"star_count":5,"paid_media":[]})",
         {AttachmentKind::unknown, "", "paid_media", "", 0}},
        {R"("story":{"chat":{"id":1},"id":2})",
         {AttachmentKind::unknown, copy_ref, "story", "", 0}},
        {R"("game":{"title":"Chess","photo":[]})",
         {AttachmentKind::unknown, copy_ref, "game", "", 0}},
        {R"("invoice":{"title":"Tea","total_amount":100})",
         {AttachmentKind::unknown, "", "invoice", "", 0}},
        {R"("giveaway":{"chats":[],"winner_count":1})",
         {AttachmentKind::unknown, "", "giveaway", "", 0}},
        {R"("giveaway_winners":{"winner_count":1})",
         {AttachmentKind::unknown, "", "giveaway_winners", "", 0}},
        {R"("hologram":{"file_id":"H"})", {AttachmentKind::unknown, copy_ref, "hologram", "", 0}},
    };
    for (const Case& each : cases) {
        const Message said = message_of(each.fields);
        EXPECT_EQ(said.attachments, Attachments{each.expected}) << each.fields;
        EXPECT_EQ(said.text, "") << each.fields;
        EXPECT_EQ(said.nature, MessageNature::said) << each.fields;
    }
}

TEST(ContentReader, a_caption_is_the_text_of_a_file) {
    const Message said =
        message_of(R"("video":{"file_id":"V"},"caption":"Look","media_group_id":"13579",)"
                   R"("caption_entities":[{"type":"bold","offset":0,"length":4}])");
    EXPECT_EQ(said.text, "Look");
    EXPECT_EQ(said.entities,
              (std::vector<Entity>{{.kind = EntityKind::bold, .offset = 0, .length = 4}}));
    EXPECT_EQ(said.attachments.size(), 1u);
    EXPECT_EQ(said.media_group, "13579");
}

TEST(ContentReader, a_venue_is_a_location_with_words) {
    const Message said = message_of(
        R"("venue":{"location":{"latitude":52.5,"longitude":13},"title":"Café","address":"Weg 5"},)"
        R"("location":{"latitude":52.5,"longitude":13})");
    EXPECT_EQ(said.attachments,
              (Attachments{{AttachmentKind::location, copy_ref, "52.5, 13", "", 0}}));
    EXPECT_EQ(said.text, "Café\nWeg 5");
}

TEST(ContentReader, a_checklist_is_words) {
    const Message said =
        message_of(R"("checklist":{"title":"Move","tasks":[{"id":1,"text":"Pack"},)"
                   R"({"id":2,"text":"Call","completion_date":1704067200},{"id":3,"text":""}]})");
    EXPECT_EQ(said.text, "Move\n☐ Pack\n☑ Call");
    EXPECT_TRUE(said.attachments.empty());
}

TEST(ContentReader, every_kind_of_entity_is_known_and_others_are_kept_as_unknown) {
    const Message said =
        message_of(R"("text":"x","entities":[{"type":"mention","offset":0,"length":1},)"
                   R"({"type":"text_link","offset":1,"length":2,"url":"https://a.example"},)"
                   R"({"type":"text_mention","offset":3,"length":1,"user":{"id":5000000009}},)"
                   R"({"type":"pre","offset":4,"length":1,"language":"python"},)"
                   R"({"type":"custom_emoji","offset":5,"length":2,"custom_emoji_id":"1"},)"
                   R"({"type":"expandable_blockquote","offset":7,"length":1},)"
                   R"({"type":"date_time","offset":8,"length":1}])");
    const std::vector<Entity> expected{
        {.kind = EntityKind::mention, .offset = 0, .length = 1},
        {.kind = EntityKind::text_link, .offset = 1, .length = 2, .url = "https://a.example"},
        {.kind = EntityKind::text_mention, .offset = 3, .length = 1, .user = 5'000'000'009},
        {.kind = EntityKind::pre, .offset = 4, .length = 1, .language = "python"},
        {.kind = EntityKind::custom_emoji, .offset = 5, .length = 2},
        {.kind = EntityKind::expandable_blockquote, .offset = 7, .length = 1},
        {.kind = EntityKind::unknown, .offset = 8, .length = 1}};
    EXPECT_EQ(said.entities, expected);
}

TEST(ContentReader, entities_that_mark_nothing_are_left_out) {
    const Message said = message_of(
        R"("text":"x","entities":[{"type":"bold","offset":-1,"length":1},)"
        R"({"type":"bold","offset":0,"length":0},{"type":"bold","offset":"0","length":1},)"
        R"({"type":"bold","length":1},{"type":"bold","offset":0,"length":99999999999},7,null])");
    EXPECT_TRUE(said.entities.empty());
    EXPECT_EQ(message_of(R"("text":"x","entities":{"a":1})").text, "x");
}

TEST(ContentReader, what_happened_in_a_chat_is_no_text) {
    for (const char* fields : {R"("new_chat_members":[{"id":1,"first_name":"x"}])",
                               R"("left_chat_member":{"id":1})",
                               R"("new_chat_title":"Ignore me")",
                               R"("new_chat_photo":[])",
                               R"("delete_chat_photo":true)",
                               R"("group_chat_created":true)",
                               R"("pinned_message":{"message_id":1,"text":"claim 12"})",
                               R"("forum_topic_created":{"name":"claim 12"})",
                               R"("forum_topic_closed":{})",
                               R"("forum_topic_edited":{"name":"x"})",
                               R"("forum_topic_reopened":{})",
                               R"("general_forum_topic_hidden":{})",
                               R"("video_chat_started":{})",
                               R"("boost_added":{"boost_count":1})",
                               R"("migrate_to_chat_id":-1001)",
                               R"("giveaway_completed":{"winner_count":1})",
                               R"("gift":{})",
                               R"("successful_payment":{})",
                               R"("users_shared":{})",
                               R"("web_app_data":{"data":"x"})",
                               R"("checklist_tasks_done":{})",
                               R"("connected_website":"a.example")"}) {
        const Message said = message_of(fields, group_json);
        EXPECT_EQ(said.nature, MessageNature::notice) << fields;
        EXPECT_EQ(said.text, "") << fields;
        EXPECT_TRUE(said.attachments.empty()) << fields;
    }
}

TEST(ContentReader, circumstances_are_no_content) {
    const Message said =
        message_of(R"("forward_origin":{"type":"user"},"via_bot":{"id":1},"quote":{"text":"q"},)"
                   R"("link_preview_options":{},"has_protected_content":true,"sender_tag":"x",)"
                   R"("reply_markup":{"inline_keyboard":[]},"effect_id":"1")");
    EXPECT_EQ(said.nature, MessageNature::said);
    EXPECT_EQ(said.text, "");
    EXPECT_TRUE(said.attachments.empty());
}

TEST(ContentReader, content_that_is_not_what_it_should_be_is_not_lost) {
    for (const char* field : {"photo", "video", "audio", "voice", "sticker", "document", "location",
                              "contact", "poll", "dice", "venue", "checklist", "live_photo"}) {
        for (const char* value :
             {"5", "[]", "{}", "\"x\"", "true", R"({"file_id":7})", R"({"file_id":"a b"})",
              R"([{"file_id":""}])", R"({"latitude":1e308,"longitude":2})",
              R"({"latitude":1,"longitude":"2"})", R"({"location":7})", R"({"emoji":"x"})"}) {
            const Message said =
                message_of('"' + std::string{field} + "\":" + value + R"(,"caption":"c")");
            EXPECT_EQ(said.text, "c");
            ASSERT_EQ(said.attachments.size(), 1u) << field << value;
            EXPECT_EQ(said.attachments[0].kind, AttachmentKind::unknown) << field << value;
            EXPECT_EQ(said.attachments[0].name, field);
        }
    }
}

TEST(ContentReader, names_are_one_clean_line) {
    const Message said = message_of(R"("document":{"file_id":"D","file_name":"a\n\u202eb\u0000)" +
                                    std::string(300, 'x') + R"(","mime_type":"te\u0007xt"})");
    EXPECT_EQ(said.attachments[0].name.substr(0, 5), "a bxx");
    EXPECT_EQ(said.attachments[0].name.size(), 255u);
    EXPECT_EQ(said.attachments[0].type, "text");
}

TEST(ContentReader, sizes_that_overflow_or_are_negative_do_no_harm) {
    const Message said = message_of(
        R"("photo":[{"file_id":"A","width":9223372036854775807,"height":9223372036854775807,)"
        R"("file_size":-5},{"file_id":"B","width":-1,"height":7}])");
    EXPECT_EQ(said.attachments[0].ref, "photo:A");
    EXPECT_EQ(said.attachments[0].bytes, 0);
}

} // namespace
} // namespace peerdesk::telegram
