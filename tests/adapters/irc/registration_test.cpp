// SPDX-License-Identifier: MIT
// From the first line to a link that is up, and every way in which that fails.
#include "tests/adapters/irc/talk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::irc {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using namespace std::chrono_literals;

constexpr std::string_view greeting = ":irc.test 001 peerdesk :Welcome";
constexpr std::string_view no_motd = ":irc.test 422 peerdesk :no MOTD";
/// "peerdesk\0peerdesk\0sesame"
constexpr std::string_view plain = "AUTHENTICATE cGVlcmRlc2sAcGVlcmRlc2sAc2VzYW1l";

NetworkConfig with_account() {
    NetworkConfig config = simple_config();
    config.account = "peerdesk";
    config.password = "sesame";
    return config;
}

std::vector<FindingCode> codes(Talk& talk) {
    std::vector<FindingCode> found;
    for (const Finding& finding : talk.findings())
        found.push_back(finding.code);
    return found;
}

TEST(Registration, begins_with_the_capabilities_and_our_names) {
    Talk talk;
    EXPECT_THAT(talk.sent(),
                ElementsAre("CAP LS 302", "NICK peerdesk", "USER peerdesk 0 * peerdesk"));
}

TEST(Registration, gives_the_server_password_before_our_nick) {
    NetworkConfig config = simple_config();
    config.server_password = "open sesame";
    Talk talk{config};
    EXPECT_THAT(talk.sent(), ElementsAre("CAP LS 302", "PASS :open sesame", "NICK peerdesk",
                                         "USER peerdesk 0 * peerdesk"));
}

TEST(Registration, answers_ping_before_anything_else) {
    Talk talk;
    (void)talk.sent();
    talk.hear("PING :cookie one");
    EXPECT_THAT(talk.sent(), ElementsAre("PONG :cookie one"));
}

TEST(Registration, an_empty_or_useless_list_of_capabilities_ends_the_negotiation) {
    for (const std::string_view list : {":", ":multi-prefix", ":  "}) {
        Talk talk;
        (void)talk.sent();
        talk.hear(":irc.test CAP * LS " + std::string{list});
        EXPECT_THAT(talk.sent(), ElementsAre("CAP END")) << list;
    }
}

TEST(Registration, a_list_in_two_lines_with_a_last_one_without_colon_is_one_list) {
    Talk talk;
    (void)talk.sent();
    talk.hear(":irc.test CAP * LS * :account-tag batch sts=port=6697");
    EXPECT_THAT(talk.sent(), IsEmpty());
    talk.hear(":irc.test CAP * LS server-time");
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ :account-tag batch server-time"));
    talk.hear(":irc.test CAP * ACK :account-tag batch server-time ");
    EXPECT_THAT(talk.sent(), ElementsAre("CAP END"));
}

TEST(Registration, after_a_refusal_each_capability_is_asked_for_alone) {
    Talk talk;
    (void)talk.sent();
    talk.hear(":irc.test CAP * LS :batch server-time");
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ :batch server-time"));
    talk.hear(":irc.test CAP * NAK :batch server-time");
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ batch", "CAP REQ server-time"));
    talk.hear({":irc.test CAP * NAK :batch", ":irc.test CAP * ACK :server-time"});
    EXPECT_THAT(talk.sent(), ElementsAre("CAP END"));
}

TEST(Registration, an_answer_in_two_lines_counts_at_its_last) {
    NetworkConfig config = with_account();
    Talk talk{config};
    (void)talk.sent();
    talk.hear(":irc.test CAP * LS :batch sasl=PLAIN");
    (void)talk.sent();
    talk.hear(":irc.test CAP * ACK * :sasl");
    EXPECT_THAT(talk.sent(), IsEmpty());
    talk.hear(":irc.test CAP * ACK :batch");
    EXPECT_THAT(talk.sent(), ElementsAre("AUTHENTICATE PLAIN"));
}

TEST(Registration, a_server_without_capabilities_is_served_all_the_same) {
    Talk talk;
    (void)talk.sent();
    talk.hear({":irc.test 421 * CAP :Unknown command", greeting, no_motd});
    EXPECT_THAT(talk.sent(), ElementsAre("JOIN #help"));
}

