// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/room_map.hpp"

#include <gtest/gtest.h>

namespace peerdesk::telegram {
namespace {

TEST(RoomMap, a_public_name_counts_in_any_case) {
    EXPECT_EQ(folded_room("@Desk_Staff"), "@desk_staff");
    EXPECT_EQ(folded_room("-1001234"), "-1001234");
}

TEST(RoomMap, a_room_moves_to_another_chat_under_its_name) {
    RoomMap rooms;
    rooms.set("-4001", -4001);
    rooms.set("-4001", -100777);
    EXPECT_EQ(rooms.room_of(-100777), "-4001");
    EXPECT_EQ(rooms.room_of(-4001), "");
    EXPECT_EQ(rooms.chat_of("-4001"), -100777);
    EXPECT_FALSE(rooms.chat_of("-100777"));
}

TEST(RoomMap, a_chat_that_two_names_mean_belongs_to_the_last) {
    RoomMap rooms;
    rooms.set("-1001", -1001);
    rooms.set("@staff", -1001);
    EXPECT_EQ(rooms.room_of(-1001), "@staff");
    rooms.set("-1001", -1002);
    EXPECT_EQ(rooms.room_of(-1001), "@staff");
}

} // namespace
} // namespace peerdesk::telegram
