// SPDX-License-Identifier: MIT
#include "storage/learnings.hpp"

#include <sstream>

#include <gmock/gmock.h>

#include "storage/export.hpp"
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct LearningRecord : Sample {
    Skills skills{database};
    Learnings learnings{database};
    Interactions interactions{database};
    SkillId photos = interactions.skill_named("photo upload", "photo upload");
    SkillId tables_skill = interactions.skill_named("tables", "tables");

    bool learned(PersonId person, SkillId skill, int minutes = 1) {
        return learnings.add({.person = person,
                              .skill = skill,
                              .desk = desk,
                              .learned = at(minutes),
                              .source = LearningSource::resource,
                              .source_text = "a book about xylophones"});
    }
    SharedId shared(PersonId person, std::string body) {
        return learnings.add_shared({.person = person,
                                     .skill = photos,
                                     .desk = desk,
                                     .language = "en",
                                     .body = std::move(body),
                                     .shared = at(2)});
    }
    /// An introduction on which both agreed.
    void introduce(PersonId mentor, PersonId mentee, SkillId skill, const char* state) {
        database
            .prepare("INSERT INTO introductions (desk_id, origin, skill_id, mentor_id, mentee_id,"
                     " state, made_ms, agreed_ms) VALUES (?, 'asked', ?, ?, ?, ?, ?, ?)")
            .bind(desk)
            .bind(skill)
            .bind(mentor)
            .bind(mentee)
            .bind(state)
            .bind(at(1))
            .bind(at(2))
            .run();
    }
    std::string exported() {
        std::ostringstream out;
        export_all(database, out);
        return out.str();
    }
};

TEST_F(LearningRecord, holds_a_skill_once_for_each_person) {
    EXPECT_TRUE(learned(ana, photos));
    EXPECT_FALSE(learned(ana, photos));
    EXPECT_TRUE(learned(bo, photos));
    EXPECT_TRUE(learned(ana, tables_skill, 5));
    EXPECT_EQ(learnings.newest_of(ana)->skill, tables_skill);
    EXPECT_EQ(learnings.newest_of(ana)->source, LearningSource::resource);
    EXPECT_FALSE(learnings.newest_of(chi));
}

TEST_F(LearningRecord, takes_filed_words_for_the_skill_they_mean) {
    const SkillId fotos = interactions.skill_named("subir fotos", "subir fotos");
    EXPECT_TRUE(learned(ana, fotos));
    EXPECT_FALSE(learnings.has(ana, photos));
    skills.file(fotos, photos, bo, at(2));
    EXPECT_TRUE(learnings.has(ana, photos));
    EXPECT_TRUE(learnings.has(ana, fotos));
    EXPECT_FALSE(learned(ana, photos));
}

TEST_F(LearningRecord, finds_the_introduction_for_a_skill) {
    introduce(bo, ana, photos, "met");
    introduce(chi, ana, tables_skill, "declined");
    EXPECT_EQ(learnings.introduction_for(ana, photos)->mentor, bo);
    EXPECT_FALSE(learnings.introduction_for(bo, photos)) << "the mentor did not learn it there";
    EXPECT_FALSE(learnings.introduction_for(ana, tables_skill));
    EXPECT_EQ(learnings.introductions_of(bo, 9).front().mentee, ana);
    EXPECT_EQ(learnings.introductions_of(ana, 1).size(), 1U);
}

TEST_F(LearningRecord, shows_a_shared_text_only_once_its_writer_said_how) {
    const SharedId id = shared(ana, "Check the licence before you press the button.");
    EXPECT_THAT(learnings.readable(desk, {}, 9), IsEmpty());
    EXPECT_THAT(exported(), Not(HasSubstr("Check the licence")));
    learnings.set_readers(id, false);
    ASSERT_EQ(learnings.readable(desk, photos, 9).size(), 1U);
    EXPECT_FALSE(learnings.readable(desk, {}, 9).front().is_named);
    EXPECT_THAT(learnings.readable(desk, tables_skill, 9), IsEmpty());
    EXPECT_THAT(learnings.readable(tables.roles.desk_named("garden"), {}, 9), IsEmpty());
    learnings.remove_shared(id);
    EXPECT_FALSE(learnings.find_shared(id));
}

