// SPDX-License-Identifier: MIT
#include "bot/skills/likeness.hpp"

#include <gtest/gtest.h>

namespace peerdesk::skills {
namespace {

/// As recognise.cpp takes them.
constexpr double clear_min = 0.85;
constexpr double near_min = 0.6;

struct Row {
    const char* typed;
    const char* name;
};

TEST(Likeness, of_the_same_name_in_other_spelling_is_clear) {
    for (const Row& row :
         {Row{"photo upload", "photo upload"}, Row{"upload photo", "photo upload"},
          Row{"photo uplaod", "photo upload"}, Row{"photos upload", "photo upload"},
          Row{"fotoupload", "foto upload"}, Row{"foto upload", "fotoupload"},
          Row{"загрузка фотографии", "загрузка фотографий"}, Row{"subir una foto", "subir foto"},
          Row{"wikdata", "wikidata"}})
        EXPECT_GE(likeness(row.typed, row.name), clear_min) << row.typed;
}

TEST(Likeness, of_a_part_or_more_than_the_name_is_worth_a_question) {
    for (const Row& row :
         {Row{"photo", "photo upload"}, Row{"uploading a picture or photo", "photo upload"},
          Row{"editing on my phone", "editing"}}) {
        EXPECT_GE(likeness(row.typed, row.name), near_min) << row.typed;
        EXPECT_LT(likeness(row.typed, row.name), clear_min) << row.typed;
    }
}

TEST(Likeness, of_other_words_is_small) {
    for (const Row& row : {Row{"cooking", "photo upload"}, Row{"lua", "lab"}, Row{"", "photo"},
                           Row{"writing", "editing"}, Row{"the edit of photos", "photo upload"},
                           Row{"taking pictures of birds", "photo upload"}, Row{"api", "app"}})
        EXPECT_LT(likeness(row.typed, row.name), near_min) << row.typed;
}

TEST(Likeness, is_the_same_in_both_directions) {
    EXPECT_DOUBLE_EQ(likeness("photo", "photo upload"), likeness("photo upload", "photo"));
}

} // namespace
} // namespace peerdesk::skills
