// SPDX-License-Identifier: MIT
#include "bot/skills/recognise.hpp"

#include "tests/bot/skills/sample_tree.hpp"

#include <gmock/gmock.h>

namespace peerdesk::skills {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct Recognise : WithTree {
    Recognised found(std::string_view words, std::string_view locale = "en") {
        return recognise(context, words, locale);
    }
    storage::SkillId clear(std::string_view words, std::string_view locale = "en") {
        const Recognised result = found(words, locale);
        return result.clarity == Clarity::clear ? result.skill : storage::SkillId{};
    }
};

TEST_F(Recognise, takes_names_and_aliases_of_any_locale) {
    for (const auto* words :
         {"Photo upload", "PHOTO  UPLOAD!", "photo-upload", "subir fotos", "Súbir Fotos",
          "foto upload", "upload foto", "poner o subir imagenes"})
        EXPECT_EQ(clear(words), id("upload")) << words;
}

TEST_F(Recognise, takes_slips_and_other_endings_where_one_skill_is_near) {
    EXPECT_EQ(clear("photo uplaod"), id("upload"));
    EXPECT_EQ(clear("making table"), id("tables"));
    EXPECT_EQ(clear("photografy"), id("photo"));
}

TEST_F(Recognise, asks_where_several_are_called_so) {
    const Recognised result = found("translation");
    EXPECT_EQ(result.clarity, Clarity::unsure);
    EXPECT_THAT(result.near, UnorderedElementsAre(id("translate"), id("interface")));
}

TEST_F(Recognise, asks_where_part_of_a_name_fits) {
    const Recognised result = found("photo");
    EXPECT_EQ(result.clarity, Clarity::unsure);
    EXPECT_THAT(result.near, testing::Contains(id("upload")));
}

TEST_F(Recognise, takes_a_heading_for_what_lies_below_it) {
    const Recognised result = found("images");
    EXPECT_EQ(result.clarity, Clarity::unsure);
    EXPECT_THAT(result.near, ElementsAre(id("photo"), id("upload")));
}

TEST_F(Recognise, leaves_other_words_alone) {
    for (const auto* words : {"knitting", "", "!", "cooking for ten people"}) {
        EXPECT_EQ(found(words).clarity, Clarity::new_words) << words;
        EXPECT_THAT(found(words).near, IsEmpty()) << words;
    }
    EXPECT_EQ(found(std::string(10'000, 'x')).clarity, Clarity::new_words);
}

TEST_F(Recognise, knows_filed_words) {
    const auto own = keep(context, "Pics to the wiki");
    EXPECT_EQ(found("pics to the wiki").clarity, Clarity::new_words);
    skills.file(own, id("upload"), house.person("cora"), house.now);
    EXPECT_EQ(clear("PICS to the wiki"), id("upload"));
    EXPECT_EQ(keep(context, "pics to the wiki"), id("upload"));
}

TEST_F(Recognise, prefers_the_persons_own_language) {
    load("id,parent,category,teachable,locale,name,aliases\n"
         "gift,,a,true,en,gift,\n"
         "poison,,a,true,de,gift,\n");
    EXPECT_EQ(clear("Gift", "de"), id("poison"));
    EXPECT_EQ(clear("Gift", "de-at"), id("poison"));
    EXPECT_EQ(clear("Gift", "en"), id("gift"));
    EXPECT_EQ(found("Gift", "fr").clarity, Clarity::unsure);
}

TEST_F(Recognise, forgets_what_is_retired) {
    load("id,parent,category,teachable,locale,name,aliases\ntables,,a,true,en,Tables,\n");
    EXPECT_EQ(found("photo upload").clarity, Clarity::new_words);
}

TEST_F(Recognise, keeps_new_words_once) {
    EXPECT_EQ(keep(context, "Knitting"), keep(context, "KNITTING"));
    EXPECT_NE(keep(context, "Knitting"), keep(context, "Knitting socks"));
}

TEST(ShortWords, are_a_line_of_at_most_sixty_letters) {
    EXPECT_TRUE(is_short(std::string(60, 'x')));
    EXPECT_FALSE(is_short(std::string(61, 'x')));
    std::string hindi;
    for (int i = 0; i < 60; ++i)
        hindi += "क";
    EXPECT_TRUE(is_short(hindi));
    EXPECT_FALSE(is_short("two\nlines"));
}

} // namespace
} // namespace peerdesk::skills
