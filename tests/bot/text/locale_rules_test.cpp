// SPDX-License-Identifier: MIT
// What is taken from ICU, and for locales ICU does not have.
#include "bot/text/locale_rules.hpp"

#include <thread>

#include <gmock/gmock.h>

namespace peerdesk::text {
namespace {

using testing::ElementsAre;
using enum PluralClass;

TEST(LocaleRules, plural_classes_are_the_locales_own) {
    EXPECT_THAT(LocaleRules("en").plural_classes(), ElementsAre(one, other));
    EXPECT_THAT(LocaleRules("ar").plural_classes(), ElementsAre(zero, one, two, few, many, other));
    EXPECT_THAT(LocaleRules("ru").plural_classes(), ElementsAre(one, few, many, other));
    EXPECT_THAT(LocaleRules("zh-hans").plural_classes(), ElementsAre(other));
}

TEST(LocaleRules, a_language_icu_lacks_takes_its_fallbacks_rules) {
    EXPECT_THAT(LocaleRules("tt-cyrl").plural_classes(), ElementsAre(other)) << "ICU has tt";
    EXPECT_THAT(LocaleRules("arz").plural_classes().size(), 6U) << "Egyptian Arabic counts as ar";
    EXPECT_THAT(LocaleRules("gn").plural_classes(), ElementsAre(one, many, other)) << "as es";
    EXPECT_THAT(LocaleRules("xx").plural_classes(), ElementsAre(one, other)) << "as en";
}

TEST(LocaleRules, table_and_icu_agree_at_the_tables_edge) {
    const LocaleRules russian("ru");
    for (std::int64_t count = -300; count <= 300; ++count) {
        EXPECT_EQ(russian.plural_index(count), russian.plural_index(static_cast<double>(count)))
            << count;
    }
}

TEST(LocaleRules, samples_belong_to_their_class) {
    const LocaleRules arabic("ar");
    for (std::size_t i = 0; i < arabic.plural_classes().size(); ++i) {
        const auto samples = arabic.plural_samples(arabic.plural_classes()[i], 5);
        EXPECT_FALSE(samples.empty());
        for (const double sample : samples) {
            EXPECT_EQ(arabic.plural_index(sample), i) << sample;
        }
    }
}

TEST(LocaleRules, lists_are_joined_in_the_locales_way) {
    const LocaleRules english("en");
    EXPECT_EQ(english.join({}), "");
    EXPECT_EQ(english.join({"a"}), "a");
    EXPECT_EQ(english.join({"a", "b"}), "a and b");
    EXPECT_EQ(english.join({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(LocaleRules("es").join({"a", "b", "c"}), "a, b y c");
    EXPECT_EQ(LocaleRules("ru").join({"a", "b"}), "a и b");
}

TEST(LocaleRules, directions) {
    EXPECT_TRUE(LocaleRules("ar").is_right_to_left());
    EXPECT_TRUE(LocaleRules("ur").is_right_to_left());
    EXPECT_FALSE(LocaleRules("hi").is_right_to_left());
}

TEST(LocaleRules, may_be_read_from_several_threads) {
    const LocaleRules english("en");
    std::vector<std::string> days(4);
    {
        std::vector<std::jthread> threads;
        threads.reserve(days.size());
        for (std::string& day : days) {
            threads.emplace_back([&] {
                for (int i = 0; i < 100; ++i) {
                    day = english.format_civil(0, "yMMMEd");
                }
            });
        }
    }
    EXPECT_THAT(days, testing::Each("Thu, 1 Jan 1970"));
}

} // namespace
} // namespace peerdesk::text
