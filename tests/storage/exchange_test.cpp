// SPDX-License-Identifier: MIT
#include "tests/storage/mentoring_sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;

struct ExchangeTable : MentoringSample {};

TEST_F(ExchangeTable, saying_it_again_changes_the_level_and_adds_nothing) {
    EXPECT_TRUE(put(bo, Side::offer, upload));
    EXPECT_FALSE(put(bo, Side::offer, upload, {}, 4));
    const auto own = exchange.of(desk, bo, 10);
    ASSERT_THAT(own, SizeIs(1));
    EXPECT_EQ(own[0].level, 4);
    EXPECT_EQ(own[0].since, at(1));
}

TEST_F(ExchangeTable, an_offer_a_want_and_a_groups_offer_of_one_skill_are_three_lines) {
    const GroupId group = groups.add({.desk = desk, .name = "Chile", .folded = "chile"}, bo, at(0));
    groups.join(group, bo, at(0));
    EXPECT_TRUE(put(bo, Side::want, upload));
    EXPECT_TRUE(put(bo, Side::offer, upload));
    EXPECT_TRUE(put(bo, Side::offer, upload, group));
    EXPECT_EQ(exchange.count(desk, bo), 3);
    EXPECT_THAT(exchange.lines(desk, Side::offer, 10), SizeIs(2));
    EXPECT_THAT(exchange.lines(desk, Side::offer, 1), SizeIs(1));
    EXPECT_THAT(exchange.of(desk, bo, 10), ElementsAre(Field(&ExchangeLine::side, Side::offer),
                                                       Field(&ExchangeLine::group, group),
                                                       Field(&ExchangeLine::side, Side::want)));
}

TEST_F(ExchangeTable, what_ended_is_kept_but_no_longer_current_and_may_begin_again) {
    put(bo, Side::offer, upload);
    EXPECT_FALSE(exchange.end(desk, bo, Side::want, upload, {}, at(5)));
    EXPECT_TRUE(exchange.end(desk, bo, Side::offer, upload, {}, at(5)));
    EXPECT_FALSE(exchange.end(desk, bo, Side::offer, upload, {}, at(6)));
    EXPECT_THAT(exchange.of(desk, bo, 10), IsEmpty());
    EXPECT_TRUE(put(bo, Side::offer, upload));
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM exchange_lines"), 2);
}

TEST_F(ExchangeTable, anybody_of_a_group_may_end_its_line_but_nobody_anothers_own) {
    const GroupId group = groups.add({.desk = desk, .name = "Chile", .folded = "chile"}, bo, at(0));
    put(bo, Side::offer, upload, group);
    put(bo, Side::offer, bots);
    EXPECT_TRUE(exchange.end(desk, chi, Side::offer, upload, group, at(5)));
    EXPECT_FALSE(exchange.end(desk, chi, Side::offer, bots, {}, at(5)));
    EXPECT_EQ(exchange.count(desk, bo), 1);
}

TEST_F(ExchangeTable, a_groups_line_is_of_whoever_stands_behind_it) {
    const GroupId group = groups.add({.desk = desk, .name = "Chile", .folded = "chile"}, bo, at(0));
    groups.join(group, bo, at(0));
    groups.join(group, chi, at(0));
    put(bo, Side::offer, upload, group);
    EXPECT_THAT(exchange.of(desk, chi, 10), SizeIs(1));
    groups.leave(group, bo);
    EXPECT_THAT(exchange.of(desk, bo, 10), IsEmpty());
    tables.people.erase(bo, at(9)); // whoever typed it goes, the offer stays
    EXPECT_THAT(exchange.of(desk, chi, 10), SizeIs(1));
}

TEST_F(ExchangeTable, words_that_were_filed_count_as_the_skill_they_were_filed_into) {
    put(bo, Side::offer, bots, {}, 4);
    auto filed = database.prepare("UPDATE skills SET filed_into = ? WHERE id = ?");
    filed.bind(upload).bind(bots).run();
    EXPECT_FALSE(put(bo, Side::offer, upload)); // the same line, and the level stays
    EXPECT_EQ(exchange.of(desk, bo, 10)[0].level, 4);
    EXPECT_TRUE(exchange.end(desk, bo, Side::offer, upload, {}, at(5)));
    EXPECT_EQ(exchange.count(desk, bo), 0);
}

TEST_F(ExchangeTable, own_words_nobody_else_used_go_with_the_person) {
    const SkillId own = Interactions(database).skill_named("Ana's knitting", "ana's knitting");
    put(ana, Side::offer, own);
    put(ana, Side::offer, upload);
    Interactions(database).add({.happened = at(1),
                                .recorded = at(1),
                                .week = "2026-W39",
                                .kind = "offered",
                                .actor = bo,
                                .skill = upload,
                                .desk = desk});
    tables.people.erase(ana, at(9));
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM skills WHERE name LIKE '%knitting%'"
                         " OR folded LIKE '%knitting%'"),
              0);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM skills WHERE name = 'Photo upload'"), 1);
}

TEST_F(ExchangeTable, a_profile_comes_back_and_is_modest_by_default) {
    EXPECT_EQ(exchange.profile(bo).capacity, 2);
    const ExchangeProfile said{.person = bo,
                               .capacity = 0,
                               .region = "Andes",
                               .region_folded = "andes",
                               .language_levels = "es:5",
                               .invited = at(3)};
    exchange.put_profile(said);
    EXPECT_EQ(exchange.profile(bo), said);
}

TEST_F(ExchangeTable, whoever_leaves_offers_nothing_anywhere) {
    put(bo, Side::offer, upload);
    put(bo, Side::want, bots);
    put(chi, Side::offer, upload);
    exchange.end_all(bo, at(9));
    EXPECT_EQ(exchange.count(desk, bo), 0);
    EXPECT_EQ(exchange.count(desk, chi), 1);
}

TEST_F(ExchangeTable, of_two_people_who_are_one_the_lines_are_joined) {
    put(bo, Side::offer, upload, {}, 2);
    put(chi, Side::offer, upload, {}, 5);
    put(chi, Side::want, bots);
    exchange.put_profile({.person = chi, .capacity = 7});
    tables.people.merge(chi, bo);
    EXPECT_EQ(exchange.count(desk, bo), 2);
    EXPECT_EQ(exchange.count(desk, chi), 0);
    EXPECT_EQ(exchange.of(desk, bo, 10)[0].level, 2); // what bo said himself stays
    EXPECT_EQ(exchange.profile(bo).capacity, 7);
}

} // namespace
} // namespace peerdesk::storage