TEST(Registration, joins_after_the_greeting_and_is_up_after_the_names) {
    Talk talk;
    (void)talk.sent();
    talk.hear({":irc.test CAP * LS :", greeting});
    EXPECT_THAT(talk.sent(), ElementsAre("CAP END"));
    talk.hear({":irc.test 005 peerdesk BOT=B CHANTYPES=# :are supported", no_motd});
    EXPECT_THAT(talk.sent(), ElementsAre("MODE peerdesk +B", "JOIN #help"));
    talk.hear(":peerdesk!p@h JOIN #help");
    EXPECT_FALSE(talk.session.is_up());
    talk.hear({":irc.test 353 peerdesk = #help :peerdesk", ":irc.test 366 peerdesk #help :End"});
    EXPECT_TRUE(talk.session.is_up());
    EXPECT_THAT(codes(talk), ElementsAre(FindingCode::registered, FindingCode::no_message_tags,
                                         FindingCode::no_accounts, FindingCode::joined));
}

TEST(Registration, a_server_that_has_the_bot_mode_without_saying_so_is_told_too) {
    Talk talk;
    talk.hear(
        {":irc.test CAP * LS :", greeting,
         ":irc.test 004 peerdesk irc.test ngircd-26.1 abBcCFiIoqrRswx abehiIklmMnoOPqQrRstvVz",
         no_motd});
    EXPECT_THAT(talk.sent(), Contains("MODE peerdesk +B"));
}

TEST(Registration, gives_up_on_a_server_that_never_lets_us_in) {
    Talk talk;
    talk.hear("PING :are you there");
    talk.pass(59s);
    EXPECT_FALSE(talk.session.closing());
    talk.pass(1s);
    ASSERT_TRUE(talk.session.closing());
    EXPECT_EQ(talk.session.closing()->kind, ClosingKind::not_registered);
}

TEST(SaslLogin, logs_in_before_the_negotiation_ends_and_joins_after_it) {
    Talk talk{with_account()};
    (void)talk.sent();
    talk.hear(":irc.test CAP * LS :sasl=EXTERNAL,PLAIN");
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ sasl"));
    talk.hear(":irc.test CAP * ACK :sasl ");
    EXPECT_THAT(talk.sent(), ElementsAre("AUTHENTICATE PLAIN"));
    talk.hear("AUTHENTICATE :+");
    EXPECT_THAT(talk.sent(), ElementsAre(plain));
    talk.hear({":irc.test 900 * *!*@* peerdesk :You are now logged in",
               ":irc.test 903 * :SASL authentication successful"});
    EXPECT_THAT(talk.sent(), ElementsAre("CAP END"));
    talk.hear({greeting, no_motd});
    EXPECT_THAT(talk.sent(), ElementsAre("JOIN #help"));
}

TEST(SaslLogin, each_refusal_ends_the_connection_with_its_reason) {
    for (const std::string_view numeric : {"902", "904", "905", "906"}) {
        Talk talk{with_account()};
        talk.hear({":irc.test CAP * LS :sasl", ":irc.test CAP * ACK :sasl", "AUTHENTICATE +",
                   ":irc.test " + std::string{numeric} + " * :No"});
        ASSERT_TRUE(talk.session.closing()) << numeric;
        EXPECT_EQ(talk.session.closing()->kind, ClosingKind::login_refused);
        EXPECT_THAT(talk.findings(),
                    Contains(Finding{FindingCode::sasl_failed, std::string{numeric} + " No"}));
        EXPECT_THAT(talk.sent(), Not(Contains("CAP END")));
    }
}

TEST(SaslLogin, does_not_try_where_plain_is_not_among_the_mechanisms) {
    Talk offered{with_account()};
    offered.hear({":irc.test CAP * LS :sasl=EXTERNAL", ":irc.test CAP * ACK :sasl"});
    EXPECT_THAT(codes(offered), Contains(FindingCode::sasl_no_mechanism));
    Talk told{with_account()};
    told.hear({":irc.test CAP * LS :sasl", ":irc.test CAP * ACK :sasl",
               ":irc.test 908 * EXTERNAL,SCRAM-SHA-256 :are available", ":irc.test 904 * :No"});
    EXPECT_THAT(codes(told), ElementsAre(FindingCode::sasl_no_mechanism));
}