TEST_F(LearningRecord, invites_each_person_once) {
    EXPECT_TRUE(learnings.invite(ana, at(1)));
    EXPECT_FALSE(learnings.invite(ana, at(2)));
    EXPECT_TRUE(learnings.invite(bo, at(2)));
}

TEST_F(LearningRecord, forgets_a_persons_words_and_keeps_what_was_counted) {
    learned(ana, photos);
    const std::string body = "Check the licence before you press the button.";
    learnings.set_readers(shared(ana, body), true);
    learnings.set_readers(shared(bo, "Use the template of another article."), true);
    const auto shown = [&](std::string text, OutboxState state) {
        const OutboxId id = tables.outbox.add(
            {.place = direct("a:chi"), .body = std::move(text), .created = at(3)});
        if (state != OutboxState::queued) tables.outbox.finish(id, state, "m", "", at(4));
        return id;
    };
    const OutboxId sent = shown("photo upload: " + body, OutboxState::sent);
    const OutboxId other = shown("Question 1 is closed.", OutboxState::sent);
    tables.people.erase(ana, at(5));
    EXPECT_EQ(learnings.readable(desk, {}, 9).size(), 1U);
    EXPECT_EQ(learnings.newest_of(ana)->source_text, "");
    EXPECT_TRUE(learnings.has(ana, photos));
    EXPECT_EQ(tables.outbox.find(sent)->body, "");
    EXPECT_EQ(tables.outbox.find(other)->body, "Question 1 is closed.");
    EXPECT_THAT(exported(), Not(HasSubstr("xylophone")));
    EXPECT_THAT(exported(), Not(HasSubstr("Check the licence")));
}

TEST_F(LearningRecord, nobody_withdraws_others_messages_by_sharing_a_short_text) {
    shared(ana, "Question");
    const OutboxId owed = tables.outbox.add(
        {.place = direct("a:chi"), .body = "Question 1 is yours.", .created = at(3)});
    tables.outbox.finish(owed, OutboxState::sent, "m", "", at(4));
    tables.people.erase(ana, at(5));
    EXPECT_EQ(tables.outbox.find(owed)->body, "Question 1 is yours.");
}

TEST_F(LearningRecord, of_two_persons_who_are_one_is_one_record) {
    learned(ana, photos);
    learned(ana, tables_skill);
    learned(chi, photos, 7);
    shared(ana, "Check the licence before you press the button.");
    tables.people.merge(ana, chi);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM learnings"), 2);
    EXPECT_TRUE(learnings.has(chi, tables_skill));
    EXPECT_FALSE(learnings.has(ana, photos));
    EXPECT_EQ(learnings.find_shared(SharedId{1})->person, chi);
}

TEST(LearningSchema, takes_over_what_was_counted_before) {
    Database database = Database::in_memory(schema_files().first(3));
    database.execute(
        "INSERT INTO desks (id, name) VALUES (1, 'help');"
        "INSERT INTO persons (id, name, first_seen_ms) VALUES (1, 'ana', 5), (3, 'cem', 5);"
        "INSERT INTO persons (id, name, first_seen_ms, merged_into) VALUES (2, '', 5, 1);"
        "INSERT INTO skills (id, name, folded) VALUES (1, 'Photos', 'photos');"
        "INSERT INTO interactions (happened_ms, recorded_ms, week, kind, actor_id, skill_id,"
        " desk_id, cause) VALUES (9, 9, '2026-W39', 'learned', 1, 1, 1, 'person'),"
        " (7, 7, '2026-W39', 'learned', 2, 1, 1, 'person'),"
        " (8, 8, '2026-W39', 'thanked', 3, 1, 1, 'person')");
    migrate(database, schema_files());
    Learnings learnings(database);
    EXPECT_TRUE(learnings.has(PersonId{1}, SkillId{1}));
    EXPECT_FALSE(learnings.has(PersonId{2}, SkillId{1}));
    EXPECT_FALSE(learnings.has(PersonId{3}, SkillId{1}));
    EXPECT_EQ(learnings.newest_of(PersonId{1})->learned, Time{std::chrono::milliseconds{7}});
}

} // namespace
} // namespace peerdesk::storage
