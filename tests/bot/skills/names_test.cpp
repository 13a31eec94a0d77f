// SPDX-License-Identifier: MIT
#include "bot/skills/names.hpp"

#include "bot/skills/recognise.hpp"
#include "tests/bot/skills/sample_tree.hpp"

namespace peerdesk::skills {
namespace {

struct Names : WithTree {};

TEST_F(Names, are_in_the_readers_language_or_the_nearest) {
    EXPECT_EQ(name_of(context, id("upload"), "es"), "Subir fotos");
    EXPECT_EQ(name_of(context, id("upload"), "es-mx"), "Subir fotos");
    EXPECT_EQ(name_of(context, id("upload"), "gn"), "Subir fotos"); // Guaraní falls back to Spanish
    EXPECT_EQ(name_of(context, id("upload"), "ru"), "Photo upload");
    load("id,parent,category,teachable,locale,name,aliases\nx,,a,true,de,Häkeln,\n");
    EXPECT_EQ(name_of(context, id("x"), "fr"), "Häkeln") << "the only one there is";
}

TEST_F(Names, of_own_words_are_those_until_they_are_filed) {
    const auto own = keep(context, "Pics to the wiki");
    EXPECT_EQ(name_of(context, own, "es"), "Pics to the wiki");
    EXPECT_EQ(resolved(context, own), own);
    skills.file(own, id("upload"), {}, house.now);
    EXPECT_EQ(name_of(context, own, "es"), "Subir fotos");
    EXPECT_EQ(resolved(context, own), id("upload"));
    EXPECT_EQ(name_of(context, storage::SkillId{999}, "es"), "");
}

TEST_F(Names, of_what_is_retired_stay) {
    const auto upload = id("upload");
    load("id,parent,category,teachable,locale,name,aliases\ntables,,a,true,en,Tables,\n");
    EXPECT_EQ(name_of(context, upload, "es"), "Subir fotos");
}

TEST_F(Names, tell_kin_by_the_tree) {
    const auto own = keep(context, "Pics to the wiki");
    skills.file(own, id("upload"), {}, house.now);
    EXPECT_EQ(kinship(context, own, id("upload")), Kinship::same);
    EXPECT_EQ(kinship(context, id("upload"), id("photo")), Kinship::sibling);
    EXPECT_EQ(kinship(context, id("media"), id("photo")), Kinship::sibling);
    EXPECT_EQ(kinship(context, id("zoom"), id("photo")), Kinship::sibling);
    EXPECT_EQ(kinship(context, id("zoom"), id("upload")), Kinship::same_root);
    EXPECT_EQ(kinship(context, id("zoom"), id("media")), Kinship::same_root);
    EXPECT_EQ(kinship(context, id("tables"), id("translate")), Kinship::none) << "both at the top";
    EXPECT_EQ(kinship(context, keep(context, "a"), keep(context, "b")), Kinship::none);
}

} // namespace
} // namespace peerdesk::skills
