// SPDX-License-Identifier: MIT
// Which desk a room or a name belongs to.
#include "bot/conversation/desk_book.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::conversation {
namespace {

using support::room;

struct Book : testing::Test {
    static Desk desk(std::int64_t id, desk::DeskSettings settings) {
        return {storage::DeskId{id}, std::move(settings), {}};
    }
    DeskBook book{{desk(1, support::help_desk()), desk(2, support::garden_desk())}};
};

TEST_F(Book, each_room_has_its_desk_and_kind) {
    struct Case {
        const char* room;
        std::int64_t desk;
        RoomKind kind;
    };
    for (const Case& each :
         {Case{"#help", 1, RoomKind::public_room}, Case{"#staff", 1, RoomKind::staff},
          Case{"#lead", 1, RoomKind::coordinators}, Case{"#garden", 2, RoomKind::public_room},
          Case{"#shed", 2, RoomKind::staff}}) {
        const auto found = book.at(room(each.room));
        ASSERT_NE(found.desk, nullptr) << each.room;
        EXPECT_EQ(found.desk->id.value, each.desk) << each.room;
        EXPECT_EQ(found.room, each.kind) << each.room;
    }
}

TEST_F(Book, a_room_that_is_none_of_ours_has_no_desk) {
    EXPECT_EQ(book.at(room("#other")).desk, nullptr);
    EXPECT_EQ(book.at(room("#HELP")).desk, nullptr) << "adapters fold ids, the book does not";
    EXPECT_EQ(book.at(room("#help", "other-net")).desk, nullptr);
    EXPECT_EQ(book.at(support::direct("#help")).desk, nullptr) << "a person may be called so";
    EXPECT_EQ(DeskBook{}.at(room("#help")).desk, nullptr);
}

TEST_F(Book, a_room_that_is_both_is_a_staff_room) {
    auto settings = support::help_desk();
    settings.public_rooms.push_back(room("#staff"));
    const DeskBook careful{{desk(1, settings)}};
    EXPECT_EQ(careful.at(room("#staff")).room, RoomKind::staff);
}

TEST_F(Book, desks_are_found_by_id_and_by_name) {
    EXPECT_EQ(book.with_id(storage::DeskId{2})->settings.name, "garden");
    EXPECT_EQ(book.with_id(storage::DeskId{3}), nullptr);
    EXPECT_EQ(book.with_id({}), nullptr);
    for (const char* name : {"garden", "Garden", "GARDÉN"})
        EXPECT_EQ(book.named(name), &book.all()[1]) << name;
    EXPECT_EQ(book.named("gardens"), nullptr);
    EXPECT_EQ(book.named(""), nullptr);
}

} // namespace
} // namespace peerdesk::conversation