TEST(SaslLogin, never_sends_the_password_over_a_plain_link_unless_told_to) {
    Talk talk{with_account(), false};
    talk.hear({":irc.test CAP * LS :sasl", ":irc.test CAP * ACK :sasl", "AUTHENTICATE +"});
    EXPECT_THAT(talk.sent(), Not(Contains(testing::StartsWith("AUTHENTICATE"))));
    EXPECT_THAT(codes(talk), Contains(FindingCode::sasl_needs_tls));
    NetworkConfig config = with_account();
    config.allow_plain_sasl = true;
    Talk allowed{config, false};
    allowed.hear({":irc.test CAP * LS :sasl", ":irc.test CAP * ACK :sasl", "AUTHENTICATE +"});
    EXPECT_THAT(allowed.sent(), Contains(plain));
}

TEST(SaslLogin, waits_for_services_and_joins_nothing_before_they_come) {
    Talk talk{with_account()};
    talk.hear({":irc.test CAP * LS :batch", ":irc.test CAP * ACK :batch", greeting, no_motd});
    EXPECT_THAT(talk.sent(), Not(Contains("JOIN #help")));
    EXPECT_THAT(codes(talk), Contains(FindingCode::sasl_not_offered));
    talk.pass(10min);
    talk.hear(":irc.test PONG irc.test peerdesk");
    EXPECT_FALSE(talk.session.closing());
    (void)talk.sent();
    talk.hear(":irc.test CAP peerdesk NEW :sasl=PLAIN,EXTERNAL");
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ sasl"));
    talk.hear({":irc.test CAP peerdesk ACK :sasl", "AUTHENTICATE +"});
    EXPECT_THAT(talk.sent(), ElementsAre("AUTHENTICATE PLAIN", plain));
    talk.hear(":irc.test 903 peerdesk :SASL authentication successful");
    EXPECT_THAT(talk.sent(), ElementsAre("JOIN #help"));
}

TEST(SaslLogin, asks_for_services_that_come_back_without_a_word) {
    Talk talk{with_account()};
    talk.hear({":irc.test CAP * LS :batch", ":irc.test CAP * ACK :batch", greeting, no_motd});
    (void)talk.sent();
    talk.pass(20s);
    EXPECT_THAT(talk.sent(), ElementsAre("CAP LS 302"));
    talk.hear(":irc.test CAP peerdesk LS :batch");
    talk.pass(20s);
    EXPECT_THAT(talk.sent(), ElementsAre("CAP LS 302"));
    talk.hear({":irc.test CAP peerdesk LS :batch sasl=PLAIN", ":irc.test CAP peerdesk ACK :sasl"});
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ sasl", "AUTHENTICATE PLAIN"));
    talk.hear({"AUTHENTICATE +", ":irc.test 903 peerdesk :done"});
    EXPECT_THAT(talk.sent(), ElementsAre(plain, "JOIN #help"));
    talk.pass(30s);
    EXPECT_THAT(talk.sent(), IsEmpty());
}

TEST(SaslLogin, services_that_split_midway_are_waited_for) {
    Talk talk{with_account()};
    talk.hear({":irc.test CAP * LS :sasl", ":irc.test CAP * ACK :sasl", "AUTHENTICATE +"});
    (void)talk.sent();
    talk.hear({":irc.test CAP * DEL :sasl", ":irc.test 904 * :SASL aborted"});
    EXPECT_FALSE(talk.session.closing());
    EXPECT_THAT(talk.sent(), ElementsAre("CAP END"));
    talk.hear({greeting, no_motd, ":irc.test CAP peerdesk NEW :sasl"});
    EXPECT_THAT(talk.sent(), ElementsAre("CAP REQ sasl"));
}

TEST(SaslLogin, gives_up_on_services_that_say_nothing) {
    Talk talk{with_account()};
    talk.hear({":irc.test CAP * LS :sasl", ":irc.test CAP * ACK :sasl"});
    talk.pass(15s);
    ASSERT_TRUE(talk.session.closing());
    EXPECT_EQ(talk.session.closing()->kind, ClosingKind::login_refused);
    EXPECT_THAT(talk.sent(), Contains("AUTHENTICATE *"));
}

TEST(SaslLogin, long_answers_go_in_chunks_and_a_full_last_one_is_closed) {
    EXPECT_THAT(authenticate_chunks(""), ElementsAre("+"));
    EXPECT_THAT(authenticate_chunks(std::string(300, 'x')), ElementsAre(testing::SizeIs(400), "+"));
    // 299 bytes are 400 digits too, the last of them padding.
    EXPECT_THAT(authenticate_chunks(std::string(299, 'x')),
                ElementsAre(testing::EndsWith("eHg="), "+"));
    EXPECT_THAT(authenticate_chunks(std::string(297, 'x')), ElementsAre(testing::SizeIs(396)));
    EXPECT_THAT(authenticate_chunks(std::string(301, 'x')),
                ElementsAre(testing::SizeIs(400), "eA=="));
    EXPECT_THAT(authenticate_chunks("ab"), ElementsAre("YWI="));
}

