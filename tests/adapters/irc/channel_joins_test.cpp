// SPDX-License-Identifier: MIT
#include "tests/adapters/irc/talk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::irc {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

NetworkConfig with_channels(std::vector<ChannelConfig> channels) {
    NetworkConfig config = simple_config();
    config.channels = std::move(channels);
    return config;
}

/// Registered and greeted; what is left to do is joining.
Talk& greet(Talk& talk, std::string_view isupport = "CHANTYPES=#") {
    talk.hear({":s CAP * LS :", ":s 001 peerdesk :Welcome"});
    (void)talk.sent();
    talk.hear(":s 005 peerdesk " + std::string{isupport} + " :are supported");
    talk.hear(":s 422 peerdesk :no MOTD");
    return talk;
}

TEST(ChannelJoins, channels_with_keys_come_first_in_one_line) {
    Talk talk{with_channels({{"#a", ""}, {"#b", "k1"}, {"#c", ""}, {"#d", "k2"}})};
    EXPECT_THAT(greet(talk).sent(), ElementsAre("JOIN #b,#d,#a,#c k1,k2"));
}

TEST(ChannelJoins, respects_the_limit_of_targets) {
    Talk talk{with_channels({{"#a", ""}, {"#b", ""}, {"#c", ""}})};
    EXPECT_THAT(greet(talk, "TARGMAX=JOIN:2").sent(), ElementsAre("JOIN #a,#b", "JOIN #c"));
}

TEST(ChannelJoins, many_channels_take_several_lines_that_each_fit) {
    std::vector<ChannelConfig> channels;
    for (int i = 0; i < 60; ++i)
        channels.push_back({"#a-rather-long-channel-" + std::to_string(i), ""});
    Talk talk{with_channels(channels)};
    const auto lines = greet(talk).sent();
    EXPECT_GT(lines.size(), 2U);
    for (const std::string& line : lines)
        EXPECT_LE(line.size(), 500U);
}

TEST(ChannelJoins, without_channels_the_link_is_up_after_the_greeting) {
    Talk talk{with_channels({})};
    greet(talk);
    EXPECT_TRUE(talk.session.is_up());
}

TEST(ChannelJoins, every_refusal_is_told_and_the_link_still_comes_up) {
    for (const std::string_view numeric :
         {"403", "405", "437", "471", "473", "474", "475", "477", "489", "520"}) {
        Talk talk;
        greet(talk);
        talk.hear(":s " + std::string{numeric} + " peerdesk #HELP :Cannot join");
        EXPECT_TRUE(talk.session.is_up()) << numeric;
        EXPECT_THAT(talk.findings(),
                    Contains(Finding{FindingCode::join_refused,
                                     "#help " + std::string{numeric} + " Cannot join"}));
    }
}

TEST(ChannelJoins, tries_again_with_patience) {
    Talk talk;
    greet(talk);
    talk.hear(":s 473 peerdesk #help :invite only");
    (void)talk.sent();
    talk.pass(14s);
    EXPECT_THAT(talk.sent(), IsEmpty());
    talk.pass(16s);
    EXPECT_THAT(talk.sent(), ElementsAre("JOIN #help"));
    talk.hear(":s 473 peerdesk #help :invite only");
    talk.pass(29s);
    EXPECT_THAT(talk.sent(), IsEmpty());
    talk.pass(31s);
    EXPECT_THAT(talk.sent(), Contains("JOIN #help"));
}

TEST(ChannelJoins, a_server_that_never_answers_does_not_hold_us_up) {
    Talk talk;
    greet(talk);
    (void)talk.sent();
    for (int i = 0; i < 3; ++i) {
        talk.pass(20s);
        talk.hear("PING x");
    }
    EXPECT_TRUE(talk.session.is_up());
    EXPECT_THAT(talk.findings(), Contains(Finding{FindingCode::join_unanswered, "#help"}));
}

TEST(ChannelJoins, comes_back_after_a_kick_but_not_at_once) {
    Talk talk;
    talk.come_up_bare();
    talk.hear(":op!o@h KICK #help peerdesk :out");
    EXPECT_THAT(talk.sent(), IsEmpty());
    talk.pass(30s);
    EXPECT_THAT(talk.sent(), ElementsAre("JOIN #help"));
}

TEST(ChannelJoins, stays_out_after_a_kick_where_that_is_the_policy) {
    NetworkConfig config = simple_config();
    config.rejoin_after_kick = false;
    Talk talk{config};
    talk.come_up_bare();
    talk.hear(":op!o@h KICK #help peerdesk :out");
    for (int i = 0; i < 100; ++i) {
        talk.pass(1min);
        talk.hear("PING x");
    }
    EXPECT_THAT(talk.sent(), testing::Not(Contains("JOIN #help")));
}

} // namespace
} // namespace peerdesk::irc
