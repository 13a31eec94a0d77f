// SPDX-License-Identifier: MIT
// The two forms of the tree's file hold the same, and every mistake in them is told at its place.
#include "bot/skills/tree_file.hpp"

#include "tests/bot/skills/sample_tree.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::skills {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

struct TreeFile : WithTree {};

TEST_F(TreeFile, is_equal_after_a_way_through_the_other_form) {
    const std::string json = to_json(written_tree(house.database));
    const std::string csv = to_csv(written_tree(house.database));
    load(csv);
    EXPECT_EQ(to_json(written_tree(house.database)), json);
    load(json);
    EXPECT_EQ(to_csv(written_tree(house.database)), csv);
    EXPECT_THAT(json, HasSubstr("poner, o subir, imágenes"));
    EXPECT_THAT(csv, HasSubstr("\"poner, o subir, imágenes\""));
}

TEST_F(TreeFile, keeps_every_field) {
    load(R"({"format":"peerdesk-skills","version":1,"skills":[
        {"id":"Q2013","category":"data","teachable":false,"names":{"en":"Wikidata"}},
        {"id":"sparql","parent":"Q2013","category":"data","names":{"en":"Say \"query\""},
         "aliases":{"en":["SPARQL"],"fr":["requêtes"]},"wikidata":"Q54871"}]})");
    const auto tree = skills.tree();
    ASSERT_EQ(tree.size(), 2U);
    EXPECT_FALSE(tree[0].is_teachable);
    EXPECT_EQ(tree[1].parent, tree[0].id);
    EXPECT_EQ(tree[1].wikidata, "Q54871");
    const std::string csv = to_csv(written_tree(house.database));
    EXPECT_THAT(csv,
                HasSubstr("sparql,Q2013,data,true,en,\"Say \"\"query\"\"\",SPARQL,Q54871\r\n"));
    EXPECT_THAT(csv, HasSubstr("sparql,Q2013,data,true,fr,,requêtes,Q54871\r\n"));
    const std::string json = to_json(written_tree(house.database));
    load(csv);
    EXPECT_EQ(to_json(written_tree(house.database)), json);
}

TEST_F(TreeFile, may_come_from_a_spreadsheet) {
    load("\xEF\xBB\xBFname,id,parent,category,teachable,locale,aliases,notes\n"
         "\"Tables, and lists\",t,,a,yes,en, x ; ;y ,\"never\nmind\"\n\n");
    EXPECT_THAT(read_tree("id,parent,category,teachable,locale,name,aliases\n").problems,
                IsEmpty());
    EXPECT_EQ(written_tree(house.database).front().aliases.at("en").size(), 2U);
}

struct Row {
    std::string text;
    int line;
    std::string id;
    std::string key;
};

std::string csv(std::string_view lines) {
    return fmt::format("id,parent,category,teachable,locale,name,aliases\n{}", lines);
}

std::string json(std::string_view skills) {
    return fmt::format(R"({{"format":"peerdesk-skills","version":1,"skills":[{}]}})", skills);
}

TEST(TreeMistakes, are_told_one_by_one) {
    const std::string long_name(61, 'x');
    const std::vector<Row> rows{
        {"", 0, "", "not-a-tree"},
        {"id,name\n", 0, "", "not-a-tree"},
        {"{\n\"format\": \n", 3, "", "not-json"},
        {R"({"format":"other"})", 0, "", "not-a-tree"},
        {R"({"format":"peerdesk-skills","version":2,"skills":[]})", 0, "", "not-a-tree"},
        {csv("a,,t,true,en,A,\na,,t,true,en,B,\n"), 3, "a", "locale-twice"},
        {csv("a,,t,true,en,\"A,\n"), 2, "", "bad-quote"},
        {csv("a,,t,true,en,\"A\"b,\n"), 2, "", "bad-quote"},
        {csv("a,b,t,true,en,A,\n"), 2, "a", "no-parent"},
        {csv("a,a,t,true,en,A,\n"), 2, "a", "ring"},
        {csv("a,,t,maybe,en,A,\n"), 2, "a", "bad-member"},
        {csv(",,t,true,en,A,\n"), 2, "", "bad-member"},
        {csv("a,,t,true,en,A,\na,,u,true,es,B,\n"), 3, "a", "bad-member"},
        {csv("a,,t,true,,A,\n"), 2, "a", "bad-member"},
        {csv("a b,,t,true,en,A,\n"), 2, "a b", "bad-id"},
        {csv("a,,two words,true,en,A,\n"), 2, "a", "bad-category"},
        {csv("a,,t,true,EN,A,\n"), 2, "a", "bad-locale"},
        {csv("a,,t,true,en,=A,\n"), 2, "a", "bad-name"},
        {csv("a,,t,true,en,!!,\n"), 2, "a", "bad-name"},
        {csv("a,,t,true,en,A\xFF,\n"), 2, "a", "bad-name"},
        {csv("a,,t,true,en,A\x01,\n"), 2, "a", "bad-name"},
        {csv("a,,t,true,en,A,\"b\nc\"\n"), 2, "a", "bad-name"},
        {json(R"({"id":"a","category":"t","names":{"en":"A "}})"), 0, "a", "bad-name"},
        {csv("a,,t,true,en," + long_name + ",\n"), 2, "a", "long-name"},
        {csv("a,,t,true,en,A," + long_name + "\n"), 2, "a", "long-name"},
        {csv("a,,t,true,en,,b\n"), 2, "a", "no-name"},
        {csv("a,,t,true,en,Same,\nb,,t,true,en,same,\n"), 3, "b", "name-twice"},
        {json(R"({"id":"a","category":"t","names":{"en":"A"}},
                 {"id":"a","category":"t","names":{"es":"B"}})"),
         0, "a", "id-twice"},
        {json(R"({"id":"a","category":"t","names":{"en":"A"},"wikidata":"42"})"), 0, "a",
         "bad-wikidata"},
        {json(R"({"id":"a","category":"t","names":{"en":1}})"), 0, "a", "bad-member"},
        {json(R"({"category":"t","names":{"en":"A"},"id":5})"), 0, "skills[0]", "bad-member"},
        {json(R"({"id":"a","category":"t","names":{"en":"A"},"aliases":{"en":"B"}})"), 0, "a",
         "bad-member"},
        {json("7"), 0, "skills[0]", "bad-member"},
    };
    for (const Row& row : rows) {
        const TreeReading reading = read_tree(row.text);
        EXPECT_THAT(reading.tree, IsEmpty()) << row.text;
        ASSERT_FALSE(reading.problems.empty()) << row.text;
        EXPECT_EQ(reading.problems[0].key, "peerdesk-skills-" + row.key) << row.text;
        EXPECT_EQ(reading.problems[0].line, row.line) << row.text;
        EXPECT_EQ(reading.problems[0].id, row.id) << row.text;
    }
}

