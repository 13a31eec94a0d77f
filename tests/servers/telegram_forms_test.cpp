// SPDX-License-Identifier: MIT
// The forms of what crosses: edits, signs, long texts, marked-up texts; what a link carries; which
// language is spoken; the lists of commands.
#include "tests/servers/telegram_desk.hpp"

#include "tests/servers/waiting.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using telegram_fake::Json;
using telegram_fake::Message;
using telegram_fake::Said;
using telegram_fake::World;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class TelegramForms : public TelegramDesk {
  protected:
    /// How often the desk changed a message.
    std::size_t change_count(const TelegramMessage& message) {
        return community.server.with_world([&](World& world) {
            const Message* found = world.chat(message.place().chat).find_message(message.id());
            return found == nullptr ? 0 : found->earlier.size();
        });
    }
};

TEST_F(TelegramForms, edits_cross_in_both_directions) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    const auto said = bo.reply(asked.copy, "Press the button.");
    const TelegramMessage answer = ana.expect("press the button");
    ana.edit(ana.chat(), asked.said, "How do I add a big photo?");
    const TelegramMessage copy = bo.expect_change(asked.copy, "^Ana: how do I add a big photo");
    EXPECT_EQ(change_count(copy), 1U);
    bo.edit(asked.topic, said, "Press the left button.");
    ana.expect_change(answer, phrases::answer(asked.ticket, "press the left button"));
    expect_all_sent();
    EXPECT_EQ(database().number("SELECT count(*) FROM message_edits"), 2);
    EXPECT_EQ(count("answered"), 1);
}

TEST_F(TelegramForms, signs_cross_in_both_directions) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    const auto said = bo.reply(asked.copy, "Press the button.");
    const TelegramMessage answer = ana.expect("press the button");
    ana.react(ana.chat(), answer.id(), "❤");
    bo.expect_sign(asked.topic, said, "❤");
    bo.react(asked.topic, asked.copy.id(), "🎉");
    ana.expect_sign(ana.chat(), asked.said, "🎉");
    expect_all_sent();
}

TEST_F(TelegramForms, a_text_that_grows_too_long_comes_in_pieces_and_whole) {
    constexpr int words = 340; // 12 units each: with a name in front more than 4,096
    DeskPlan plan = community.plan();
    plan.message_length_max = 16'000;
    start(plan);
    std::string text = "How do I do it?";
    for (int i = 0; i < words; ++i)
        text += " 🙂🙂🙂 " + std::to_string(1000 + i);
    ana.say(text);
    const int ticket = number_in(ana.expect(phrases::opened), phrases::opened);
    const TelegramPlace topic = community.topic_of(ticket);
    bo.expect(topic, phrases::card(ticket));
    const TelegramMessage head = bo.expect(topic, "^Ana: how do i do it");
    const TelegramMessage tail = bo.expect(topic, "1339$");
    EXPECT_NE(head.id(), tail.id());
    std::string whole = head.text() + tail.text();
    std::string wanted = "Ana: " + text;
    std::erase(whole, ' ');
    std::erase(wanted, ' ');
    EXPECT_EQ(whole, wanted);
    bo.reply(head, "It is long.");
    ana.expect(phrases::answer(ticket, "it is long"));
    expect_all_sent();
}

TEST_F(TelegramForms, marked_up_words_keep_their_marks_whatever_stands_around_them) {
    start();
    const Asked asked = taken_from(ana, "What is _this_ *worth* [a](b) <b>c</b>?");
    Said said;
    said.text = "🙂 Press Edit now";
    said.entities = Json::array({{{"type", "bold"}, {"offset", 9}, {"length", 4}}});
    said.reply_to = asked.copy.id();
    bo.send(asked.topic, said);
    const TelegramMessage answer = ana.expect("press edit now");
    const Json entities = answer.raw.value("entities", Json::array());
    const auto bold = std::ranges::find_if(
        entities, [](const Json& entity) { return entity.at("type") == "bold"; });
    ASSERT_NE(bold, entities.end()) << answer.raw;
    const std::string before = "Bo about question 1: ";
    EXPECT_EQ(bold->at("offset"), before.size() + 9);
    EXPECT_EQ(bold->at("length"), 4);
    for (const auto& call : community.calls("sendMessage"))
        EXPECT_FALSE(call.parameters.contains("parse_mode")) << call.parameters;
}

