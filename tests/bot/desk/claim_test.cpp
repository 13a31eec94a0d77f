// SPDX-License-Identifier: MIT
// One winner of many claims, and claims that nobody works on.
#include "bot/desk/claim.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::desk {
namespace {

using namespace std::chrono_literals;
using storage::TicketState;
using support::heard;
using support::House;
using support::to;
using support::words;

struct Claiming : testing::Test {
    House house;
    void let_ana_ask() { house.say("ana", "How do I add a photo?"); }
    std::string claimer() {
        const auto person = house.state.services.tables.people.find(house.ticket(1).claimer);
        return person ? person->name : "";
    }
};

TEST(Claim, of_many_at_once_one_wins_and_all_others_are_told_who) {
    constexpr int people = 40;
    auto settings = support::help_desk();
    settings.room_messages_max = 1000;
    settings.responders.clear();
    for (int i = 0; i < people; ++i)
        settings.responders.push_back({support::irc, "helper" + std::to_string(i)});
    House house(support::with_desk(settings));
    house.say("ana", "How do I add a photo?");
    int won = 0;
    int told = 0;
    for (int i = people - 1; i >= 0; --i) {
        const std::string who = "helper" + std::to_string(i);
        const auto said = house.say(who, i % 2 == 0 ? "#staff" : "", "claim 1");
        for (const auto& each : said) {
            if (each.text.contains("helper39") && each.place != "ana" && i != people - 1) ++told;
        }
        if (heard(said, "ana", "helper")) ++won;
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(told, people - 1);
    EXPECT_EQ(house.count("claimed"), 1);
}

TEST_F(Claiming, the_second_is_told_since_when) {
    let_ana_ask();
    house.say("bo", "claim 1");
    house.now += 12s;
    EXPECT_TRUE(heard(house.say("chi", "claim 1"), "chi",
                      words("peerdesk-claim-taken-now", {"1", text::Name{"bo"}, 12})));
    house.now += 20min;
    EXPECT_TRUE(heard(house.say("chi", "claim 1"), "chi",
                      words("peerdesk-claim-taken", {"1", text::Name{"bo"}, "20 minutes"})));
    EXPECT_TRUE(heard(house.say("bo", "claim 1"), "bo", words("peerdesk-claim-already", {"1"})));
}

TEST_F(Claiming, ones_own_question_a_closed_and_an_unknown_one_cannot_be_claimed) {
    house.say("bo", "ask Where is the handbook?");
    EXPECT_TRUE(heard(house.say("bo", "claim 1"), "bo", words("peerdesk-claim-own", {"1"})));
    house.say("bo", "solved");
    EXPECT_TRUE(heard(house.say("chi", "claim 1"), "chi", words("peerdesk-ticket-closed", {"1"})));
    EXPECT_TRUE(
        heard(house.say("chi", "claim 99"), "chi", words("peerdesk-ticket-unknown", {"99"})));
    EXPECT_EQ(house.count("claimed"), 0);
}

TEST_F(Claiming, a_ticket_of_another_desk_is_unknown) {
    House two(support::two_desks());
    two.say("ana", "#garden", "!ask Quand planter les tulipes ?");
    EXPECT_TRUE(heard(two.say("bo", "claim 1"), "bo", words("peerdesk-ticket-unknown", {"1"})));
    EXPECT_EQ(two.ticket(1).state, TicketState::open);
}

TEST_F(Claiming, without_hours_the_nudge_and_the_return_come_after_plain_time) {
    let_ana_ask();
    house.say("bo", "claim 1");
    EXPECT_TRUE(house.pass(120min - 1ms).empty());
    EXPECT_TRUE(heard(house.pass(1ms), "bo", "release 1"));
    EXPECT_TRUE(house.pass(120min - 1ms).empty());
    const auto said = house.pass(1ms);
    EXPECT_TRUE(heard(said, "bo", words("peerdesk-returned-claimer", {"1"})));
    EXPECT_TRUE(heard(said, "ana", words("peerdesk-asker-waiting", {"1"})));
    EXPECT_EQ(house.ticket(1).state, TicketState::open);
    EXPECT_EQ(house.count("nudged"), 1);
    EXPECT_EQ(house.count("returned"), 1);
}

TEST_F(Claiming, with_hours_only_the_claimers_own_time_counts) {
    house.set_hours("bo", "daily 9-12");
    let_ana_ask();
    house.say("bo", "claim 1"); // at 10:00: two hours left today
    EXPECT_TRUE(house.pass(2h - 1ms).empty());
    EXPECT_TRUE(heard(house.pass(1ms), "bo", "release 1"));
    EXPECT_TRUE(house.pass(23h - 1ms).empty()) << "the night does not count";
    EXPECT_FALSE(house.pass(1ms).empty()) << "11:00 the next day: the fourth hour is over";
    EXPECT_EQ(house.ticket(1).state, TicketState::open);
}

TEST_F(Claiming, an_answer_stops_the_clock) {
    let_ana_ask();
    house.say("bo", "claim 1");
    house.say("bo", "reply 1 Use the menu.");
    house.pass(24h);
    EXPECT_EQ(claimer(), "bo");
    EXPECT_EQ(house.count("nudged"), 0);
}

TEST_F(Claiming, a_new_claim_starts_a_new_clock) {
    let_ana_ask();
    house.say("bo", "claim 1");
    house.pass(119min);
    house.say("bo", "release 1");
    house.say("chi", "claim 1");
    EXPECT_TRUE(to(house.pass(119min), "chi").empty());
    EXPECT_FALSE(to(house.pass(1min), "chi").empty());
}

TEST_F(Claiming, after_a_long_stop_it_goes_back_once_and_is_said_once) {
    let_ana_ask();
    house.say("bo", "claim 1");
    const auto said = house.sleep(30 * 24h);
    EXPECT_EQ(house.ticket(1).state, TicketState::open);
    EXPECT_EQ(house.count("returned"), 1);
    EXPECT_EQ(to(said, "ana").size(), 1U);
}

TEST_F(Claiming, next_takes_the_oldest_in_ones_languages_then_any_but_never_ones_own) {
    house.say("bo", "ask Where is the handbook?");
    house.say("eve", "language fr");
    house.say("eve", "Comment ajouter une photo à ma page ?");
    let_ana_ask();
    house.say("bo", "next");
    EXPECT_EQ(house.ticket(3).claimer, house.person("bo")) << "English before French";
    house.say("bo", "next");
    EXPECT_EQ(house.ticket(2).claimer, house.person("bo"));
    EXPECT_TRUE(heard(house.say("bo", "next"), "bo", words("peerdesk-next-none")));
}

TEST_F(Claiming, only_the_claimer_or_a_coordinator_gives_it_back_or_away) {
    let_ana_ask();
    house.say("bo", "claim 1");
    EXPECT_TRUE(heard(house.say("chi", "release 1"), "chi",
                      words("peerdesk-release-not-yours", {"1", text::Name{"bo"}})));
    EXPECT_TRUE(heard(house.say("chi", "assign 1 @dee"), "chi",
                      words("peerdesk-assign-not-yours", {"1", text::Name{"bo"}})));
    EXPECT_EQ(claimer(), "bo");
    house.say("cora", "assign 1 @dee");
    EXPECT_EQ(claimer(), "dee");
    house.say("cora", "release 1");
    EXPECT_EQ(house.ticket(1).state, TicketState::open);
}

TEST_F(Claiming, it_is_assigned_to_staff_only) {
    let_ana_ask();
    house.say("bo", "claim 1");
    house.person("zoe");
    EXPECT_TRUE(heard(house.say("bo", "assign 1 @zoe"), "bo",
                      words("peerdesk-person-no-staff", {text::Name{"zoe"}})));
    EXPECT_EQ(claimer(), "bo");
}

} // namespace
} // namespace peerdesk::desk
