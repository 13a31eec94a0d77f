// SPDX-License-Identifier: MIT
// The order in which locales are asked.
#include "bot/text/fallbacks.hpp"

#include <gmock/gmock.h>

namespace peerdesk::text {
namespace {

using testing::ElementsAre;

TEST(Fallbacks, chains_follow_the_table_with_truncations_and_end_in_english) {
    EXPECT_THAT(lookup_chain("en"), ElementsAre("en"));
    EXPECT_THAT(lookup_chain("en-GB"), ElementsAre("en-gb", "en"));
    EXPECT_THAT(lookup_chain("es_419"), ElementsAre("es-419", "es", "en"));
    EXPECT_THAT(lookup_chain("pt-br"), ElementsAre("pt-br", "pt", "en"));
    EXPECT_THAT(lookup_chain("pt"), ElementsAre("pt", "pt-br", "en"));
    EXPECT_THAT(lookup_chain("pt-pt"), ElementsAre("pt-pt", "pt", "pt-br", "en"));
    EXPECT_THAT(lookup_chain("gn"), ElementsAre("gn", "es", "en"));
    EXPECT_THAT(lookup_chain("qu"), ElementsAre("qu", "qug", "es", "en"));
    EXPECT_THAT(lookup_chain("zh-hk"), ElementsAre("zh-hk", "zh", "zh-hant", "zh-hans", "en"));
    EXPECT_THAT(lookup_chain("tt"), ElementsAre("tt", "tt-cyrl", "ru", "en"));
    EXPECT_THAT(lookup_chain(""), ElementsAre("en"));
    EXPECT_THAT(lookup_chain("-"), ElementsAre("-", "en"));
}

TEST(Fallbacks, unknown_codes_have_none) {
    EXPECT_TRUE(fallbacks("xx").empty());
    EXPECT_TRUE(fallbacks("zzzz").empty());
    EXPECT_EQ(fallbacks("zh-mo").size(), 3U);
}

} // namespace
} // namespace peerdesk::text
