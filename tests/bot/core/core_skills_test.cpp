// SPDX-License-Identifier: MIT
// The tree of skills comes with a start or a reload, whole or not at all.
#include "bot/skills/tree_file.hpp"
#include "storage/errors.hpp"
#include "tests/bot/core/desk_of_two.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace peerdesk::runtime {
namespace {

std::vector<storage::TreeSkill> tree_of(const std::string& id) {
    return skills::read_tree("id,parent,category,teachable,locale,name,aliases\n" + id +
                             ",,technical,true,en,Lua modules,\n")
        .tree;
}

struct SkillsOfCore : testing::Test {
    DeskOfTwo desk;
    storage::Skills skills{desk.database};

    void reload() { desk.core().reload(support::two_desks(), support::texts(), desk.now); }
};

TEST_F(SkillsOfCore, come_with_a_reload_and_stay_without_a_new_tree) {
    desk.core().take_skills(tree_of("lua"));
    EXPECT_FALSE(skills.with_code("lua")) << "not before";
    reload();
    EXPECT_TRUE(skills.with_code("lua"));
    desk.core().take_skills({});
    reload();
    EXPECT_TRUE(skills.with_code("lua"));
    desk.stop();
    desk.begin();
    EXPECT_TRUE(skills.with_code("lua"));
}

TEST_F(SkillsOfCore, are_not_half_replaced_when_a_commit_fails) {
    desk.core().take_skills(tree_of("lua"));
    reload();
    desk.core().take_skills(tree_of("modules"));
    desk.database.before_commit([] { throw std::runtime_error("power cut"); });
    EXPECT_THROW(reload(), std::runtime_error);
    desk.database.before_commit({});
    EXPECT_TRUE(skills.with_code("lua"));
    EXPECT_FALSE(skills.with_code("modules"));
}

} // namespace
} // namespace peerdesk::runtime
