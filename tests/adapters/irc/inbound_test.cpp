// SPDX-License-Identifier: MIT
// What becomes of a PRIVMSG, and what never becomes anything.
#include "tests/adapters/irc/talk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::irc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

TEST(Inbound, a_line_in_a_channel_becomes_one_event_with_all_it_carries) {
    Talk talk;
    talk.come_up_modern();
    talk.hear("@msgid=Ab-1;time=2026-11-24T10:00:00.500Z;account=Ana;+draft/reply=Zz "
              ":ana!a@h PRIVMSG #HELP :PeerDesk: how \x02"
              "do\x02 I?");
    const auto events = talk.events();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(std::get<chat::IdentitySeen>(events[0].body).id, "a:ana");
    EXPECT_EQ(events[1].key, "m:Ab-1");
    EXPECT_EQ(events[1].time,
              chat::Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 10h + 500ms});
    const auto& message = std::get<chat::MessageReceived>(events[1].body);
    EXPECT_EQ(message.place, Talk::room("#help"));
    EXPECT_EQ(message.text, "how do I?");
    EXPECT_EQ(message.remote_id, "Ab-1");
    EXPECT_EQ(message.reply_to, "Zz");
    EXPECT_TRUE(message.mentions_us);
    EXPECT_TRUE(message.is_secure);
    EXPECT_EQ(message.author.name, "ana");
}

TEST(Inbound, without_ids_the_line_number_is_the_key_and_our_clock_the_time) {
    Talk talk{simple_config(), false};
    talk.come_up_bare();
    talk.hear(
        {":ana!a@h JOIN #help", ":ana!a@h PRIVMSG #help :one", ":ana!a@h PRIVMSG #help :one"});
    const auto events = talk.events();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_TRUE(events[0].key.starts_with("7."));
    EXPECT_NE(events[0].key, events[1].key);
    EXPECT_EQ(events[0].time, talk.now.wall);
    EXPECT_FALSE(std::get<chat::MessageReceived>(events[0].body).is_secure);
}

TEST(Inbound, a_direct_message_is_in_the_place_of_its_author) {
    Talk talk;
    talk.come_up_bare();
    talk.hear(":ana!a@h PRIVMSG PeerDesk :status");
    const auto message = talk.messages().at(0);
    EXPECT_EQ(message.place, Talk::direct(message.author.id));
    EXPECT_FALSE(message.mentions_us);
}

TEST(Inbound, our_nick_alone_calls_us) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG #help peerdesk:"});
    const auto message = talk.messages().at(0);
    EXPECT_TRUE(message.mentions_us);
    EXPECT_EQ(message.text, "");
}

TEST(Inbound, an_action_is_text) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h JOIN #help",
               ":ana!a@h PRIVMSG #help :\x01"
               "ACTION is lost\x01",
               ":ana!a@h PRIVMSG #help :\x01"
               "ACTION forgot the end"});
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "is lost");
    EXPECT_EQ(messages[1].text, "forgot the end");
}

TEST(Inbound, what_is_no_persons_talk_is_never_an_event_and_never_answered) {
    Talk talk;
    talk.come_up_modern();
    for (const std::string_view line : {
             ":bot!b@h NOTICE #help :peerdesk: help",
             ":bot!b@h NOTICE peerdesk :\x01VERSION evil\x01",
             ":peerdesk!pd@our.host PRIVMSG #help :my own words",
             ":irc.test PRIVMSG peerdesk :from the server",
             ":NickServ!NickServ@services.test PRIVMSG peerdesk :identify please",
             ":someone!x@services.irc.test PRIVMSG peerdesk :hello",
             ":ana!a@h PRIVMSG #help :",
             ":ana!a@h PRIVMSG #help :\x02\x02",
             ":ana!a@h PRIVMSG #help",
             ":ana!a@h PRIVMSG @#help :for operators alone",
             ":ana!a@h PRIVMSG $*.test :to everybody",
             ":ana!a@h TAGMSG #help",
             ":ana!a@h PRIVMSG #help :\001DCC SEND x\001",
             ":ana!a@h PRIVMSG #help :\x01VERSION\x01",
             "@bot :robot!r@h PRIVMSG peerdesk :\x01VERSION\x01",
         }) {
        talk.hear(line);
        EXPECT_THAT(talk.messages(), IsEmpty()) << line;
        EXPECT_THAT(talk.sent(), IsEmpty()) << line;
    }
}

