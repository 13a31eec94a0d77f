// SPDX-License-Identifier: MIT
#include "storage/unreachable.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct UnreachableTable : Sample {
    Unreachable unreachable{database};
};

TEST_F(UnreachableTable, each_change_is_told_once) {
    EXPECT_FALSE(unreachable.remove(direct("a:ana")));
    EXPECT_TRUE(unreachable.add(direct("a:ana"), at(1)));
    EXPECT_FALSE(unreachable.add(direct("a:ana"), at(2)));
    EXPECT_TRUE(unreachable.add(direct("a:bea"), at(2)));
    EXPECT_TRUE(unreachable.remove(direct("a:ana")));
    EXPECT_FALSE(unreachable.remove(direct("a:ana")));
    EXPECT_TRUE(unreachable.remove(direct("a:bea")));
}

} // namespace
} // namespace peerdesk::storage
