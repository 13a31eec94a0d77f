// SPDX-License-Identifier: MIT
// The end of a question: by people, or by silence after our word and a warning.
#include "bot/desk/closing.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::desk {
namespace {

using namespace std::chrono_literals;
using storage::Outcome;
using storage::TicketState;
using support::heard;
using support::House;
using support::to;
using support::words;

constexpr auto half = 84h;

struct Closing : testing::Test {
    House house;
    static void let_ana_be_answered(House& house) {
        house.say("ana", "How do I add a photo?");
        house.say("bo", "claim 1");
        house.say("bo", "reply 1 Use the menu.");
    }
    void SetUp() override { let_ana_be_answered(house); }
    static std::string warning(std::string_view left) {
        return words("peerdesk-close-warning", {"1", left});
    }
};

TEST_F(Closing, silence_is_warned_half_way_and_closes_at_the_end) {
    EXPECT_TRUE(house.pass(half - 1ms).empty());
    EXPECT_EQ(to(house.pass(1ms), "ana"), std::vector{warning("3 days")});
    EXPECT_TRUE(house.pass(half - 1ms).empty());
    EXPECT_TRUE(heard(house.pass(1ms), "ana", words("peerdesk-auto-closed", {"1"})));
    EXPECT_EQ(house.ticket(1).state, TicketState::closed);
    EXPECT_EQ(house.ticket(1).outcome, Outcome::answered);
    EXPECT_EQ(house.count("auto_closed"), 1);
    EXPECT_EQ(house.count("closed"), 0) << "nobody closed it";
}

TEST_F(Closing, a_promise_is_rounded_down) {
    struct Case {
        std::chrono::hours after;
        std::string_view told;
    };
    for (const Case& each :
         {Case{7 * 24h, "3 days"}, Case{8 * 24h, "4 days"}, Case{4 * 24h, "2 days"},
          Case{3 * 24h, "36 hours"}, Case{5 * 24h, "2 days"}, Case{95h, "47 hours"},
          Case{25h, "12 hours"}, Case{2h, "1 hour"}, Case{1h, "30 minutes"}}) {
        auto settings = support::help_desk();
        settings.close_after = each.after;
        House other(support::with_desk(settings));
        let_ana_be_answered(other);
        const auto said = other.pass(std::chrono::milliseconds(each.after) / 2);
        EXPECT_EQ(to(said, "ana"), std::vector{warning(each.told)}) << each.after.count() << " h";
    }
}

TEST_F(Closing, it_is_never_closed_sooner_than_told_also_after_a_long_stop) {
    EXPECT_EQ(to(house.sleep(30 * 24h), "ana"), std::vector{warning("3 days")});
    EXPECT_EQ(house.ticket(1).state, TicketState::claimed);
    EXPECT_TRUE(house.pass(half - 1ms).empty());
    house.pass(1ms);
    EXPECT_EQ(house.ticket(1).state, TicketState::closed);
}

TEST_F(Closing, the_askers_word_stops_the_clock_and_ours_starts_it_again) {
    house.pass(half + 1h);
    house.say("ana", "It does not work for me.");
    EXPECT_TRUE(house.pass(30 * 24h).empty());
    EXPECT_EQ(house.ticket(1).state, TicketState::claimed);
    house.say("bo", "reply 1 Which menu do you see?");
    EXPECT_EQ(to(house.pass(half), "ana"), std::vector{warning("3 days")});
    house.pass(half);
    EXPECT_EQ(house.ticket(1).state, TicketState::closed);
}

TEST_F(Closing, another_answer_starts_the_clock_anew) {
    house.pass(half - 1min);
    house.say("bo", "reply 1 Or use the button.");
    EXPECT_TRUE(house.pass(half - 1ms).empty());
    EXPECT_FALSE(house.pass(1ms).empty());
}

TEST_F(Closing, who_closes_is_asked_for_the_outcome_and_who_named_it_is_not) {
    EXPECT_TRUE(heard(house.say("bo", "close 1"), "bo", words("peerdesk-outcome-ask", {"1"})));
    House named;
    let_ana_be_answered(named);
    const auto said = named.say("bo", "close 1 referred");
    EXPECT_FALSE(heard(said, "bo", words("peerdesk-outcome-ask", {"1"})));
    EXPECT_EQ(named.ticket(1).outcome, Outcome::referred);
}

TEST_F(Closing, the_learner_is_asked_once_and_never_after_spam_or_silence) {
    for (const std::string_view outcome : {"spam", "no-reply"}) {
        House other;
        let_ana_be_answered(other);
        const auto said = other.say("bo", "close 1 " + std::string(outcome));
        EXPECT_FALSE(heard(said, "ana", words("peerdesk-learned-ask"))) << outcome;
    }
    EXPECT_TRUE(heard(house.say("bo", "close 1 answered"), "ana", words("peerdesk-learned-ask")));
    house.say("ana", "reopen 1");
    const auto said = house.say("ana", "solved 1");
    EXPECT_FALSE(heard(said, "ana", words("peerdesk-learned-ask")));
}

TEST_F(Closing, it_opens_again_up_to_the_last_moment_of_the_window) {
    house.say("bo", "close 1 answered");
    house.now += 14 * 24h;
    EXPECT_TRUE(heard(house.say("ana", "reopen 1"), "ana", words("peerdesk-reopened", {"1"})));
    house.say("ana", "solved");
    house.now += 14 * 24h + 1ms;
    EXPECT_TRUE(heard(house.say("ana", "reopen 1"), "ana", "1"));
    EXPECT_EQ(house.ticket(1).state, TicketState::closed);
}

TEST_F(Closing, a_strangers_question_is_neither_solved_nor_opened_again) {
    EXPECT_TRUE(
        heard(house.say("eve", "solved 1"), "eve", words("peerdesk-ticket-not-yours", {"1"})));
    house.say("bo", "close 1 answered");
    EXPECT_TRUE(
        heard(house.say("eve", "reopen 1"), "eve", words("peerdesk-ticket-not-yours", {"1"})));
    EXPECT_EQ(house.ticket(1).state, TicketState::closed);
}

// People ask at several desks. What they say about a question is for its own staff alone.
struct AtTwoDesks : testing::Test {
    House house{support::two_desks()};
    void SetUp() override {
        house.say("ana", "#garden", "!ask Quand planter les tulipes ?");
        house.say("ana", "#help", "!ask How do I add a photo?");
        house.read();
    }
};

TEST_F(AtTwoDesks, solving_in_one_desks_room_is_told_to_the_tickets_own_staff) {
    const auto said = house.say("ana", "#help", "!solved 1");
    EXPECT_TRUE(to(said, "#staff").empty());
    EXPECT_EQ(to(said, "#shed").size(), 1U);
    auto row = house.database.prepare("SELECT desk_id FROM interactions WHERE kind = 'closed'");
    row.step();
    EXPECT_EQ(row.id<storage::DeskId>("desk_id"), house.desk("garden").id);
}

TEST_F(AtTwoDesks, solved_alone_means_the_question_of_this_room) {
    house.say("ana", "#garden", "!solved");
    EXPECT_EQ(house.ticket(1).state, TicketState::closed);
    EXPECT_EQ(house.ticket(2).state, TicketState::open);
}

TEST_F(AtTwoDesks, a_reopened_question_is_announced_to_its_own_staff) {
    house.say("ana", "#garden", "!solved 1");
    const auto said = house.say("ana", "#help", "!reopen 1");
    EXPECT_TRUE(to(said, "#staff").empty());
    EXPECT_EQ(to(said, "#shed").size(), 1U);
}

TEST_F(AtTwoDesks, the_limit_of_open_questions_is_each_desks_own) {
    house.say("ana", "#garden", "!ask Et les roses dans le jardin ?");
    house.say("ana", "#garden", "!ask Et les arbres dans le jardin ?");
    house.say("ana", "#help", "!ask How do I add a table?");
    EXPECT_EQ(house.count("asked"), 5);
    const auto said = house.say("ana", "#garden", "!ask Et le compost secret du jardin ?");
    EXPECT_EQ(house.count("asked"), 5);
    EXPECT_TRUE(heard(said, "#shed", "compost secret"));
    EXPECT_TRUE(to(said, "#staff").empty());
}

TEST_F(AtTwoDesks, what_is_kept_over_the_rate_stays_at_its_desk) {
    auto turn = house.turn("ana", "#help", "");
    auto& identity = turn.identity;
    identity.window_start = house.now;
    identity.window_count = 30;
    house.state.services.tables.people.touch(identity);
    const auto said = house.say("ana", "#garden", "et en hiver, que faire ?");
    EXPECT_TRUE(heard(said, "#shed", "en hiver"));
    EXPECT_TRUE(to(said, "#staff").empty());
    EXPECT_EQ(house.ticket(2).place.id, "#help");
}

TEST_F(AtTwoDesks, each_question_has_its_own_desks_outlook) {
    house.set_hours("gus", "daily 20-21");
    const auto said = house.say("ana", "#help", "!status");
    ASSERT_EQ(said.size(), 1U);
    const auto garden = said.front().text.find("20:00 UTC");
    EXPECT_NE(garden, std::string::npos) << said.front();
    EXPECT_EQ(said.front().text.find("20:00 UTC", garden + 1), std::string::npos);
}

} // namespace
} // namespace peerdesk::desk
