// SPDX-License-Identifier: MIT
// Who is who: accounts, guests, and the promise that a private answer never reaches a stranger.
#include "tests/adapters/irc/talk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::irc {
namespace {

using chat::Delivery;
using chat::IdentityKind;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

TEST(Identity, an_account_is_who_they_are_whatever_their_nick) {
    Talk talk;
    talk.come_up_modern();
    talk.hear({":bo_away!b@h JOIN #help Bo[x] :real name",
               "@account=Bo[x] :bo_away!b@h PRIVMSG #help :!list"});
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].author.id, "a:bo{x}");
    EXPECT_EQ(messages[0].author.kind, IdentityKind::account);
    EXPECT_EQ(messages[0].author.name, "bo_away");
}

TEST(Identity, a_nick_without_an_account_is_a_guest_whatever_the_nick) {
    Talk talk;
    talk.come_up_modern();
    talk.hear(":bo!b@h PRIVMSG #help :!claim 1");
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_EQ(messages[0].author.kind, IdentityKind::guest);
    EXPECT_EQ(messages[0].author.id, "g:7.1");
}

TEST(Identity, a_guest_is_followed_through_a_change_of_nick) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG peerdesk :help me", ":ana!a@h NICK ana2",
               ":ana2!a@h PRIVMSG peerdesk :still me"});
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[1].author.id, messages[0].author.id);
    EXPECT_EQ(messages[1].author.name, "ana2");
    talk.deliver(1, Talk::direct(messages[0].author.id), "answer");
    EXPECT_THAT(talk.sent(), ElementsAre("PRIVMSG ana2 answer"));
}

struct Ending {
    std::string_view name;
    std::string_view line;
};

TEST(Identity, every_end_of_sight_loses_the_guest_and_their_answer_goes_to_nobody) {
    for (const Ending& ending :
         std::vector<Ending>{{"quit", ":ana!a@h QUIT :bye"},
                             {"part", ":ana!a@h PART #help"},
                             {"kick", ":op!o@h KICK #help ana :out"},
                             {"kill", ":op!o@h KILL ana :out"},
                             {"we are kicked", ":op!o@h KICK #help peerdesk :out"}}) {
        SCOPED_TRACE(ending.name);
        Talk talk;
        talk.come_up_bare();
        talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG peerdesk :a secret question"});
        const std::string guest = talk.messages().at(0).author.id;
        talk.hear(ending.line);
        EXPECT_THAT(talk.identities(), ElementsAre("-" + guest));
        // Somebody else takes the nick, from the same place even.
        talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG peerdesk :hello"});
        EXPECT_NE(talk.messages().at(0).author.id, guest);
        (void)talk.sent();
        talk.deliver(5, Talk::direct(guest), "a secret answer");
        EXPECT_THAT(talk.sent(), IsEmpty());
        EXPECT_EQ(talk.reports().at(0).delivery, Delivery::absent);
    }
}

TEST(Identity, somebody_who_changes_into_a_known_nick_is_not_that_guest) {
    Talk talk;
    talk.come_up_bare();
    talk.hear(
        {":ana!a@h JOIN #help", ":eve!e@h JOIN #help", ":ana!a@h PRIVMSG peerdesk :question"});
    const std::string guest = talk.messages().at(0).author.id;
    talk.hear({":ana!a@h NICK ana_home", ":eve!e@h NICK ana"});
    (void)talk.sent();
    talk.deliver(1, Talk::direct(guest), "answer");
    EXPECT_THAT(talk.sent(), ElementsAre("PRIVMSG ana_home answer"));
}

TEST(Identity, our_own_disconnect_loses_every_guest_and_no_id_comes_twice) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h JOIN #help", ":ana!a@h PRIVMSG #help :x", ":bo!b@h JOIN #help",
               ":bo!b@h PRIVMSG #help :x"});
    (void)talk.events();
    talk.disconnect("reset");
    EXPECT_THAT(talk.identities(), ElementsAre("-g:7.1", "-g:7.2"));
}

