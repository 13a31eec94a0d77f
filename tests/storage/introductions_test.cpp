// SPDX-License-Identifier: MIT
#include "tests/storage/mentoring_sample.hpp"

#include <array>

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct IntroductionsTable : MentoringSample {
    void answer(IntroductionId id, IntroductionSide side, IntroductionAnswer said) {
        introductions.set_answer(id, side, said, at(2));
    }
};

TEST_F(IntroductionsTable, every_step_is_kept) {
    const auto id = introduce(bo, ana);
    EXPECT_TRUE(introductions.find(id)->is_open());
    answer(id, IntroductionSide::mentor, IntroductionAnswer::asked);
    answer(id, IntroductionSide::mentor, IntroductionAnswer::yes);
    answer(id, IntroductionSide::mentee, IntroductionAnswer::asked);
    answer(id, IntroductionSide::mentee, IntroductionAnswer::yes);
    introductions.set_state(id, IntroductionState::agreed, at(3));
    introductions.set_state(id, IntroductionState::met, at(4));
    const auto found = introductions.find(id).value();
    EXPECT_EQ(found.mentor_answer, IntroductionAnswer::yes);
    EXPECT_EQ(found.mentee_answer, IntroductionAnswer::yes);
    EXPECT_EQ(found.agreed, at(3));
    EXPECT_EQ(found.met, at(4));
    introductions.set_state(id, IntroductionState::ended, at(5));
    EXPECT_FALSE(introductions.find(id)->is_open());
    EXPECT_EQ(introductions.find(id)->agreed, at(3));
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM introductions WHERE mentor_asked_ms IS NOT NULL"
                         " AND mentor_answered_ms IS NOT NULL AND mentee_asked_ms IS NOT NULL"
                         " AND mentee_answered_ms IS NOT NULL AND ended_ms IS NOT NULL"),
              1);
}

TEST_F(IntroductionsTable, each_side_is_told_apart) {
    const auto found = introductions.find(introduce(bo, ana)).value();
    EXPECT_EQ(found.side_of(bo), IntroductionSide::mentor);
    EXPECT_EQ(found.side_of(ana), IntroductionSide::mentee);
    EXPECT_FALSE(found.side_of(chi));
    EXPECT_EQ(found.person_of(IntroductionSide::mentee), ana);
}

TEST_F(IntroductionsTable, whatever_is_open_takes_up_room_but_not_for_peers) {
    const auto first = introduce(bo, ana);
    introduce(bo, chi);
    introduce(bo, ana, 1, IntroductionOrigin::coffee);
    introduce(ana, bo);
    EXPECT_EQ(introductions.mentees_of(bo), 2);
    introductions.set_state(first, IntroductionState::declined, at(2));
    EXPECT_EQ(introductions.mentees_of(bo), 1);
    EXPECT_THAT(introductions.open_of(bo, 10), SizeIs(3));
    EXPECT_THAT(introductions.open_of(bo, 1), SizeIs(1));
}

TEST_F(IntroductionsTable, replies_count_those_that_are_over_within_the_window) {
    EXPECT_FALSE(introductions.replies_of(bo, at(0)).was_ever_asked);
    answer(introduce(bo, ana, 1), IntroductionSide::mentor, IntroductionAnswer::yes);
    answer(introduce(bo, ana, 20), IntroductionSide::mentor, IntroductionAnswer::yes);
    answer(introduce(bo, ana, 21), IntroductionSide::mentor, IntroductionAnswer::no);
    answer(introduce(bo, ana, 22), IntroductionSide::mentor, IntroductionAnswer::late);
    answer(introduce(bo, ana, 23), IntroductionSide::mentor, IntroductionAnswer::asked);
    const auto replies = introductions.replies_of(bo, at(10));
    EXPECT_EQ(replies.asked, 3);
    EXPECT_EQ(replies.accepted, 1);
    EXPECT_TRUE(replies.was_ever_asked);
}

