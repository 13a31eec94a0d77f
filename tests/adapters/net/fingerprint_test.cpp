// SPDX-License-Identifier: MIT
#include "adapters/net/fingerprint.hpp"

#include <gtest/gtest.h>

namespace peerdesk::net {
namespace {

TEST(Fingerprint, may_be_written_with_colons_blanks_and_capitals) {
    EXPECT_TRUE(is_same_fingerprint("4f23b1", "4F:23:B1"));
    EXPECT_TRUE(is_same_fingerprint("4f 23 b1", "4f23b1"));
}

TEST(Fingerprint, another_or_a_part_of_one_does_not_fit) {
    EXPECT_FALSE(is_same_fingerprint("4f23b1", "4f23b2"));
    EXPECT_FALSE(is_same_fingerprint("4f23b1", "4f23"));
}

TEST(Fingerprint, none_equals_nothing) {
    EXPECT_FALSE(is_same_fingerprint("", ""));
    EXPECT_FALSE(is_same_fingerprint(":", " "));
}

} // namespace
} // namespace peerdesk::net
