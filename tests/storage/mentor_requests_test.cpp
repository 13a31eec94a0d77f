// SPDX-License-Identifier: MIT
#include "tests/storage/mentoring_sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct MentorRequestsTable : MentoringSample {};

TEST_F(MentorRequestsTable, the_place_in_line_is_by_the_order_of_asking) {
    const auto first = request(ana, upload);
    const auto other_skill = request(bo, bots);
    const auto second = request(chi, upload);
    EXPECT_EQ(requests.place_in_line(*requests.find(first)), 1);
    EXPECT_EQ(requests.place_in_line(*requests.find(second)), 2);
    EXPECT_EQ(requests.place_in_line(*requests.find(other_skill)), 1);
    requests.set_state(first, RequestState::proposed, at(5));
    EXPECT_EQ(requests.place_in_line(*requests.find(second)), 2); // it may come to nothing
    requests.set_state(first, RequestState::matched, at(6));
    EXPECT_EQ(requests.place_in_line(*requests.find(second)), 1);
}

TEST_F(MentorRequestsTable, one_runs_for_each_person_and_skill_and_another_may_follow) {
    const auto first = request(ana, upload);
    EXPECT_EQ(requests.current(desk, ana, upload)->id, first);
    requests.set_state(first, RequestState::matched, at(5));
    EXPECT_FALSE(requests.current(desk, ana, upload));
    EXPECT_THAT(requests.current_of(ana), IsEmpty());
    const auto next = request(ana, upload);
    EXPECT_EQ(requests.current(desk, ana, upload)->id, next);
    EXPECT_EQ(requests.find(first)->state, RequestState::matched);
}

TEST_F(MentorRequestsTable, those_who_wait_are_given_up_to_a_limit) {
    request(ana, upload);
    const auto proposed = request(bo, upload);
    request(chi, upload);
    requests.set_state(proposed, RequestState::proposed, at(2));
    EXPECT_THAT(requests.waiting(desk, 10), SizeIs(2));
    EXPECT_THAT(requests.waiting(desk, 1), SizeIs(1));
    EXPECT_THAT(requests.current_of(bo), SizeIs(1));
}

TEST_F(MentorRequestsTable, of_two_people_who_are_one_one_request_is_left) {
    const auto of_ana = request(ana, upload);
    const auto of_chi = request(chi, upload);
    const auto bots_of_chi = request(chi, bots);
    tables.people.merge(chi, ana);
    EXPECT_EQ(requests.find(of_ana)->state, RequestState::waiting);
    EXPECT_EQ(requests.find(of_chi)->state, RequestState::withdrawn);
    EXPECT_EQ(requests.find(bots_of_chi)->person, ana);
}

TEST_F(MentorRequestsTable, who_is_joined_with_the_one_asked_waits_for_another) {
    const auto of_ana = request(ana, upload);
    requests.set_state(of_ana, RequestState::proposed, at(2));
    const auto id = introductions.add({.desk = desk,
                                       .skill = upload,
                                       .mentor = bo,
                                       .mentee = ana,
                                       .request = of_ana,
                                       .made = at(2)});
    tables.people.merge(bo, ana);
    EXPECT_EQ(introductions.find(id)->state, IntroductionState::withdrawn);
    EXPECT_EQ(requests.find(of_ana)->state, RequestState::waiting);
}

TEST_F(MentorRequestsTable, what_was_proposed_for_the_request_that_goes_is_over) {
    request(ana, upload);
    const auto of_chi = request(chi, upload);
    requests.set_state(of_chi, RequestState::proposed, at(2));
    const auto id = introductions.add({.desk = desk,
                                       .skill = upload,
                                       .mentor = bo,
                                       .mentee = chi,
                                       .request = of_chi,
                                       .made = at(2)});
    tables.people.merge(chi, ana);
    EXPECT_EQ(requests.find(of_chi)->state, RequestState::withdrawn);
    EXPECT_EQ(introductions.find(id)->state, IntroductionState::withdrawn);
}

} // namespace
} // namespace peerdesk::storage
