// SPDX-License-Identifier: MIT
#include "adapters/telegram/update_window.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>
#include <string>

namespace peerdesk::telegram {
namespace {

using std::chrono::days;

constexpr std::chrono::sys_days today{days{20'000}};

TEST(UpdateWindow, ids_in_a_row_are_one_range) {
    UpdateWindow window{""};
    for (std::int64_t id = 70; id <= 90; ++id)
        window.add(id, today);
    EXPECT_EQ(window.stored(), "70-90@20000");
    EXPECT_TRUE(window.contains(70, today));
    EXPECT_TRUE(window.contains(90, today));
    EXPECT_FALSE(window.contains(69, today));
    EXPECT_FALSE(window.contains(91, today));
}

TEST(UpdateWindow, a_lower_beginning_is_a_range_of_its_own) {
    UpdateWindow window{"70-90@20000"};
    window.add(5, today + days{1});
    window.add(6, today + days{1});
    EXPECT_EQ(window.stored(), "70-90@20000;5-6@20001");
    EXPECT_FALSE(window.contains(7, today));
    EXPECT_TRUE(window.contains(80, today));
}

TEST(UpdateWindow, ranges_that_meet_become_one) {
    UpdateWindow window{"1-3@19999;5-7@20000"};
    window.add(4, today);
    EXPECT_EQ(window.stored(), "1-7@20000");
}

TEST(UpdateWindow, an_id_that_comes_again_changes_nothing) {
    UpdateWindow window{"1-3@19999"};
    window.add(2, today);
    EXPECT_EQ(window.stored(), "1-3@19999");
}

TEST(UpdateWindow, what_got_nothing_for_six_days_is_forgotten) {
    UpdateWindow window{"1-3@20000"};
    EXPECT_TRUE(window.contains(2, today + UpdateWindow::kept_for));
    EXPECT_FALSE(window.contains(2, today + UpdateWindow::kept_for + days{1}))
        << "a new beginning may meet these numbers";
    window.add(2, today + days{7});
    EXPECT_EQ(window.stored(), "2-2@20007");
}

TEST(UpdateWindow, the_oldest_of_too_many_ranges_go) {
    UpdateWindow window{""};
    for (std::size_t i = 0; i <= UpdateWindow::ranges_max; ++i)
        window.add(static_cast<std::int64_t>(10 * i + 1), today);
    EXPECT_FALSE(window.contains(1, today));
    EXPECT_TRUE(window.contains(11, today));
    const UpdateWindow again{window.stored()};
    EXPECT_EQ(again.stored(), window.stored());
}

TEST(UpdateWindow, what_is_unreadable_in_the_store_is_left_out) {
    for (const char* text : {"", ";;", "x", "1-2", "1@2", "2-1@3", "1-2@", "1-2@x", "-1-2@3",
                             "1-2@3x", "1--2@3", "99999999999999999999-1@3", "1-2@9999999999"})
        EXPECT_EQ(UpdateWindow{text}.stored(), "") << text;
    EXPECT_EQ(UpdateWindow{"x;1-2@3;"}.stored(), "1-2@3");
}

TEST(UpdateWindow, knows_just_what_was_added_whatever_the_order) {
    rc::check([] {
        const auto ids =
            *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 100));
        const std::set<std::int64_t> all{ids.begin(), ids.end()};
        UpdateWindow window{""};
        for (const std::int64_t id : ids)
            window.add(id, today);
        const UpdateWindow stored{window.stored()};
        for (std::int64_t id = 0; id <= 100; ++id) {
            RC_ASSERT(window.contains(id, today) == all.contains(id));
            RC_ASSERT(stored.contains(id, today) == all.contains(id));
        }
    });
}

} // namespace
} // namespace peerdesk::telegram