TEST_F(IntroductionsTable, who_was_proposed_and_who_was_paired_are_two_things) {
    const auto id = introduce(bo, ana, 10);
    EXPECT_TRUE(introductions.was_proposed(bo, ana, at(10)));
    EXPECT_FALSE(introductions.was_proposed(bo, ana, at(11)));
    EXPECT_FALSE(introductions.was_proposed(ana, bo, at(0)));
    EXPECT_TRUE(introductions.were_paired(ana, bo)); // while they are asked
    introductions.set_state(id, IntroductionState::declined, at(11));
    EXPECT_FALSE(introductions.were_paired(bo, ana));
    introductions.set_state(id, IntroductionState::agreed, at(12));
    introductions.set_state(id, IntroductionState::ended, at(13));
    EXPECT_TRUE(introductions.were_paired(bo, ana));
    EXPECT_TRUE(introductions.were_paired(ana, bo));
}

TEST_F(IntroductionsTable, a_reply_finds_the_pair_by_its_words_only) {
    const auto id = introduce(bo, ana);
    const auto words = tables.outbox.add({.place = direct("a:bo"), .body = "hi", .created = at(1)});
    const auto notice =
        tables.outbox.add({.place = direct("a:bo"), .body = "asked", .created = at(1)});
    introductions.note_message(words, id, true);
    introductions.note_message(notice, id, false);
    EXPECT_EQ(introductions.of_words(words), id);
    EXPECT_FALSE(introductions.of_words(notice));
}

TEST_F(IntroductionsTable, only_the_first_three_of_a_suggestion_are_counted) {
    const PersonId dan = tables.person("dan");
    suggestions.add(desk, upload, std::array{bo, chi, ana, dan}, at(5));
    suggestions.add(desk, bots, std::array{chi}, at(9));
    EXPECT_EQ(suggestions.count(chi, at(0)), 2);
    EXPECT_EQ(suggestions.count(chi, at(6)), 1);
    EXPECT_EQ(suggestions.count(dan, at(0)), 0);
    EXPECT_THAT(suggestions.places(desk, at(0), 10), SizeIs(4));
    EXPECT_THAT(suggestions.places(desk, at(6), 10), SizeIs(1));
}

TEST_F(IntroductionsTable, nobody_is_introduced_to_themselves_after_a_link) {
    const auto between = introduce(bo, chi);
    const auto with_ana = introduce(chi, ana);
    tables.people.merge(chi, bo);
    EXPECT_EQ(introductions.find(between)->state, IntroductionState::withdrawn);
    EXPECT_EQ(introductions.find(with_ana)->mentor, bo);
    EXPECT_EQ(introductions.find(with_ana)->state, IntroductionState::proposed);
}

TEST_F(IntroductionsTable, whoever_is_forgotten_leaves_counts_and_no_words) {
    const auto id = introduce(bo, ana);
    introductions.set_state(id, IntroductionState::agreed, at(2));
    put(ana, Side::want, upload);
    exchange.put_profile({.person = ana, .region = "Andes"});
    const auto waiting = request(ana, bots);
    const GroupId group = groups.add({.desk = desk, .name = "A", .folded = "a"}, ana, at(0));
    groups.join(group, ana, at(1));
    const auto row =
        tables.outbox.add({.place = direct("a:bo"), .body = "ana says: hi", .created = at(1)});
    introductions.note_message(row, id, true);
    tables.people.erase(ana, at(9));
    EXPECT_EQ(introductions.find(id)->state, IntroductionState::withdrawn);
    EXPECT_EQ(introductions.find(id)->agreed,
              at(2)); // still one of the introductions that were made
    EXPECT_EQ(introductions.find(id)->reasons, "{}");
    EXPECT_EQ(requests.find(waiting)->state, RequestState::withdrawn);
    EXPECT_EQ(exchange.count(desk, ana), 0);
    EXPECT_EQ(exchange.profile(ana).region, "");
    EXPECT_THAT(groups.members(group, 10), IsEmpty());
    EXPECT_TRUE(tables.outbox.find(row)->body.empty());
}

} // namespace
} // namespace peerdesk::storage
