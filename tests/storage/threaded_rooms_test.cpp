// SPDX-License-Identifier: MIT
#include "storage/threaded_rooms.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct ThreadedRoomTable : Sample {
    ThreadedRooms rooms{database};
};

TEST_F(ThreadedRoomTable, a_room_has_none_until_told_and_says_when_that_changes) {
    EXPECT_FALSE(rooms.has(room("#staff")));
    EXPECT_TRUE(rooms.set(room("#staff"), true));
    EXPECT_FALSE(rooms.set(room("#staff"), true));
    EXPECT_TRUE(rooms.has(room("#staff")));
    EXPECT_FALSE(rooms.has(room("#desk")));
    EXPECT_FALSE(rooms.has({"oftc", false, "#staff"}));
    EXPECT_TRUE(rooms.set(room("#staff"), false));
    EXPECT_FALSE(rooms.set(room("#staff"), false));
    EXPECT_FALSE(rooms.has(room("#staff")));
}

} // namespace
} // namespace peerdesk::storage
