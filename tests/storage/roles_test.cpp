// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct RoleTable : Sample {};

TEST_F(RoleTable, a_desk_is_added_once) {
    EXPECT_EQ(tables.roles.desk_named("help"), desk);
    EXPECT_NE(tables.roles.desk_named("other"), desk);
    EXPECT_EQ(tables.roles.find_desk("help"), desk);
    EXPECT_FALSE(tables.roles.find_desk("missing"));
}

TEST_F(RoleTable, a_role_is_granted_and_revoked_once) {
    const auto grant = [&] {
        return tables.roles.grant(desk, bo, Role::responder, RoleSource::command, chi, at(0));
    };
    EXPECT_TRUE(grant());
    EXPECT_FALSE(grant());
    EXPECT_TRUE(tables.roles.has(desk, bo, Role::responder));
    EXPECT_FALSE(tables.roles.has(desk, bo, Role::coordinator));
    EXPECT_TRUE(tables.roles.revoke(desk, bo, Role::responder));
    EXPECT_FALSE(tables.roles.revoke(desk, bo, Role::responder));
}

TEST_F(RoleTable, holders_and_desks_come_in_order) {
    const DeskId other = tables.roles.desk_named("other");
    tables.roles.grant(other, chi, Role::responder, RoleSource::command, {}, at(0));
    tables.roles.grant(desk, chi, Role::responder, RoleSource::command, {}, at(0));
    tables.roles.grant(desk, bo, Role::responder, RoleSource::command, {}, at(0));
    const auto holders = tables.roles.holders(desk, Role::responder);
    ASSERT_EQ(holders.size(), 2U);
    EXPECT_EQ(holders[0].id, bo);
    EXPECT_EQ(holders[1].name, "chi");
    EXPECT_EQ(tables.roles.desks_of(chi, Role::responder), (std::vector{desk, other}));
    EXPECT_TRUE(tables.roles.desks_of(ana, Role::responder).empty());
}

TEST_F(RoleTable, only_what_the_configuration_gave_is_cleared_with_it) {
    tables.roles.grant(desk, bo, Role::responder, RoleSource::config, {}, at(0));
    tables.roles.grant(desk, chi, Role::responder, RoleSource::command, bo, at(0));
    tables.roles.clear_configured(desk);
    EXPECT_FALSE(tables.roles.has(desk, bo, Role::responder));
    EXPECT_TRUE(tables.roles.has(desk, chi, Role::responder));
}

} // namespace
} // namespace peerdesk::storage