TEST(Identity, a_guest_who_logs_in_is_their_account_from_then_on) {
    Talk talk;
    talk.come_up_modern();
    talk.hear({":ana!a@h JOIN #help * :x", ":ana!a@h PRIVMSG peerdesk :question"});
    const std::string guest = talk.messages().at(0).author.id;
    talk.hear(":ana!a@h ACCOUNT Ana");
    EXPECT_THAT(talk.identities(), ElementsAre("+a:ana"));
    talk.hear("@account=Ana :ana!a@h PRIVMSG peerdesk :more");
    EXPECT_EQ(talk.messages().at(0).author.id, "a:ana");
    (void)talk.sent();
    // Their sight never broke, so the answer to the guest still reaches them.
    talk.deliver(1, Talk::direct(guest), "answer");
    talk.deliver(2, Talk::direct("a:ana"), "another");
    EXPECT_THAT(talk.sent(),
                ElementsAre("@label=1 PRIVMSG ana answer", "@label=2 PRIVMSG ana another"));
}

TEST(Identity, whoever_logs_out_is_a_guest) {
    Talk talk;
    talk.come_up_modern();
    talk.hear({":bo!b@h JOIN #help Bo :x", ":bo!b@h ACCOUNT *", ":bo!b@h PRIVMSG #help :!claim 1"});
    EXPECT_EQ(talk.messages().at(0).author.kind, IdentityKind::guest);
    talk.deliver(1, Talk::direct("a:bo"), "for bo alone");
    (void)talk.sent();
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::absent);
}

TEST(Identity, an_account_is_announced_once_while_any_of_its_nicks_is_there) {
    Talk talk;
    talk.come_up_modern();
    talk.hear({":bo!b@h JOIN #help Bo :x", ":bo2!b@h JOIN #help Bo :x", ":bo!b@h QUIT :x"});
    EXPECT_THAT(talk.identities(), ElementsAre("+a:bo"));
    talk.deliver(1, Talk::direct("a:bo"), "hello");
    EXPECT_THAT(talk.sent(), Contains("@label=1 PRIVMSG bo2 hello"));
    talk.hear({":bo2!b@h QUIT :x", ":bo3!b@h JOIN #help Bo :x"});
    EXPECT_THAT(talk.identities(), ElementsAre("+a:bo"));
}

TEST(Identity, who_was_there_before_us_is_asked_for_and_announced) {
    Talk talk;
    talk.hear(":s CAP * LS :account-notify account-tag extended-join message-tags");
    talk.hear({":s CAP * ACK :account-notify account-tag extended-join message-tags",
               ":s 001 peerdesk :Welcome",
               ":s 005 peerdesk WHOX BOT=B PREFIX=(ov)@+ :are supported",
               ":s 422 peerdesk :no MOTD", ":peerdesk!p@h JOIN #help * :x",
               ":s 353 peerdesk = #help :@bo +robot ana peerdesk", ":s 366 peerdesk #help :End"});
    EXPECT_THAT(talk.sent(), Contains("WHO #help %tcuhnfa,152"));
    (void)talk.events();
    talk.hear({":s 354 peerdesk 152 #help ~b bo.host bo H@ Bo",
               ":s 354 peerdesk 152 #help ~r robot.host robot HB 0",
               ":s 354 peerdesk 152 #help ~a ana.host ana H 0"});
    EXPECT_THAT(talk.identities(), ElementsAre("+a:bo"));
    talk.hear(":robot!~r@robot.host PRIVMSG #help :beep");
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_TRUE(messages[0].author.is_bot);
}

TEST(Identity, accounts_seen_while_coming_up_are_announced_after_the_link_is_up) {
    Talk talk;
    talk.hear({":s CAP * LS :extended-join", ":s CAP * ACK :extended-join", ":s 001 peerdesk :W",
               ":s 422 peerdesk :x", ":peerdesk!p@h JOIN #help * :x", ":bo!b@h JOIN #help Bo :x"});
    EXPECT_THAT(talk.events(), IsEmpty());
    talk.hear(":s 366 peerdesk #help :End");
    const auto events = talk.events();
    ASSERT_EQ(events.size(), 2U);
    EXPECT_TRUE(std::get<chat::LinkChanged>(events[0].body).is_up);
    EXPECT_EQ(std::get<chat::IdentitySeen>(events[1].body).id, "a:bo");
}

// A stranger: writes to us directly and shares no channel.