TEST(NickKeeper, takes_another_nick_and_comes_back_when_it_is_free) {
    NetworkConfig config = simple_config();
    config.alternative_nicks = {"helpdesk"};
    Talk talk{config};
    talk.hear(":irc.test CAP * LS :");
    (void)talk.sent();
    talk.hear(":irc.test 433 * peerdesk :Nickname is already in use");
    EXPECT_THAT(talk.sent(), ElementsAre("NICK helpdesk"));
    talk.hear(":irc.test 432 * helpdesk :Erroneous");
    EXPECT_THAT(talk.sent(), ElementsAre("NICK peerdesk_"));
    talk.hear({":irc.test 001 peerdesk_ :Welcome", no_motd});
    EXPECT_THAT(codes(talk), Contains(FindingCode::nick_taken));
    (void)talk.sent();
    talk.hear(":peerdesk!x@y QUIT :gone");
    EXPECT_THAT(talk.sent(), ElementsAre("NICK peerdesk"));
    talk.hear(":peerdesk_!p@h NICK peerdesk");
    talk.pass(1h);
    EXPECT_THAT(talk.sent(), Not(Contains("NICK peerdesk")));
}

TEST(NickKeeper, fights_no_war) {
    Talk talk;
    talk.hear({":irc.test CAP * LS :", ":irc.test 433 * peerdesk :taken",
               ":irc.test 001 peerdesk_ :Welcome", no_motd});
    (void)talk.sent();
    int tries = 0;
    for (int minute = 0; minute < 600; ++minute) {
        talk.pass(1min);
        talk.hear(":irc.test PONG irc.test peerdesk");
        for (const std::string& line : talk.sent()) {
            if (line != "NICK peerdesk") continue;
            ++tries;
            talk.hear(":irc.test 433 peerdesk_ peerdesk :taken");
        }
    }
    EXPECT_EQ(tries, 10);
}

TEST(NickKeeper, gives_up_when_every_nick_is_refused) {
    Talk talk;
    talk.hear(":irc.test CAP * LS :");
    for (int i = 0; i < 20 && !talk.session.closing(); ++i)
        talk.hear(":irc.test 436 * x :collision");
    ASSERT_TRUE(talk.session.closing());
    EXPECT_EQ(talk.session.closing()->kind, ClosingKind::nick_unusable);
}

TEST(KeepAlive, asks_after_silence_and_leaves_a_dead_link) {
    Talk talk;
    talk.come_up_bare();
    talk.pass(59s);
    EXPECT_THAT(talk.sent(), IsEmpty());
    talk.pass(1s);
    EXPECT_THAT(talk.sent(), ElementsAre("PING peerdesk"));
    talk.pass(29s);
    EXPECT_FALSE(talk.session.closing());
    talk.pass(1s);
    ASSERT_TRUE(talk.session.closing());
    EXPECT_EQ(talk.session.closing()->kind, ClosingKind::silent);
}

TEST(KeepAlive, any_line_shows_that_the_link_lives) {
    Talk talk;
    talk.come_up_bare();
    talk.pass(60s);
    talk.hear(":irc.test NOTICE peerdesk :hm");
    talk.pass(59s);
    EXPECT_THAT(talk.sent(), ElementsAre("PING peerdesk"));
    EXPECT_FALSE(talk.session.closing());
}

TEST(Closing, the_last_words_of_a_server_are_understood) {
    const auto kind_of = [](std::string_view words) {
        Talk talk;
        talk.hear("ERROR :" + std::string{words});
        return talk.session.closing()->kind;
    };
    EXPECT_EQ(kind_of("Closing link: (x@y) [Server shutting down]"), ClosingKind::lost);
    EXPECT_EQ(kind_of("Closing Link: x (K-Lined)"), ClosingKind::banned);
    EXPECT_EQ(kind_of("You are banned from this server"), ClosingKind::banned);
    EXPECT_EQ(kind_of("You must log in with SASL to join this server"), ClosingKind::login_refused);
}

} // namespace
} // namespace peerdesk::irc
