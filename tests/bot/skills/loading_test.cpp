// SPDX-License-Identifier: MIT
#include "bot/skills/loading.hpp"

#include "bot/skills/recognise.hpp"
#include "tests/bot/skills/sample_tree.hpp"

namespace peerdesk::skills {
namespace {

struct Loading : WithTree {
    storage::SkillId filed(storage::SkillId own) { return skills.find(own)->filed_into; }
};

TEST_F(Loading, files_own_words_that_are_exactly_one_name) {
    const auto same = keep(context, "Woodcarving!");
    const auto near = keep(context, "Woodcarvings");
    const auto both = keep(context, "Carving");
    const auto heading = keep(context, "Crafts");
    load("id,parent,category,teachable,locale,name,aliases\n"
         "crafts,,a,false,en,Crafts,\n"
         "wood,crafts,a,true,en,Woodcarving,carving\n"
         "soap,crafts,a,true,en,Soap carving,carving\n");
    EXPECT_EQ(filed(same), id("wood"));
    EXPECT_FALSE(filed(near)) << "that is for a person to say";
    EXPECT_FALSE(filed(both)) << "two skills are called so";
    EXPECT_FALSE(filed(heading)) << "a heading says too little";
}

TEST_F(Loading, keeps_what_a_coordinator_filed_unless_the_tree_says_otherwise) {
    const auto own = keep(context, "Woodcarving");
    const auto cora = house.person("cora");
    skills.file(own, id("tables"), cora, house.now);
    load(sample_csv);
    EXPECT_EQ(filed(own), id("tables"));
    load(std::string(sample_csv) + "wood,,a,true,en,Woodcarving,\r\n");
    EXPECT_EQ(filed(own), id("wood"));
}

TEST_F(Loading, twice_is_as_once) {
    const auto before = to_json(written_tree(house.database));
    const auto upload = id("upload");
    load(sample_csv);
    EXPECT_EQ(to_json(written_tree(house.database)), before);
    EXPECT_EQ(id("upload"), upload);
}

} // namespace
} // namespace peerdesk::skills