TEST(TreeMistakes, of_depth_and_rings_name_each_skill_concerned) {
    const auto deep = read_tree(csv("a,,t,,en,A,\nb,a,t,,en,B,\nc,b,t,,en,C,\nd,c,t,,en,D,\n"));
    ASSERT_EQ(deep.problems.size(), 1U);
    EXPECT_EQ(deep.problems[0].key, "peerdesk-skills-too-deep");
    EXPECT_EQ(deep.problems[0].id, "d");
    const auto ring = read_tree(csv("a,b,t,,en,A,\nb,a,t,,en,B,\n"));
    EXPECT_EQ(ring.problems.size(), 2U);
}

TEST(TreeMistakes, are_all_found_in_one_reading_up_to_a_limit) {
    std::string lines;
    for (std::size_t i = 0; i <= tree_problems_max; ++i)
        lines += fmt::format("s{},nobody,t,,en,Name {},\n", i, i);
    EXPECT_EQ(read_tree(csv(lines)).problems.size(), tree_problems_max);
    EXPECT_EQ(read_tree(std::string(tree_bytes_max + 1, ' ')).problems[0].key,
              "peerdesk-skills-too-long");
}

TEST(TreeMistakes, of_number_are_told_at_the_edge) {
    std::string lines;
    for (std::size_t i = 0; i < tree_skills_max; ++i)
        lines += fmt::format("s{},,t,,en,Name {},\n", i, i);
    EXPECT_THAT(read_tree(csv(lines)).problems, IsEmpty());
    const auto more = read_tree(csv(lines + "one-more,,t,,en,One more,\n"));
    ASSERT_EQ(more.problems.size(), 1U);
    EXPECT_EQ(more.problems[0].key, "peerdesk-skills-too-many");
}

TEST(TreeMistakes, have_words_in_every_locale) {
    const auto reading = read_tree(csv("a,b,t,true,en,A,\n"));
    for (const std::string& locale : support::texts()->catalogue->codes()) {
        const auto text = support::texts()->catalogue->render(
            locale, reading.problems[0].key, params_of(reading.problems[0], "skills.csv"));
        EXPECT_THAT(text, testing::StartsWith("skills.csv:2: a: ")) << locale;
    }
}

/// One byte changed, taken away or put in, of those that mean something in either form.
std::string spoilt(std::string text, std::mt19937& random) {
    constexpr std::string_view bytes = ",;\"\r\n{}[]:= aé\xFF\x01";
    const auto at = random() % text.size();
    const char byte = bytes[random() % bytes.size()];
    switch (random() % 3) {
    case 0:
        text[at] = byte;
        break;
    case 1:
        text.erase(at, 1 + random() % 9);
        break;
    default:
        text.insert(at, 1, byte);
    }
    return text;
}

TEST_F(TreeFile, however_spoilt_is_refused_or_comes_back_the_same) {
    std::mt19937 random{2026}; // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
    const std::string from_json = to_json(written_tree(house.database));
    int taken = 0;
    for (int i = 0; i < 2000; ++i) {
        std::string text = i % 2 == 0 ? std::string(sample_csv) : from_json;
        for (int slips = 1 + i % 3; slips > 0; --slips)
            text = spoilt(std::move(text), random);
        const TreeReading reading = read_tree(text);
        EXPECT_TRUE(reading.tree.empty() || reading.problems.empty());
        if (reading.tree.empty() || i % 10 > 1) continue;
        ++taken;
        load_tree(house.database, reading.tree, house.now);
        const std::string json = to_json(written_tree(house.database));
        load(to_csv(written_tree(house.database)));
        ASSERT_EQ(to_json(written_tree(house.database)), json) << text;
    }
    EXPECT_GT(taken, 20);
}

} // namespace
} // namespace peerdesk::skills
