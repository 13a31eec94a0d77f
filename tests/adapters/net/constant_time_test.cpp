// SPDX-License-Identifier: MIT
#include "adapters/net/constant_time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::net {
namespace {

TEST(ConstantTime, only_the_same_text_is_equal) {
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_TRUE(equal_in_constant_time("secret", "secret"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secreT"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secre"));
    EXPECT_FALSE(equal_in_constant_time("secret", "secrets"));
    EXPECT_FALSE(equal_in_constant_time("secret", ""));
    EXPECT_FALSE(equal_in_constant_time(std::string{"a\0b", 3}, std::string{"a\0c", 3}));
    EXPECT_TRUE(equal_in_constant_time(std::string(256, 'x'), std::string(256, 'x')));
}

} // namespace
} // namespace peerdesk::net