TEST_F(TelegramForms, the_language_of_the_app_is_spoken_until_another_is_chosen) {
    start();
    TelegramClient eva = community.client(community.add_person("Eva", "es"));
    eva.say("photo upload?");
    eva.expect("tu pregunta tiene el número 1");
    eva.say("English");
    eva.say("status");
    eva.expect("question 1 has been waiting");
    TelegramClient mia = community.client(community.add_person("Mia", "pt-br"));
    mia.say("photo upload?");
    mia.expect("sua pergunta tem o número 2");
    expect_all_sent();
}

TEST_F(TelegramForms, a_link_brings_the_desk_and_the_skill) {
    const TelegramPlace shed{.chat = community.add_group("Shed", {community.chi})};
    DeskPlan plan = community.plan();
    plan.responders = {telegram_id(community.bo)};
    plan.more = "\n[[desk]]\nname = \"garden\"\nresponders = [\"" + telegram_id(community.chi) +
                "\"]\n\n[desk.rooms]\nstaff = [\"" + telegram_id(shed.chat) + "\"]\n";
    start(plan);
    ana.start("garden__photo_upload");
    ana.expect("write your question in one message");
    const int first = ask(ana, "How do I add a photo?");
    const TelegramMessage card = chi.expect(shed, phrases::card(first));
    EXPECT_THAT(card.text(), HasSubstr("It is about: photo upload"));
    chi.expect(shed, "add a photo");
    ben.start("help");
    const int second = ask(ben, "How do I rename a page?");
    bo.expect(community.topic_of(second), "rename a page");
    expect_all_sent();
    EXPECT_EQ(database().number("SELECT count(*) FROM tickets"), 2);
    EXPECT_FALSE(chi.has_heard(shed, "rename a page"));
}

TEST_F(TelegramForms, apps_are_told_the_commands_in_every_language) {
    start();
    ASSERT_TRUE(eventually(10s, [&] { return community.call_count("setMyCommands") >= 32; }));
    const auto lists = community.server.with_world([](World& world) { return world.commands; });
    const auto names_in = [&](const std::string& key) {
        std::string names;
        const auto found = lists.find(key);
        if (found == lists.end()) return names;
        for (const Json& command : found->second)
            names += command.at("command").get<std::string>() + " ";
        return names;
    };
    std::string keys;
    for (const auto& [key, list] : lists)
        keys += key + "\n";
    const std::string in_private = R"({"type":"all_private_chats"} )";
    const std::string in_groups = R"({"type":"all_group_chats"} )";
    const std::string for_staff = R"({"type":"all_chat_administrators"} )";
    const std::string in_staff_room =
        R"({"chat_id":)" + std::to_string(community.staff.chat) + R"(,"type":"chat"} )";
    for (const char* const language : {"", "ar", "en", "es", "fr", "hi", "pt", "ru"}) {
        EXPECT_THAT(names_in(in_private + language), HasSubstr("status ")) << keys;
        EXPECT_THAT(names_in(in_private + language), Not(HasSubstr("claim "))) << keys;
        EXPECT_THAT(names_in(in_groups + language), HasSubstr("ask ")) << keys;
        EXPECT_THAT(names_in(for_staff + language), HasSubstr("claim ")) << keys;
        EXPECT_THAT(names_in(in_staff_room + language), HasSubstr("claim ")) << keys;
    }
    for (const auto& call : community.calls("setMyCommands"))
        EXPECT_EQ(call.code, 200) << call.description;
}

} // namespace
} // namespace peerdesk::servers
