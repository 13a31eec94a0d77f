// SPDX-License-Identifier: MIT
#include "bot/learning/counting.hpp"

#include "storage/learnings.hpp"
#include "tests/bot/support/house.hpp"

#include <gmock/gmock.h>

namespace peerdesk::learning {
namespace {

using storage::Learning;
using storage::LearningSource;

struct Counting : testing::Test {
    support::House house;
    storage::Learnings learnings{house.database};

    Learning learned(std::string_view who, std::string_view words) {
        house.say(who, "learned " + std::string(words));
        return learnings.newest_of(house.person(who)).value();
    }
    void introduce(std::string_view mentor, std::string_view mentee, std::string_view words) {
        house.database
            .prepare("INSERT INTO introductions (id, desk_id, origin, skill_id, mentor_id,"
                     " mentee_id, state, made_ms, agreed_ms)"
                     " VALUES (7, ?, 'asked', ?, ?, ?, 'agreed', ?, ?)")
            .bind(house.desk().id)
            .bind(house.state.services.tables.interactions.skill_named(words, words))
            .bind(house.person(mentor))
            .bind(house.person(mentee))
            .bind(house.now)
            .bind(house.now)
            .run();
    }
};

TEST_F(Counting, takes_the_newest_question_where_nothing_else_is_said) {
    house.say("ana", "How do I add a photo?");
    const Learning found = learned("ana", "photo upload");
    EXPECT_EQ(found.source, LearningSource::ticket);
    EXPECT_EQ(found.ticket, storage::TicketId{1});
}

TEST_F(Counting, takes_what_the_learner_says) {
    house.say("ana", "How do I add a photo?");
    const Learning found = learned("ana", "photo upload from the workshop in Lima");
    EXPECT_EQ(found.source, LearningSource::session);
    EXPECT_EQ(found.source_text, "the workshop in Lima");
    EXPECT_FALSE(found.ticket);
}

TEST_F(Counting, takes_an_introduction_for_this_skill_before_an_older_question) {
    house.say("ana", "How do I add a photo?");
    introduce("bo", "ana", "tables");
    const Learning other = learned("ana", "photo upload");
    EXPECT_EQ(other.source, LearningSource::ticket);
    const Learning found = learned("ana", "tables");
    EXPECT_EQ(found.source, LearningSource::introduction);
    EXPECT_EQ(found.introduction, storage::IntroductionId{7});
}

TEST_F(Counting, lets_a_mentee_say_it_who_never_asked) {
    introduce("bo", "cem", "tables");
    EXPECT_EQ(learned("cem", "tables").source, LearningSource::introduction);
    EXPECT_EQ(house.count("learned"), 1);
    EXPECT_EQ(house.count("asked"), 0);
}

TEST_F(Counting, invites_once_and_only_in_a_direct_chat) {
    house.say("ana", "How do I add a photo?");
    EXPECT_FALSE(
        support::heard(house.say("ana", "#help", "!learned photo upload"), "#help", "offer"));
    EXPECT_TRUE(support::heard(house.say("ana", "learned tables"), "ana", "offer tables"));
    EXPECT_FALSE(support::heard(house.say("ana", "learned links"), "ana", "offer"));
}

} // namespace
} // namespace peerdesk::learning
