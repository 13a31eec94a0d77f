// SPDX-License-Identifier: MIT
// Words made comparable.
#include "bot/text/fold.hpp"

#include <array>

#include <gtest/gtest.h>

namespace peerdesk::text {
namespace {

struct FoldCase {
    std::string text;
    std::string expected;
};

TEST(Fold, drops_case_width_and_the_marks_people_leave_out) {
    const std::vector<FoldCase> cases{
        {"", ""},
        {"Claim", "claim"},
        {"ESPAÑOL", "espanol"},
        {"Straße", "strasse"},
        {"não", "nao"},
        {"n\u0061\u0303o", "nao"},
        {"ещё", "еще"},
        {"Йод", "йод"},
        {"شكرًا", "شكرا"},
        {"أهلاً", "اهلا"},
        {"مرحـــبا", "مرحبا"},
        {"ｏｋ", "ok"},
        {"हिन्दी", "हिन्दी"},
        {"\u200bhi", "hi"},
        {"a\xff", "a\ufffd"},
    };
    for (const FoldCase& row : cases) {
        EXPECT_EQ(fold(row.text), row.expected) << row.text;
    }
}

TEST(Fold, words_lose_punctuation_emoji_and_lengthening) {
    const std::vector<FoldCase> cases{
        {"  Hello,   there!! 👋", "hello there"},
        {"hiii", "hi"},
        {"too good", "too good"},
        {"D’accord…", "d'accord"},
        {"'quoted'", "quoted"},
        {"¡Hola!", "hola"},
        {"👍🏽", ""},
        {"?!", ""},
        {"谢谢", "谢 谢"},
        {"नमस्ते", "नमस्ते"},
        {"१२ 12", "१२ 12"},
        {"1000", "1000"},
    };
    for (const FoldCase& row : cases) {
        EXPECT_EQ(folded_words(row.text), row.expected) << row.text;
    }
}

struct DistanceCase {
    std::string left;
    std::string right;
    std::size_t distance_max;
    std::size_t expected;
};

TEST(Distance, counts_letters_added_dropped_changed_and_swapped) {
    const std::vector<DistanceCase> cases{
        {"claim", "claim", 2, 0}, {"claim", "clam", 2, 1},   {"claim", "calim", 2, 1},
        {"claim", "cliam", 2, 1}, {"claim", "claims", 2, 1}, {"claim", "close", 2, 3},
        {"", "ab", 2, 2},         {"", "abc", 2, 3},         {"жду", "жди", 1, 1},
        {"ab", "ba", 1, 1},       {"ca", "abc", 3, 3},       {"abcd", "badc", 2, 2},
    };
    for (const DistanceCase& row : cases) {
        EXPECT_EQ(distance(row.left, row.right, row.distance_max), row.expected)
            << row.left << ' ' << row.right;
        EXPECT_EQ(distance(row.right, row.left, row.distance_max), row.expected);
    }
}

TEST(Nearest, is_the_first_of_the_nearest) {
    constexpr std::array<std::string_view, 4> commands{"list", "claim", "close", "last"};
    EXPECT_EQ(nearest("clsoe", commands, 2), "close");
    EXPECT_EQ(nearest("lst", commands, 2), "list");
    EXPECT_EQ(nearest("photograph", commands, 2), std::nullopt);
    EXPECT_EQ(nearest("x", {}, 2), std::nullopt);
}

} // namespace
} // namespace peerdesk::text