TEST(Stranger, is_watched_where_the_server_can_and_lost_when_they_go) {
    Talk talk;
    talk.come_up_modern();
    talk.hear(":ana!a@h PRIVMSG peerdesk :question");
    const std::string guest = talk.messages().at(0).author.id;
    EXPECT_THAT(talk.sent(), ElementsAre("MONITOR + ana"));
    talk.hear(":s 730 peerdesk :ana!a@h");
    talk.pass(1h);
    talk.deliver(1, Talk::direct(guest), "answer");
    EXPECT_THAT(talk.sent(), Contains("@label=1 PRIVMSG ana answer"));
    talk.hear(":s 731 peerdesk :ana");
    EXPECT_THAT(talk.identities(), ElementsAre("-" + guest));
    talk.deliver(2, Talk::direct(guest), "answer");
    EXPECT_THAT(talk.sent(), ElementsAre("MONITOR - ana"));
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::absent);
}

TEST(Stranger, of_another_place_under_the_same_nick_is_not_the_one_we_watch) {
    Talk talk;
    talk.come_up_modern();
    talk.hear(":ana!a@h PRIVMSG peerdesk :question");
    const std::string guest = talk.messages().at(0).author.id;
    talk.hear(":s 730 peerdesk :ana!evil@elsewhere");
    EXPECT_THAT(talk.identities(), ElementsAre("-" + guest));
}

constexpr std::string_view there = ":s 311 peerdesk ana a h * :real";

TEST(Stranger, is_asked_for_before_an_answer_where_nothing_watches) {
    Talk talk;
    talk.come_up_bare();
    talk.hear(":ana!a@h PRIVMSG peerdesk :question");
    const std::string guest = talk.messages().at(0).author.id;
    EXPECT_THAT(talk.sent(), ElementsAre("WHOIS ana ana"));
    talk.hear({there, ":s 317 peerdesk ana 3 1700000000 :seconds idle, signon time",
               ":s 318 peerdesk ana :End"});
    talk.pass(30s);
    talk.deliver(1, Talk::direct(guest), "answer");
    EXPECT_THAT(talk.sent(), ElementsAre("WHOIS ana ana"));
    talk.hear({there, ":s 317 peerdesk ana 40 1700000000 :seconds idle, signon time",
               ":s 318 peerdesk ana :End"});
    EXPECT_THAT(talk.sent(), ElementsAre("PRIVMSG ana answer"));
    EXPECT_EQ(talk.reports().at(0).delivery, Delivery::unconfirmed);
}

struct Reply {
    std::string_view name;
    std::vector<std::string_view> lines;
};

TEST(Stranger, who_cannot_be_shown_to_be_the_same_gets_nothing) {
    const std::vector<Reply> replies = {
        {"signed on later",
         {there, ":s 317 peerdesk ana 1 1700000099 :x", ":s 318 peerdesk ana :E"}},
        {"another user",
         {":s 311 peerdesk ana b h * :x", ":s 317 peerdesk ana 1 1700000000 :x",
          ":s 318 peerdesk ana :E"}},
        {"another host",
         {":s 311 peerdesk ana a h2 * :x", ":s 317 peerdesk ana 1 1700000000 :x",
          ":s 318 peerdesk ana :E"}},
        {"no signon time", {there, ":s 318 peerdesk ana :E"}},
        {"nobody there", {":s 401 peerdesk ana :No such nick", ":s 318 peerdesk ana :E"}},
    };
    for (const Reply& reply : replies) {
        SCOPED_TRACE(reply.name);
        Talk talk;
        talk.come_up_bare();
        talk.hear({":ana!a@h PRIVMSG peerdesk :question", there,
                   ":s 317 peerdesk ana 3 1700000000 :x", ":s 318 peerdesk ana :End"});
        const std::string guest = talk.messages().at(0).author.id;
        talk.pass(30s);
        talk.deliver(1, Talk::direct(guest), "a secret");
        (void)talk.sent();
        for (const std::string_view line : reply.lines)
            talk.hear(line);
        EXPECT_THAT(talk.sent(), IsEmpty());
        const auto events = talk.events();
        ASSERT_EQ(events.size(), 2U);
        EXPECT_EQ(std::get<chat::IdentityLost>(events[0].body).id, guest);
        EXPECT_EQ(std::get<chat::DeliveryReported>(events[1].body).delivery, Delivery::absent);
    }
}

