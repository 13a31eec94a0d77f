// SPDX-License-Identifier: MIT
// What a waiting asker is told: only what the desk's own past or its people's words support.
#include "bot/desk/waiting.hpp"

#include "bot/engagement/record.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::desk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using support::heard;
using support::House;
using support::words;

struct Waiting : testing::Test {
    House house;

    /// A question asked so long before now was answered after `waited`.
    void answered(milliseconds ago, milliseconds waited) {
        auto context = house.context();
        context.now = house.now - ago + waited;
        context.happened = context.now;
        engagement::record(context, house.desk(),
                           {.kind = "answered", .actor = house.person("bo"), .waited = waited});
        house.state.services.roster.forget();
    }
    std::optional<minutes> usual() {
        auto context = house.context();
        const auto wait = usual_wait(context, house.desk());
        if (!wait) return std::nullopt;
        return std::chrono::duration_cast<minutes>(*wait);
    }
    std::string outlook(std::int64_t before = 0) {
        auto context = house.context();
        Lines lines(house.state.services, "en");
        add_outlook(context, house.desk(), before, lines);
        return lines.text();
    }
};

TEST_F(Waiting, fewer_than_five_answers_promise_nothing) {
    for (int day = 1; day <= 4; ++day)
        answered(day * 24h, 10min);
    EXPECT_EQ(usual(), std::nullopt);
    answered(5 * 24h, 10min);
    EXPECT_EQ(usual(), 10min);
}

TEST_F(Waiting, the_median_of_this_hour_comes_before_the_rest_of_the_day) {
    for (int day = 1; day <= 5; ++day) {
        answered(day * 24h, 10min * day);     // asked at 10:00: 10, 20 … 50 minutes
        answered(day * 24h + 12h, 5 * 60min); // asked at 22:00
        answered(day * 24h + 11h, 6 * 60min); // asked at 23:00
    }
    EXPECT_EQ(usual(), 30min);
}

TEST_F(Waiting, with_too_few_at_this_hour_all_hours_count) {
    for (int day = 1; day <= 4; ++day)
        answered(day * 24h, 10min);
    for (int day = 1; day <= 5; ++day)
        answered(day * 24h + 12h, 100min);
    EXPECT_EQ(usual(), 100min);
}

TEST_F(Waiting, an_even_number_takes_the_middle_of_the_two) {
    for (const auto waited : {10min, 20min, 30min, 40min, 50min, 1000min})
        answered(24h, waited);
    EXPECT_EQ(usual(), 35min);
}

TEST_F(Waiting, hours_are_near_across_midnight) {
    house.now += 13h + 30min; // 23:30
    for (int day = 1; day <= 5; ++day) {
        answered(day * 24h - 1h, 10min); // asked at 00:30
        answered(day * 24h - 6h, 90min); // asked at 05:30
    }
    EXPECT_EQ(usual(), 10min);
}

TEST_F(Waiting, what_is_older_than_eight_weeks_is_forgotten) {
    for (int i = 0; i < 5; ++i)
        answered(58 * 24h, 10min);
    EXPECT_EQ(usual(), std::nullopt);
    for (int i = 0; i < 5; ++i)
        answered(55 * 24h, 10min);
    EXPECT_EQ(usual(), 10min);
}

TEST_F(Waiting, the_place_in_line_is_told_first) {
    EXPECT_TRUE(outlook(0).starts_with(words("peerdesk-wait-place", {0})));
    EXPECT_TRUE(outlook(3).starts_with(words("peerdesk-wait-place", {3})));
}

TEST_F(Waiting, where_nobody_said_when_they_are_around_only_the_past_speaks) {
    EXPECT_TRUE(outlook().ends_with(words("peerdesk-wait-nobody-said")));
    for (int i = 0; i < 5; ++i)
        answered(24h, 40min);
    EXPECT_TRUE(outlook().ends_with(words("peerdesk-wait-usual", {"40 minutes"}))) << outlook();
}

TEST_F(Waiting, somebody_around_is_said_until_the_past_knows_better) {
    house.set_hours("bo", "daily 9-12");
    EXPECT_TRUE(outlook().ends_with(words("peerdesk-wait-somebody")));
    for (int i = 0; i < 5; ++i)
        answered(24h, 40min);
    EXPECT_TRUE(outlook().ends_with(words("peerdesk-wait-usual", {"40 minutes"})));
}

TEST_F(Waiting, between_two_blocks_the_next_one_is_told) {
    house.set_hours("bo", "daily 8-9");
    house.set_hours("chi", "daily 18-21");
    EXPECT_TRUE(outlook().contains("18:00 UTC")) << outlook();
    house.now += 8h; // 18:00 sharp
    EXPECT_TRUE(outlook().ends_with(words("peerdesk-wait-somebody")));
    house.now += 3h; // 21:00: the block has just ended
    EXPECT_TRUE(outlook().contains("08:00 UTC")) << outlook();
}

TEST_F(Waiting, the_past_is_not_promised_while_nobody_is_around) {
    for (int i = 0; i < 9; ++i)
        answered(24h, 5min);
    house.set_hours("bo", "daily 18-21");
    EXPECT_FALSE(outlook().contains("5 minutes")) << outlook();
}

TEST_F(Waiting, a_paused_responders_hours_are_no_promise) {
    house.set_hours("bo", "daily 18-21");
    house.set_hours("chi", "daily 20-21");
    house.say("bo", "pause");
    EXPECT_TRUE(outlook().contains("20:00 UTC")) << outlook();
}

TEST_F(Waiting, the_number_before_counts_unclaimed_questions_only) {
    for (const std::string_view who : {"ana", "eve", "zoe"})
        house.say(who, "How do I add a photo?");
    auto context = house.context();
    EXPECT_EQ(count_waiting(context, house.desk()), 3);
    house.say("bo", "claim 2");
    EXPECT_EQ(count_waiting(context, house.desk()), 2);
    house.say("bo", "release 2");
    EXPECT_EQ(count_waiting(context, house.desk()), 3);
    house.say("ana", "solved");
    EXPECT_EQ(count_waiting(context, house.desk()), 2);
}

} // namespace
} // namespace peerdesk::desk
