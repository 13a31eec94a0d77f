// SPDX-License-Identifier: MIT
// People on networks whose accounts are whole ids, such as "@bo:example.org".
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::commands {
namespace {

using support::heard;
using support::House;
using support::words;

struct WholeIds : testing::Test {
    WholeIds() : house(settings()) {}

    static desk::Settings settings() {
        desk::DeskSettings desk = support::help_desk();
        desk.coordinators = {{support::irc, "@cora:example.org"}};
        return support::with_desk(desk);
    }
    std::vector<support::Said> cora(std::string_view text) {
        auto message = House::message("cora", "#staff", text);
        message.author.id = "a:@cora:example.org";
        return house.hear(message);
    }

    House house;
};

TEST_F(WholeIds, a_role_is_given_to_the_whole_id) {
    cora("!responder add @bo:example.org");
    const auto identity =
        house.state.services.tables.people.find_identity(support::irc, "a:@bo:example.org");
    ASSERT_TRUE(identity);
    EXPECT_EQ(identity->name, "bo") << "until they write and have a name of their own";
    EXPECT_TRUE(house.state.services.tables.roles.has(house.desk().id, identity->person,
                                                      storage::Role::responder));
    cora("!responder remove @bo:example.org");
    EXPECT_FALSE(house.state.services.tables.roles.has(house.desk().id, identity->person,
                                                       storage::Role::responder));
}

TEST_F(WholeIds, a_bare_name_is_nobodys_and_the_form_is_shown) {
    EXPECT_TRUE(heard(cora("!responder add @Zoe"), "#staff", words("peerdesk-role-needs-id")));
    EXPECT_FALSE(house.state.services.tables.people.find_identity(support::irc, "a:zoe"));
}

TEST_F(WholeIds, a_network_may_still_stand_before_a_name) {
    cora("!responder add @irc:@zoe:example.org");
    EXPECT_TRUE(
        house.state.services.tables.people.find_identity(support::irc, "a:@zoe:example.org"));
}

} // namespace
} // namespace peerdesk::commands