TEST(Stranger, without_any_answer_counts_as_the_same_for_ten_seconds) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h PRIVMSG peerdesk :question", there, ":s 318 peerdesk ana :End"});
    const std::string guest = talk.messages().at(0).author.id;
    talk.deliver(1, Talk::direct(guest), "answer");
    EXPECT_THAT(talk.sent(), Contains("PRIVMSG ana answer"));
    talk.pass(11s);
    talk.deliver(2, Talk::direct(guest), "answer");
    EXPECT_THAT(talk.sent(), ElementsAre("WHOIS ana ana"));
    talk.hear({there, ":s 318 peerdesk ana :End"});
    EXPECT_THAT(talk.sent(), IsEmpty());
    EXPECT_THAT(talk.identities(), Contains("-" + guest));
}

TEST(Stranger, who_writes_again_later_is_asked_for_before_they_are_believed) {
    Talk talk;
    talk.come_up_bare();
    talk.hear({":ana!a@h PRIVMSG peerdesk :one", there, ":s 317 peerdesk ana 3 1700000000 :x",
               ":s 318 peerdesk ana :End"});
    const std::string guest = talk.messages().at(0).author.id;
    talk.pass(60s);
    (void)talk.sent();
    talk.hear({":ana!a@h PRIVMSG peerdesk :two", ":ana!a@h PRIVMSG peerdesk :three"});
    EXPECT_THAT(talk.messages(), IsEmpty());
    EXPECT_THAT(talk.sent(), Contains("WHOIS ana ana"));
    talk.hear({there, ":s 317 peerdesk ana 3 1700000000 :x", ":s 318 peerdesk ana :End"});
    auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(messages[0].text, "two");
    EXPECT_EQ(messages[0].author.id, guest);
    EXPECT_EQ(messages[1].text, "three");

    talk.pass(60s);
    talk.hear({":ana!a@h PRIVMSG peerdesk :four", there, ":s 317 peerdesk ana 0 1700009999 :x",
               ":s 318 peerdesk ana :End"});
    messages = talk.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_NE(messages[0].author.id, guest);
    EXPECT_EQ(messages[0].place.id, messages[0].author.id);
}

TEST(Stranger, whom_nobody_answers_for_is_somebody_new) {
    Talk talk;
    talk.come_up_bare();
    talk.hear(":ana!a@h PRIVMSG peerdesk :one");
    const std::string guest = talk.messages().at(0).author.id;
    talk.pass(21s);
    talk.hear(":ana!a@h PRIVMSG peerdesk :two");
    talk.pass(20s);
    const auto messages = talk.messages();
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_NE(messages[0].author.id, guest);
}

TEST(Stranger, with_an_account_is_written_to_only_while_whois_shows_it) {
    Talk talk;
    talk.come_up(modern_caps, "CHANTYPES=#"); // no MONITOR
    talk.hear("@account=Ana :ana!a@h PRIVMSG peerdesk :question");
    EXPECT_EQ(talk.messages().at(0).author.id, "a:ana");
    talk.hear({there, ":s 330 peerdesk ana Ana :is logged in as", ":s 318 peerdesk ana :End"});
    talk.pass(30s);
    (void)talk.sent();
    talk.deliver(1, Talk::direct("a:ana"), "answer");
    (void)talk.sent();
    talk.hear({there, ":s 330 peerdesk ana Ana :is logged in as", ":s 318 peerdesk ana :End"});
    EXPECT_THAT(talk.sent(), Contains("@label=1 PRIVMSG ana answer"));
    talk.pass(30s);
    talk.deliver(2, Talk::direct("a:ana"), "answer");
    (void)talk.sent();
    talk.hear({there, ":s 330 peerdesk ana Eve :is logged in as", ":s 318 peerdesk ana :End"});
    EXPECT_THAT(talk.sent(), testing::Not(Contains("@label=2 PRIVMSG ana answer")));
}

TEST(Stranger, many_of_them_do_not_fill_our_memory) {
    Talk talk;
    talk.come_up_bare();
    for (int i = 0; i < 3'000; ++i) {
        const std::string nick = "n" + std::to_string(i);
        talk.hear(":" + nick + "!u@h PRIVMSG peerdesk :hello");
    }
    std::size_t lost = 0;
    for (const std::string& change : talk.identities())
        lost += change.starts_with("-") ? 1U : 0U;
    EXPECT_GE(lost, 2'000U);
}

} // namespace
} // namespace peerdesk::irc
