// SPDX-License-Identifier: MIT
#include "storage/interactions.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

using namespace std::chrono_literals;

struct InteractionTable : Sample {
    Interactions interactions{database};
    void answered(int minutes, std::optional<std::int64_t> waited_ms) {
        interactions.add({.happened = at(minutes),
                          .recorded = at(minutes),
                          .week = "2026-W39",
                          .kind = "answered",
                          .actor = bo,
                          .desk = desk,
                          .waited_ms = waited_ms});
    }
};

TEST_F(InteractionTable, a_skill_is_one_whatever_its_spelling) {
    const SkillId first = interactions.skill_named("Photo upload", "photo upload");
    EXPECT_EQ(interactions.skill_named("PHOTO UPLOAD", "photo upload"), first);
    EXPECT_NE(interactions.skill_named("Tables", "tables"), first);
}

TEST_F(InteractionTable, knows_who_did_what) {
    const SkillId skill = interactions.skill_named("Tables", "tables");
    interactions.add({.happened = at(1),
                      .recorded = at(1),
                      .week = "2026-W39",
                      .kind = "learned",
                      .actor = ana,
                      .skill = skill,
                      .desk = desk});
    EXPECT_TRUE(interactions.has("learned", ana, skill));
    EXPECT_TRUE(interactions.has("learned", ana, {}));
    EXPECT_FALSE(interactions.has("learned", ana, SkillId{99}));
    EXPECT_FALSE(interactions.has("learned", bo, skill));
    EXPECT_FALSE(interactions.has("thanked", ana, {}));
    EXPECT_EQ(interactions.count("learned", ana), 1);
}

TEST_F(InteractionTable, waits_are_those_of_first_answers_newest_first) {
    answered(10, 5 * 60'000);
    answered(20, std::nullopt);
    answered(30, 60'000);
    const auto waits = interactions.waits(desk, at(10), 10);
    ASSERT_EQ(waits.size(), 2U);
    EXPECT_EQ(waits[0].asked, at(29));
    EXPECT_EQ(waits[0].waited, 1min);
    EXPECT_EQ(waits[1].asked, at(5));
    EXPECT_EQ(interactions.waits(desk, at(11), 10).size(), 1U);
    EXPECT_EQ(interactions.waits(desk, at(0), 1).size(), 1U);
}

TEST_F(InteractionTable, answers_count_from_a_time_on_and_up_to_the_limit) {
    for (int i = 0; i < Interactions::answers_count_max + 5; ++i)
        answered(i, std::nullopt);
    EXPECT_EQ(interactions.answers_since(desk, bo, at(200)), 5);
    EXPECT_EQ(interactions.answers_since(desk, bo, at(0)), Interactions::answers_count_max);
    EXPECT_EQ(interactions.answers_since(desk, ana, at(0)), 0);
}

} // namespace
} // namespace peerdesk::storage
