// SPDX-License-Identifier: MIT
// Groups: the public one, in which the desk sees only what is meant for it, and staff groups
// without topics, in which a question's card is a message and answers are replies.
#include "tests/servers/telegram_desk.hpp"

#include <gmock/gmock.h>

#include <regex>

namespace peerdesk::servers {
namespace {

using testing::ContainsRegex;
using testing::ElementsAre;

class TelegramRooms : public TelegramDesk {
  protected:
    explicit TelegramRooms(const TelegramWorld& world = {}) : TelegramDesk(world) {}

    /// What the desk says next in the public group in answer to a message.
    TelegramMessage answer_in_help(TelegramClient& asker, std::int64_t said,
                                   const std::string& pattern) {
        const std::regex wanted{pattern, std::regex::icase};
        return asker.expect(
            community.help,
            [&](const TelegramMessage& message) {
                return message.replied_to() == said && std::regex_search(message.text(), wanted);
            },
            "in answer to " + std::to_string(said) + ": " + pattern);
    }
};

TEST_F(TelegramRooms, a_question_in_the_group_is_for_the_desk_by_mention_command_and_reply) {
    start();
    ana.say(community.help, "How do I talk to people here?");
    const auto mentioned = ana.say(community.help, "@peerdesk_bot why was my edit undone?");
    const TelegramMessage opened = answer_in_help(ana, mentioned, phrases::opened);
    EXPECT_THAT(opened.text(), ContainsRegex("^Ana"));
    const int first = number_in(opened, phrases::opened);
    const TelegramPlace topic = community.topic_of(first);
    bo.expect(topic, "why was my edit undone");

    const auto commanded = ben.say(community.help, "/ask How do I rename a page?");
    const TelegramMessage second = answer_in_help(ben, commanded, phrases::opened);
    chi.say(community.help, "/ask@other_bot What is the weather?");
    const auto added = ben.reply(second, "It has a long name.");
    answer_in_help(ben, added, phrases::added);
    bo.expect(community.topic_of(number_in(second, phrases::opened)), "it has a long name");
    EXPECT_EQ(database().number("SELECT count(*) FROM tickets"), 2);
    expect_all_sent();
}

TEST_F(TelegramRooms, a_question_of_the_group_is_answered_there_as_a_reply_to_it) {
    start();
    const auto said = ben.say(community.help, "/ask@peerdesk_bot How do I rename a page?");
    const int ticket = number_in(answer_in_help(ben, said, phrases::opened), phrases::opened);
    const TelegramPlace topic = community.topic_of(ticket);
    const TelegramMessage card = bo.expect(topic, phrases::card(ticket));
    const TelegramMessage copy = bo.expect(topic, "rename a page");
    bo.press(card, "Claim");
    ben.expect(community.help, phrases::taken_for_asker(ticket));
    bo.reply(copy, "Use the move button.");
    const TelegramMessage answer = answer_in_help(ben, said, "use the move button");
    ben.reply(answer, "Where is it?");
    bo.expect(topic, "where is it");
    ben.say(community.help, "@peerdesk_bot solved");
    ben.expect(community.help, "is closed");
    bo.expect_change(card, "state: closed");
    EXPECT_TRUE(ben.heard(ben.chat()).empty());
    expect_all_sent();
}

TEST_F(TelegramRooms, a_group_is_found_by_its_public_name_in_any_case) {
    DeskPlan plan = community.plan();
    plan.public_rooms = {"tg:@peer_HELP"};
    start(plan);
    const auto said = ana.say(community.help, "/ask How do I add a photo?");
    const int ticket = number_in(answer_in_help(ana, said, phrases::opened), phrases::opened);
    bo.expect(community.topic_of(ticket), "add a photo");
    EXPECT_EQ(database().number("SELECT count(*) FROM tickets WHERE place_id = '@peer_help'"), 1);
    expect_all_sent();
}

TEST_F(TelegramRooms, what_is_said_in_a_group_of_nobody_is_not_answered) {
    start();
    const TelegramPlace other{.chat = community.add_group("Other", {community.ana})};
    ana.say(other, "/ask How do I add a photo?");
    ana.say(other, "@peerdesk_bot hello?");
    static_cast<void>(ask(ana, "Why was my edit undone?")); // all before it was read
    EXPECT_TRUE(ana.heard(other).empty());
    EXPECT_EQ(database().number("SELECT count(*) FROM tickets"), 1);
    expect_all_sent();
}

/// The whole loop where a card is a message like any other, and the desk sees no plain talk.
class PlainStaffGroup : public TelegramRooms {
  protected:
    explicit PlainStaffGroup(TelegramWorld::Staff staff) : TelegramRooms({.staff = staff}) {}

    void go_round() {
        start();
        const auto said = ana.say("How do I add a photo to my page?");
        const int ticket = number_in(ana.expect(phrases::opened), phrases::opened);
        const std::string n = std::to_string(ticket);
        const TelegramMessage card = bo.expect(community.staff, phrases::card(ticket));
        EXPECT_THAT(card.labels(), ElementsAre("Claim", "Snooze", "Close"));
        const TelegramMessage copy = bo.expect(community.staff, "^Ana: how do I add a photo");
        EXPECT_EQ(copy.replied_to(), card.id());
        EXPECT_THAT(bo.press(card, "Claim"), ContainsRegex("is yours"));
        bo.expect_change(card, "taken by Bo");
        ana.expect(phrases::taken_for_asker(ticket));

        bo.say(community.staff, "secret one");
        bo.reply(card, "secret two");
        const auto answered = bo.reply(copy, "Press Edit, then the picture button.");
        chi.reply(community.staff, answered, "secret three");
        const TelegramMessage answer = ana.expect(phrases::answer(ticket, "picture button"));
        EXPECT_EQ(answer.replied_to(), said);
        bo.expect(community.staff, phrases::answer_goes);
        ana.say("Where is the picture button?");
        const TelegramMessage followed = bo.expect(community.staff, "^Ana: where is the picture");
        bo.reply(followed, "Third from the left.");
        ana.expect(phrases::answer(ticket, "third from the left"));
        bo.say(community.staff, "/note " + n + " secret four");
        bo.expect(community.staff, "your note is kept");
        bo.say(community.staff, "/close " + n + " answered");
        ana.expect(phrases::closed_for_asker);
        EXPECT_THAT(bo.expect_change(card, "state: closed").labels(), ElementsAre("Reopen"));
        expect_all_sent();
        EXPECT_FALSE(ana.has_heard(ana.chat(), "secret"));
        EXPECT_EQ(count("answered"), 2);
        EXPECT_EQ(community.call_count("createForumTopic"), 0U);
    }
};

class TelegramPlainSupergroup : public PlainStaffGroup {
  protected:
    TelegramPlainSupergroup() : PlainStaffGroup(TelegramWorld::Staff::supergroup) {}
};
TEST_F(TelegramPlainSupergroup, has_cards_and_answers_by_replies) {
    go_round();
}

class TelegramSmallGroup : public PlainStaffGroup {
  protected:
    TelegramSmallGroup() : PlainStaffGroup(TelegramWorld::Staff::group) {}
};
TEST_F(TelegramSmallGroup, has_cards_and_answers_by_replies) {
    go_round();
}

} // namespace
} // namespace peerdesk::servers
