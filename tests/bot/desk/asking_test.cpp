// SPDX-License-Identifier: MIT
// Who is asked about a waiting question, when, and never twice.
#include "bot/desk/asking.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

#include <map>

namespace peerdesk::desk {
namespace {

using namespace std::chrono_literals;
using support::heard;
using support::House;
using support::to;
using support::words;
using Names = std::vector<std::string>;

struct Asking : testing::Test {
    House house;

    /// Who was asked about a ticket, in the order of asking.
    static Names asked(House& house, std::int64_t ticket) {
        auto row = house.database.prepare(
            "SELECT p.name FROM interactions i JOIN persons p ON p.id = i.subject_id"
            " WHERE i.kind = 'requested' AND i.ticket_id = ? ORDER BY i.id");
        row.bind(ticket);
        Names names;
        while (row.step())
            names.push_back(row.text("name"));
        return names;
    }
    Names asked(std::int64_t ticket) { return asked(house, ticket); }
    static House with(const std::function<void(DeskSettings&)>& change) {
        auto settings = support::help_desk();
        change(settings);
        return House(support::with_desk(settings));
    }
};

TEST_F(Asking, two_are_asked_first_by_name_in_the_staff_room) {
    const auto said = house.say("ana", "How do I add a photo?");
    EXPECT_EQ(asked(1), (Names{"bo", "chi"}));
    EXPECT_TRUE(heard(said, "#staff", words("peerdesk-card-request", {"bo and chi"})));
    EXPECT_TRUE(heard(said, "#staff", "!claim 1"));
    EXPECT_TRUE(to(said, "bo").empty()) << "the room is enough";
}

TEST_F(Asking, it_widens_then_asks_all_then_tells_the_coordinators) {
    house.say("ana", "How do I add a photo?");
    EXPECT_TRUE(house.pass(10min - 1ms).empty());
    EXPECT_TRUE(heard(house.pass(1ms), "#staff", "dee"));
    EXPECT_EQ(asked(1), (Names{"bo", "chi", "dee"}));
    EXPECT_TRUE(house.pass(20min).empty()) << "all three were asked, nobody is asked twice";
    EXPECT_EQ(asked(1).size(), 3U);
    EXPECT_TRUE(house.pass(210min - 1ms).empty());
    EXPECT_TRUE(heard(house.pass(1ms), "#lead", "ana"));
    EXPECT_TRUE(house.pass(24h).empty()) << "told once";
    EXPECT_EQ(house.count("escalated"), 1);
}

TEST_F(Asking, nobody_is_asked_twice_about_one_ticket_also_after_its_return) {
    house.say("ana", "How do I add a photo?");
    house.say("bo", "claim 1");
    const auto said = house.say("bo", "release 1");
    EXPECT_EQ(asked(1), (Names{"bo", "chi", "dee"}));
    EXPECT_TRUE(heard(said, "#staff", words("peerdesk-card-request", {"dee"})));
    house.say("dee", "claim 1");
    EXPECT_TRUE(heard(house.say("dee", "release 1"), "#staff", words("peerdesk-card-take")));
    EXPECT_EQ(asked(1).size(), 3U);
}

TEST_F(Asking, a_claim_ends_the_asking) {
    house.say("ana", "How do I add a photo?");
    house.say("dee", "claim 1");
    const auto said = house.pass(60min);
    EXPECT_TRUE(said.empty());
    EXPECT_EQ(asked(1).size(), 2U);
}

TEST_F(Asking, the_asker_is_not_asked_about_their_own_question) {
    house.say("bo", "ask Where is the handbook?");
    EXPECT_EQ(asked(1), (Names{"chi", "dee"}));
    house.pass(60min);
    EXPECT_EQ(asked(1).size(), 2U);
}

TEST_F(Asking, who_paused_or_sleeps_is_not_asked) {
    house.say("bo", "pause");
    house.set_hours("chi", "daily 18-21");
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(asked(1), Names{"dee"});
}

TEST_F(Asking, who_is_at_their_limit_is_not_asked) {
    house.say("bo", "limit 1");
    house.say("eve", "How do I add a table?");
    house.say("bo", "claim 1");
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(asked(2), (Names{"dee", "chi"}));
}

TEST_F(Asking, nobody_is_asked_more_often_in_a_week_than_the_desk_allows) {
    House strict = with([](DeskSettings& desk) { desk.weekly_requests = 1; });
    strict.say("ana", "How do I add a photo?");
    strict.say("eve", "How do I add a table?");
    const auto said = strict.say("zoe", "How do I add a map?");
    EXPECT_EQ(asked(strict, 1), (Names{"bo", "chi"}));
    EXPECT_EQ(asked(strict, 2), Names{"dee"});
    EXPECT_EQ(asked(strict, 3), Names{});
    EXPECT_TRUE(heard(said, "#staff", words("peerdesk-card-take")));
    strict.pass(7 * 24h);
    strict.say("ann", "How do I add a link?");
    EXPECT_EQ(asked(strict, 4).size(), 2U) << "a new week has begun";
}

TEST_F(Asking, who_speaks_the_askers_language_comes_first) {
    house.say("dee", "languages fr");
    house.say("ana", "language fr");
    house.say("ana", "Comment ajouter une photo à ma page ?");
    EXPECT_EQ(asked(1).front(), "dee");
    house.say("eve", "How do I add a table?");
    EXPECT_EQ(asked(2), (Names{"chi", "bo"})) << "who said nothing speaks the desk's language";
}

TEST_F(Asking, a_question_in_everybodys_night_waits_for_each_ones_hours) {
    House night = with([](DeskSettings& desk) {
        desk.responders = {{support::irc, "bo"}, {support::irc, "chi"}};
    });
    night.set_hours("bo", "daily 18-21");
    night.set_hours("chi", "daily 19-22");
    night.say("ana", "How do I add a photo?");
    EXPECT_EQ(asked(night, 1), Names{});
    night.pass(8h - 1ms);
    EXPECT_EQ(asked(night, 1), Names{});
    EXPECT_TRUE(heard(night.pass(1ms), "#staff", "bo"));
    EXPECT_EQ(asked(night, 1), Names{"bo"});
    EXPECT_TRUE(heard(night.pass(1h), "#staff", "chi"));
    EXPECT_EQ(asked(night, 1), (Names{"bo", "chi"}));
    night.pass(24h);
    EXPECT_EQ(asked(night, 1).size(), 2U);
}

TEST_F(Asking, the_coordinators_are_told_after_covered_time_not_after_a_night) {
    House night = with([](DeskSettings& desk) { desk.responders = {{support::irc, "bo"}}; });
    night.set_hours("bo", "daily 18-21");
    night.say("ana", "How do I add a photo?");
    EXPECT_TRUE(to(night.pass(11h), "#lead").empty()) << "three hours were covered by 21:00";
    EXPECT_TRUE(to(night.pass(22h - 1ms), "#lead").empty());
    EXPECT_FALSE(to(night.pass(1ms), "#lead").empty()) << "19:00 the next day: the fourth hour";
}

TEST_F(Asking, without_a_staff_room_each_is_asked_directly_in_their_language) {
    House bare = with([](DeskSettings& desk) { desk.staff_rooms.clear(); });
    bare.say("chi", "language fr");
    const auto said = bare.say("ana", "How do I add a photo?");
    ASSERT_EQ(to(said, "bo").size(), 1U);
    ASSERT_EQ(to(said, "chi").size(), 1U);
    EXPECT_TRUE(to(said, "bo").front().ends_with("\nclaim 1"));
    EXPECT_TRUE(to(said, "bo").front().contains("How do I add a photo?"));
    EXPECT_NE(to(said, "bo").front(), to(said, "chi").front());
    EXPECT_TRUE(to(said, "dee").empty());
}

TEST_F(Asking, without_a_coordinators_room_each_coordinator_is_told) {
    House bare = with([](DeskSettings& desk) { desk.coordinator_rooms.clear(); });
    bare.say("ana", "How do I add a photo?");
    EXPECT_EQ(to(bare.pass(240min), "cora").size(), 1U);
}

TEST_F(Asking, after_a_long_stop_nobody_is_asked_twice_at_once) {
    house.say("ana", "How do I add a photo?");
    house.sleep(30 * 24h);
    for (int i = 0; i < 5; ++i)
        house.sleep(0ms);
    std::map<std::string, int> times;
    for (const auto& name : asked(1))
        EXPECT_EQ(++times[name], 1) << name;
    EXPECT_EQ(house.count("escalated"), 1);
}

} // namespace
} // namespace peerdesk::desk
