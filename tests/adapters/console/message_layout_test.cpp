// SPDX-License-Identifier: MIT
#include "adapters/console/message_layout.hpp"

#include <gtest/gtest.h>

namespace peerdesk::console {
namespace {

TEST(MessageLayout, puts_further_lines_below_the_first) {
    EXPECT_EQ(lay_out("peerdesk to ana:", "one\ntwo", false), "peerdesk to ana: one\n  two\n\n");
}

TEST(MessageLayout, colours_the_label_alone) {
    EXPECT_EQ(lay_out("x:", "y", true), "\x1b[1;36mx:\x1b[0m y\n\n");
}

TEST(MessageLayout, lets_no_escape_through_to_the_terminal) {
    EXPECT_EQ(lay_out("x:", "a\x1b[2Jb\rc", false), "x: a[2Jbc\n\n");
}

} // namespace
} // namespace peerdesk::console
