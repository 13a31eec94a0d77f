// SPDX-License-Identifier: MIT
#include "storage/volunteers.hpp"

#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct VolunteerTable : Sample {
    Volunteers volunteers{database};
    PassPhrases phrases{database};
};

TEST_F(VolunteerTable, somebody_who_stated_nothing_has_a_default_record) {
    const Volunteer volunteer = volunteers.get(bo);
    EXPECT_EQ(volunteer.person, bo);
    EXPECT_FALSE(volunteer.is_paused);
    EXPECT_FALSE(volunteer.ticket_limit);
    EXPECT_TRUE(volunteer.languages.empty());
}

TEST_F(VolunteerTable, what_was_stated_comes_back) {
    volunteers.put({.person = bo,
                    .hours = "mo 18-20",
                    .is_paused = true,
                    .paused_until = at(5),
                    .ticket_limit = 3,
                    .languages = {"en", "pt-br"}});
    volunteers.set_last_asked(bo, at(7));
    const Volunteer volunteer = volunteers.get(bo);
    EXPECT_EQ(volunteer.hours, "mo 18-20");
    EXPECT_TRUE(volunteer.is_paused);
    EXPECT_EQ(volunteer.paused_until, at(5));
    EXPECT_EQ(volunteer.ticket_limit, 3);
    EXPECT_EQ(volunteer.languages, (std::vector<std::string>{"en", "pt-br"}));
    EXPECT_EQ(volunteer.last_asked, at(7));
}

TEST_F(VolunteerTable, being_asked_needs_no_record_before) {
    volunteers.set_last_asked(chi, at(1));
    EXPECT_EQ(volunteers.get(chi).last_asked, at(1));
    EXPECT_EQ(volunteers.get(chi).hours, "");
}

TEST_F(VolunteerTable, pass_phrases_belong_to_a_desk_and_network) {
    phrases.set(desk, "libera", chi, "hash-chi", ana, at(0));
    phrases.set(desk, "libera", bo, "old", ana, at(0));
    phrases.set(desk, "libera", bo, "new", ana, at(1));
    phrases.set(desk, "oftc", bo, "elsewhere", ana, at(1));
    const auto found = phrases.of_desk(desk, "libera", 10);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].person, bo);
    EXPECT_EQ(found[0].hash, "new");
    EXPECT_EQ(phrases.of_desk(desk, "libera", 1).size(), 1U);
    phrases.remove(desk, bo);
    EXPECT_EQ(phrases.of_desk(desk, "libera", 10).size(), 1U);
    EXPECT_TRUE(phrases.of_desk(desk, "oftc", 10).empty());
}

TEST_F(VolunteerTable, failures_count_from_a_time_on) {
    phrases.note_failure("libera a:eve", at(1));
    phrases.note_failure("libera a:eve", at(2));
    phrases.note_failure("desk 1", at(2));
    EXPECT_EQ(phrases.failures_since("libera a:eve", at(1)), 2);
    EXPECT_EQ(phrases.failures_since("libera a:eve", at(2)), 1);
    EXPECT_EQ(phrases.failures_since("libera a:bo", at(0)), 0);
}

} // namespace
} // namespace peerdesk::storage
