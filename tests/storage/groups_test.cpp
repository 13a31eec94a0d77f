// SPDX-License-Identifier: MIT
#include "tests/storage/mentoring_sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

struct GroupsTable : MentoringSample {};

TEST_F(GroupsTable, a_group_is_found_by_its_folded_name_at_its_desk_only) {
    const GroupId group = groups.add(
        {.desk = desk, .name = "Wikimedia Chile", .folded = "wikimedia chile"}, bo, at(0));
    EXPECT_EQ(groups.named(desk, "wikimedia chile")->id, group);
    EXPECT_FALSE(groups.named(tables.roles.desk_named("other"), "wikimedia chile"));
    EXPECT_EQ(groups.find(group)->name, "Wikimedia Chile");
    EXPECT_EQ(groups.count(desk), 1);
    EXPECT_THAT(groups.of_desk(desk, 10), SizeIs(1));
}

TEST_F(GroupsTable, people_join_once_and_leave) {
    const GroupId group = groups.add({.desk = desk, .name = "A", .folded = "a"}, bo, at(0));
    groups.join(group, chi, at(1));
    groups.join(group, bo, at(1));
    groups.join(group, bo, at(2));
    EXPECT_THAT(groups.members(group, 10), ElementsAre(bo, chi));
    EXPECT_TRUE(groups.leave(group, bo));
    EXPECT_FALSE(groups.leave(group, bo));
    EXPECT_FALSE(groups.has(group, bo));
    EXPECT_TRUE(groups.has(group, chi));
}

} // namespace
} // namespace peerdesk::storage
