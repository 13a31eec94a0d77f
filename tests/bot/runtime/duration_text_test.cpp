// SPDX-License-Identifier: MIT
#include "bot/runtime/config/duration_text.hpp"

#include <gtest/gtest.h>

namespace peerdesk::runtime {
namespace {

using namespace std::chrono_literals;

TEST(DurationText, is_a_number_with_a_unit) {
    EXPECT_EQ(parse_duration("10 min"), 10min);
    EXPECT_EQ(parse_duration("10min"), 10min);
    EXPECT_EQ(parse_duration(" 4 h "), 4h);
    EXPECT_EQ(parse_duration("7 days"), 168h);
    EXPECT_EQ(parse_duration("1 h 30 min"), 90min);
    EXPECT_EQ(parse_duration("500 ms"), 500ms);
    EXPECT_EQ(parse_duration("2 weeks"), 336h);
    EXPECT_EQ(parse_duration("0 s"), 0s);
    EXPECT_EQ(parse_duration("3650 days"), duration_max);
}

TEST(DurationText, is_nothing_else) {
    for (const char* text :
         {"", " ", "10", "min", "-1 h", "1.5 h", "4 hh", "10 minn", "1 h 30", "4 H", "3651 days",
          "99999999999999999999 s", "9223372036854775807 w"}) {
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
    }
}

TEST(DurationText, is_written_in_the_largest_unit_that_divides_it) {
    EXPECT_EQ(write_duration(10min), "10 min");
    EXPECT_EQ(write_duration(90min), "90 min");
    EXPECT_EQ(write_duration(4h), "4 h");
    EXPECT_EQ(write_duration(24h), "1 day");
    EXPECT_EQ(write_duration(168h), "7 days");
    EXPECT_EQ(write_duration(90s), "90 s");
    EXPECT_EQ(write_duration(100ms), "100 ms");
    EXPECT_EQ(write_duration(0s), "0 s");
}

} // namespace
} // namespace peerdesk::runtime
