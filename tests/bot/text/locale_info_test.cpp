// SPDX-License-Identifier: MIT
// Languages by the names people give them.
#include "bot/text/locale_info.hpp"

#include <gtest/gtest.h>

#include "tests/bot/text/sample_catalogue.hpp"

namespace peerdesk::text {
namespace {

const Languages& languages() {
    static const Languages shipped(*sample_catalogue(
        {{"en", {}}, {"es", {}}, {"fr", {}}, {"ar", {}}, {"ru", {}}, {"pt-br", {}}, {"hi", {}}}));
    return shipped;
}

struct NameCase {
    std::string typed;
    std::string expected; ///< empty: no shipped locale
};

TEST(Languages, are_found_by_tag_own_name_and_other_names) {
    const std::vector<NameCase> cases{
        {"es", "es"},
        {" ES ", "es"},
        {"es-MX", "es"},
        {"es_419", "es"},
        {"spa", "es"},
        {"Español", "es"},
        {"espanol", "es"},
        {"spanish", "es"},
        {"SPANISH!", "es"},
        {"inglés", "en"},
        {"anglais", "en"},
        {"испанский", "es"},
        {"pt-BR", "pt-br"},
        {"pt", "pt-br"},
        {"pt-pt", "pt-br"},
        {"português", "pt-br"},
        {"Portuguese", "pt-br"},
        {"Brazilian Portuguese", "pt-br"},
        {"português (Brasil)", "pt-br"},
        {"العربية", "ar"},
        {"русский", "ru"},
        {"हिन्दी", "hi"},
        {"Hindi", "hi"},
        {"français", "fr"},
        {"deutsch", ""},
        {"gn", ""},
        {"", ""},
        {"how do I add a photo", ""},
        {"../../etc/passwd", ""},
        {std::string(5000, 'e'), ""},
    };
    for (const NameCase& row : cases) {
        EXPECT_EQ(languages().find(row.typed).value_or(""), row.expected) << row.typed;
    }
}

TEST(Languages, a_networks_hint_takes_the_nearest_but_not_english_for_want_of_better) {
    EXPECT_EQ(languages().closest("gn"), "es");
    EXPECT_EQ(languages().closest("pt-PT"), "pt-br");
    EXPECT_EQ(languages().closest("en-GB"), "en");
    EXPECT_EQ(languages().closest("ja"), std::nullopt);
    EXPECT_EQ(languages().closest(""), std::nullopt);
    EXPECT_EQ(languages().closest("\xff"), std::nullopt);
}

TEST(Languages, have_names_in_every_locale) {
    EXPECT_EQ(display_name("ru", "es"), "ruso");
    EXPECT_EQ(display_name("pt-br", "en"), "Brazilian Portuguese");
    EXPECT_EQ(own_name("es"), "español");
    EXPECT_EQ(own_name("ar"), "العربية");
    EXPECT_EQ(display_name("qzz", "en"), "qzz");
}

TEST(Languages, directions_are_known_for_any_code) {
    EXPECT_TRUE(is_right_to_left("ar"));
    EXPECT_TRUE(is_right_to_left("fa-IR"));
    EXPECT_FALSE(is_right_to_left("pt-br"));
    EXPECT_FALSE(is_right_to_left("nonsense code"));
}

} // namespace
} // namespace peerdesk::text