TEST(Inbound, what_a_bot_says_is_marked) {
    for (const std::string_view tag : {"bot", "draft/bot", "inspircd.org/bot", "bot=whatever"}) {
        Talk talk;
        talk.come_up_modern();
        talk.hear("@" + std::string{tag} + " :robot!r@h PRIVMSG #help :peerdesk: help");
        const auto messages = talk.messages();
        ASSERT_EQ(messages.size(), 1U) << tag;
        EXPECT_TRUE(messages[0].author.is_bot) << tag;
    }
}

TEST(Inbound, history_that_a_server_plays_back_is_not_talk) {
    Talk talk;
    talk.come_up_modern();
    talk.hear({":s BATCH +h chathistory #help", ":s BATCH +inner draft/multiline #help",
               "@batch=h;msgid=1 :ana!a@h PRIVMSG #help :!claim 1", "@batch=h :s BATCH +n x y",
               "@batch=n :ana!a@h PRIVMSG #help :nested", ":ana!a@h PRIVMSG #help :live",
               ":s BATCH -h", ":s BATCH -unknown"});
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].text, "live");
}

TEST(Inbound, a_stopped_session_takes_no_more) {
    Talk talk;
    talk.come_up_bare();
    talk.session.stop_inbound();
    talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG #help :too late", "PING x"});
    EXPECT_THAT(talk.messages(), IsEmpty());
    EXPECT_THAT(talk.sent(), ElementsAre("PONG x"));
}

TEST(Ctcp, three_questions_are_answered_by_notice) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h PRIVMSG peerdesk :\x01VERSION\x01",
               ":ana!a@h PRIVMSG peerdesk :\x01PING 12 34\x01",
               ":ana!a@h PRIVMSG peerdesk :\x01"
               "CLIENTINFO\x01",
               ":ana!a@h PRIVMSG peerdesk :\x01TIME\x01"});
    EXPECT_THAT(talk.sent(), ElementsAre("NOTICE ana :\x01VERSION Peerdesk\x01",
                                         "NOTICE ana :\x01PING 12 34\x01",
                                         "NOTICE ana :\x01"
                                         "CLIENTINFO ACTION CLIENTINFO PING VERSION\x01"));
    EXPECT_THAT(talk.messages(), IsEmpty());
}

TEST(Ctcp, a_flood_of_questions_is_not_a_flood_of_answers) {
    Talk talk;
    talk.come_up_bare();
    for (int i = 0; i < 100; ++i)
        talk.hear(":ana!a@h PRIVMSG peerdesk :\x01VERSION\x01");
    EXPECT_EQ(talk.sent().size(), 3U);
    talk.pass(5s);
    talk.hear(":ana!a@h PRIVMSG peerdesk :\x01VERSION\x01");
    EXPECT_EQ(talk.sent().size(), 1U);
}

TEST(Bytes, may_arrive_in_any_pieces) {
    Talk talk;
    talk.come_up_bare();
    const std::string_view stream = ":ana!a@h JOIN #help\r\n:ana!a@h PRIVMSG #help :one\n"
                                    ":ana!a@h PRIVMSG #help :two\r\n\r\n";
    for (const char c : stream)
        talk.session.receive({&c, 1}, talk.now);
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "one");
    EXPECT_EQ(messages[1].text, "two");
}

TEST(Bytes, a_line_without_end_is_dropped_and_the_next_is_read) {
    Talk talk;
    talk.come_up_bare();
    for (int i = 0; i < 10; ++i)
        talk.session.receive(std::string(16'384, 'x'), talk.now);
    talk.hear({" rest of it", ":ana!a@h JOIN #help", ":ana!a@h PRIVMSG #help :after"});
    EXPECT_EQ(talk.messages().size(), 1U);
}

TEST(Bytes, a_line_of_64_kilobytes_is_read) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG #help :" + std::string(65'000, 'x')});
    EXPECT_EQ(talk.messages().at(0).text.size(), 65'000U);
}

} // namespace
} // namespace peerdesk::irc
