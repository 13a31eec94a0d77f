// SPDX-License-Identifier: MIT
// What is no text: files by their ids, albums as albums, all other kinds of content as they are.
#include "tests/servers/telegram_desk.hpp"

#include <gmock/gmock.h>

#include <set>

namespace peerdesk::servers {
namespace {

using telegram_fake::Json;
using telegram_fake::LoggedCall;
using telegram_fake::NewFile;
using telegram_fake::Said;

class TelegramFiles : public TelegramDesk {
  protected:
    static Said content(Json content, const std::string& caption = {}) {
        Said said;
        said.content = std::move(content);
        said.text = caption;
        return said;
    }
    Said file_of_kind(const std::string& kind, const std::string& caption = {}) {
        return content(ana.file({.kind = kind, .name = kind + ".bin", .size = 5'000}), caption);
    }
    /// The next message of the desk with this content.
    static TelegramMessage with(TelegramClient& reader, TelegramPlace place,
                                const std::string& field) {
        return reader.expect(
            place, [&](const TelegramMessage& message) { return message.has(field); },
            "a message with " + field);
    }
    /// The files of the next `count` messages of one album.
    static std::vector<std::string> album(TelegramClient& reader, TelegramPlace place, int count) {
        std::vector<std::string> files;
        std::set<std::string> albums;
        for (int i = 0; i < count; ++i) {
            const TelegramMessage part = with(reader, place, "photo");
            files.push_back(part.file());
            albums.insert(part.album());
        }
        EXPECT_EQ(albums.size(), 1U);
        EXPECT_FALSE(albums.contains(""));
        return files;
    }
    /// Nothing was fetched and nothing uploaded.
    void expect_only_ids() {
        EXPECT_EQ(community.call_count("getFile"), 0U);
        for (const char* const method : {"sendPhoto", "sendDocument", "sendVideo"})
            for (const LoggedCall& call : community.calls(method))
                EXPECT_EQ(call.code, 200) << call.description;
    }
};

TEST_F(TelegramFiles, every_kind_of_file_crosses_by_its_id_in_both_directions) {
    start();
    const Asked asked = taken_from(ana, "What is all this?");
    for (const char* const kind :
         {"photo", "video", "animation", "audio", "voice", "video_note", "sticker", "document"}) {
        const bool has_caption =
            std::string{kind} != "video_note" && std::string{kind} != "sticker";
        Said sent = file_of_kind(kind, has_caption ? "My " + std::string{kind} : "");
        const std::string id = TelegramMessage{sent.content}.file();
        ana.send(ana.chat(), sent);
        if (has_caption) EXPECT_NO_THROW(bo.expect(asked.topic, "^Ana: My " + std::string{kind}));
        const TelegramMessage shown = with(bo, asked.topic, kind);
        EXPECT_EQ(shown.file(), id) << kind;
        Said answer = file_of_kind(kind);
        answer.reply_to = shown.id();
        const std::string answer_id = TelegramMessage{answer.content}.file();
        bo.send(asked.topic, answer);
        EXPECT_EQ(with(ana, ana.chat(), kind).file(), answer_id) << kind;
    }
    expect_only_ids();
    expect_all_sent();
    EXPECT_EQ(count("answered"), 8);
}

TEST_F(TelegramFiles, three_photos_sent_as_one_arrive_as_one_with_their_words) {
    start();
    const Asked asked = taken_from(ana, "What is this?");
    std::vector<Said> photos{file_of_kind("photo", "These three"), file_of_kind("photo"),
                             file_of_kind("photo")};
    std::vector<std::string> ids;
    for (const Said& photo : photos)
        ids.push_back(TelegramMessage{photo.content}.file());
    ana.send_album(ana.chat(), photos);
    const TelegramMessage words = bo.expect(asked.topic, "^Ana: these three");
    EXPECT_EQ(album(bo, asked.topic, 3), ids);
    EXPECT_EQ(community.calls("sendMediaGroup").size(), 1U);
    EXPECT_EQ(community.call_count("sendPhoto"), 0U);

    std::vector<Said> answer{file_of_kind("photo", "Like this"), file_of_kind("photo")};
    for (Said& photo : answer)
        photo.reply_to = words.id();
    ids = {TelegramMessage{answer[0].content}.file(), TelegramMessage{answer[1].content}.file()};
    bo.send_album(asked.topic, answer);
    ana.expect(phrases::answer(asked.ticket, "like this"));
    EXPECT_EQ(album(ana, ana.chat(), 2), ids);
    EXPECT_EQ(community.calls("sendMediaGroup").size(), 2U);
    expect_all_sent();
    EXPECT_EQ(count("answered"), 1);
    EXPECT_EQ(database().number("SELECT count(*) FROM ticket_messages"), 3);
}

TEST_F(TelegramFiles, an_album_alone_is_a_question) {
    start();
    ana.send_album(ana.chat(),
                   {file_of_kind("photo", "How do I add these?"), file_of_kind("photo")});
    const int ticket = number_in(ana.expect(phrases::opened), phrases::opened);
    const TelegramPlace topic = community.topic_of(ticket);
    bo.expect(topic, "^Ana: how do I add these");
    EXPECT_EQ(album(bo, topic, 2).size(), 2U);
    expect_all_sent();
    EXPECT_EQ(count("asked"), 1);
    EXPECT_EQ(database().number("SELECT count(*) FROM ticket_messages"), 1);
}

TEST_F(TelegramFiles, what_is_no_file_crosses_as_it_is) {
    start();
    const Asked asked = taken_from(ana, "What is all this?");
    const Json place{{"latitude", 6.5244}, {"longitude", 3.3792}};
    const std::vector<std::pair<std::string, Json>> all{
        {"location", {{"location", place}}},
        {"venue",
         {{"location", place},
          {"venue", {{"location", place}, {"title", "Library"}, {"address", "Main road 1"}}}}},
        {"contact", {{"contact", {{"phone_number", "+2348000"}, {"first_name", "Dayo"}}}}},
        {"dice", {{"dice", {{"emoji", "🎲"}, {"value", 4}}}}},
        {"poll",
         {{"poll",
           {{"id", "77"},
            {"question", "Which one?"},
            {"options", Json::array({{{"text", "left"}, {"voter_count", 0}},
                                     {{"text", "right"}, {"voter_count", 0}}})},
            {"total_voter_count", 0},
            {"is_closed", false},
            {"is_anonymous", true},
            {"type", "regular"},
            {"allows_multiple_answers", false}}}}}};
    for (const auto& [field, value] : all) {
        ana.send(ana.chat(), content(value));
        const TelegramMessage shown = with(bo, asked.topic, field);
        EXPECT_EQ(shown.raw.at(field), value.at(field));
        Said answer = content(value);
        answer.reply_to = shown.id();
        bo.send(asked.topic, answer);
        EXPECT_EQ(with(ana, ana.chat(), field).raw.at(field), value.at(field));
    }
    expect_all_sent();
    EXPECT_EQ(count("answered"), 5);
}

TEST_F(TelegramFiles, what_nobody_knows_yet_is_told_in_words) {
    start();
    const Asked asked = taken_from(ana, "What is this?");
    ana.send(ana.chat(), content({{"hologram", {{"id", "42"}}}}));
    bo.expect(asked.topic, "something that cannot be shown here: hologram");
    ana.say("Do you see it?");
    bo.expect(asked.topic, "do you see it");
    expect_all_sent();
}

} // namespace
} // namespace peerdesk::servers
