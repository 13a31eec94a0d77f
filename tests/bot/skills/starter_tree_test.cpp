// SPDX-License-Identifier: MIT
// The tree that ships in deploy/: whole in every language, and it knows what people type.
#include "bot/skills/recognise.hpp"
#include "tests/bot/skills/sample_tree.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace peerdesk::skills {
namespace {

std::string shipped() {
    std::ifstream file(PEERDESK_SOURCE_DIR "/deploy/skills.json");
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(StarterTree, has_no_mistake_and_a_name_in_every_shipped_locale) {
    const auto reading = read_tree(shipped());
    ASSERT_TRUE(reading.problems.empty())
        << reading.problems[0].id << ' ' << reading.problems[0].key;
    EXPECT_GE(reading.tree.size(), 60U);
    for (const auto& skill : reading.tree) {
        for (const std::string& locale : support::texts()->catalogue->codes()) {
            const bool has_name = std::ranges::any_of(skill.names, [&](const auto& name) {
                return !name.is_alias && name.locale == locale;
            });
            EXPECT_TRUE(has_name) << skill.code << ' ' << locale;
        }
        EXPECT_TRUE(
            support::texts()->catalogue->has("en", "peerdesk-skill-category-" + skill.category))
            << skill.category;
    }
}

struct Typed {
    const char* locale;
    const char* words;
    const char* code;
};

TEST(StarterTree, knows_what_people_type) {
    support::House house;
    load_tree(house.database, read_tree(shipped()).tree, house.now);
    auto context = house.context();
    storage::Skills skills(house.database);
    for (const Typed& row : {Typed{"en", "photo upload", "photo-upload"},
                             {"en", "uploading a photo", "photo-upload"},
                             {"en", "how to add references", "citing"},
                             {"en", "wikidata query", "wikidata-queries"},
                             {"en", "screenreader", "screen-readers"},
                             {"en", "grant writting", "grants"},
                             {"en", "create article", "new-article"},
                             {"es", "subir foto", "photo-upload"},
                             {"es", "escribir un articulo nuevo", "new-article"},
                             {"es", "consulta de wikidata", "wikidata-queries"},
                             {"fr", "ajouter une photo", "photo-upload"},
                             {"fr", "traduction d'articles", "translation"},
                             {"ar", "رفع صوره", "photo-upload"},
                             {"ar", "إضافة المراجع", "citing"},
                             {"ru", "загрузка фотографии", "photo-upload"},
                             {"ru", "оформление сноски", "citing"},
                             {"pt-br", "subir foto", "photo-upload"},
                             {"pt-br", "edicao no celular", "mobile-editing"},
                             {"hi", "फोटो अपलोड", "photo-upload"},
                             {"hi", "संदर्भ जोड़ना", "citing"}}) {
        const auto found = recognise(context, row.words, row.locale);
        const auto wanted = skills.with_code(row.code);
        const bool is_met =
            found.skill == wanted || (!found.near.empty() && found.near.front() == wanted);
        EXPECT_TRUE(is_met) << row.words << ": "
                            << (found.skill ? skills.find(found.skill)->code : "not clear");
    }
}

TEST(StarterTree, every_name_leads_to_its_skill_or_what_lies_below_it) {
    support::House house;
    const auto tree = read_tree(shipped()).tree;
    load_tree(house.database, tree, house.now);
    auto context = house.context();
    storage::Skills skills(house.database);
    for (const auto& skill : tree) {
        for (const auto& name : skill.names) {
            if (name.is_alias) continue;
            const auto found = recognise(context, name.name, name.locale);
            const auto clarity = skill.is_teachable ? Clarity::clear : Clarity::unsure;
            EXPECT_EQ(found.clarity, clarity) << name.name;
            if (skill.is_teachable)
                EXPECT_EQ(skills.find(found.skill)->code, skill.code) << name.name;
        }
    }
}

} // namespace
} // namespace peerdesk::skills
