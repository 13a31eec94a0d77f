// SPDX-License-Identifier: MIT
#include "bot/runtime/log_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::runtime {
namespace {

using Fields = std::vector<chat::Log::Field>;

TEST(LogLine, is_one_line_of_names_and_values) {
    EXPECT_EQ(log_line("link_up", Fields{{"network", "libera"}, {"reason", "timed out"}}, {}),
              "event=link_up network=libera reason=\"timed out\"");
    EXPECT_EQ(log_line("x", Fields{{"a", ""}}, {}), "event=x a=\"\"");
}

TEST(LogLine, cannot_be_broken_by_what_a_network_says) {
    EXPECT_EQ(log_line("x", Fields{{"a", "1\nevent=forged \"b\" \x1b\\"}}, {}),
              "event=x a=\"1\\nevent=forged \\\"b\\\" \\x1b\\\\\"");
}

TEST(LogLine, hides_every_occurrence_of_a_secret) {
    const std::vector<std::string> secrets{"hunter2", "s3cret phrase"};
    const std::string line = log_line(
        "x", Fields{{"a", "PASS hunter2 hunter2"}, {"b", "it is s3cret phrase!"}}, secrets);
    EXPECT_EQ(line, "event=x a=\"PASS [hidden] [hidden]\" b=\"it is [hidden]!\"");
}

TEST(LogLine, hides_a_secret_before_it_cuts_a_long_value) {
    const std::string secret(40, 'k');
    const std::string value = std::string(value_length_max - 20, 'x') + secret;
    const std::string line = log_line("x", Fields{{"a", value}}, std::vector<std::string>{secret});
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("kkkk")));
    EXPECT_LE(line.size(), value_length_max + 20);
}

} // namespace
} // namespace peerdesk::runtime
