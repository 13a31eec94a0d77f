// SPDX-License-Identifier: MIT
#include "bot/text/weekday_names.hpp"

#include <array>
#include <optional>

#include <gtest/gtest.h>

namespace peerdesk::text {
namespace {

std::optional<int> day_of(std::string_view name) {
    const std::array<std::string, 8> locales{"en", "es",    "fr", "ar",
                                             "ru", "pt-BR", "hi", "xx-none"};
    for (const auto& [known, day] : weekday_names(locales)) {
        if (known == name) return day;
    }
    return std::nullopt;
}

TEST(WeekdayNames, are_known_in_full_and_short_in_every_locale) {
    EXPECT_EQ(day_of("monday"), 0);
    EXPECT_EQ(day_of("lunes"), 0);
    EXPECT_EQ(day_of("vie"), 4);
    EXPECT_EQ(day_of("sabado"), 5);
    EXPECT_EQ(day_of("dimanche"), 6);
    EXPECT_EQ(day_of("понедельник"), 0);
    EXPECT_EQ(day_of("пт"), 4);
    EXPECT_EQ(day_of("السبت"), 5);
    EXPECT_EQ(day_of("सोमवार"), 0);
}

TEST(WeekdayNames, one_letter_and_a_name_with_a_hyphen_are_left_out) {
    EXPECT_FALSE(day_of("segunda-feira"));
    EXPECT_FALSE(day_of("d"));
}

TEST(WeekdayNames, longer_ones_come_first) {
    const std::array<std::string, 1> locales{"es"};
    const auto names = weekday_names(locales);
    for (std::size_t i = 1; i < names.size(); ++i)
        EXPECT_GE(names[i - 1].first.size(), names[i].first.size());
}

} // namespace
} // namespace peerdesk::text
