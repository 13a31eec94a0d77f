// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include "storage/safety.hpp"
#include "storage/volunteers.hpp"

namespace peerdesk::storage {
namespace {

struct PeopleTable : Sample {
    std::vector<std::int64_t> named(const std::string& name) {
        std::vector<std::int64_t> ids;
        for (const Person& person : tables.people.named(name))
            ids.push_back(person.id.value);
        return ids;
    }
};

TEST_F(PeopleTable, an_identity_belongs_to_its_network) {
    const Identity added = tables.people.add("oftc", "a:ana", true, "Ana", at(1));
    EXPECT_NE(added.person, ana);
    const Identity found = tables.people.find_identity("oftc", "a:ana").value();
    EXPECT_EQ(found.id, added.id);
    EXPECT_TRUE(found.is_guest);
    EXPECT_EQ(found.name, "Ana");
    EXPECT_FALSE(found.last_seen);
    EXPECT_FALSE(tables.people.find_identity("oftc", "a:bo"));
    EXPECT_EQ(tables.people.find(added.person)->first_seen, at(1));
    EXPECT_FALSE(tables.people.find(PersonId{99}));
}

TEST_F(PeopleTable, touch_keeps_name_time_and_window) {
    Identity identity = tables.people.find_identity("libera", "a:ana").value();
    identity.name = "ana_";
    identity.last_seen = at(5);
    identity.window_start = at(4);
    identity.window_count = 3;
    tables.people.touch(identity);
    const Identity found = tables.people.find_identity("libera", "a:ana").value();
    EXPECT_EQ(found.name, "ana_");
    EXPECT_EQ(found.last_seen, at(5));
    EXPECT_EQ(found.window_start, at(4));
    EXPECT_EQ(found.window_count, 3);
}

TEST_F(PeopleTable, keeps_the_small_changes) {
    const Identity identity = tables.people.find_identity("libera", "a:ana").value();
    tables.people.rename_person(ana, "Ana M.");
    tables.people.set_language(ana, "pt-br");
    tables.people.set_guessed_language(ana, "es");
    tables.people.set_told_language(ana);
    tables.people.set_desk(identity.id, desk);
    tables.people.set_known_responder(identity.id, true);
    const Person person = tables.people.find(ana).value();
    EXPECT_EQ(person.name, "Ana M.");
    EXPECT_EQ(person.language, "pt-br");
    EXPECT_EQ(person.guessed_language, "es");
    EXPECT_TRUE(person.was_told_language);
    const Identity found = tables.people.find_identity("libera", "a:ana").value();
    EXPECT_EQ(found.desk, desk);
    EXPECT_TRUE(found.is_known_responder);
}

TEST_F(PeopleTable, identities_come_newest_seen_first_and_unseen_last) {
    Identity second = tables.people.add("oftc", "a:ana", false, "ana", at(0));
    Identity third = tables.people.add("irc", "a:ana", false, "ana", at(0));
    tables.people.move_identity(second.id, ana);
    tables.people.move_identity(third.id, ana);
    third.last_seen = at(9);
    tables.people.touch(third);
    const auto found = tables.people.identities_of(ana);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].id, third.id);
    EXPECT_EQ(found[1].id, second.id);
}

TEST_F(PeopleTable, are_found_by_name_or_account_in_any_case) {
    tables.people.add("oftc", "g:7", true, "BO", at(0));
    EXPECT_EQ(named("bo"), (std::vector<std::int64_t>{2, 4}));
    EXPECT_EQ(named("A:Bo"), (std::vector<std::int64_t>{2}));
    tables.people.rename_person(chi, "Chi-Chi");
    EXPECT_EQ(named("chi-chi"), (std::vector<std::int64_t>{3}));
    EXPECT_TRUE(named("").empty());
    EXPECT_TRUE(named("%").empty());
    for (int i = 0; i < 15; ++i)
        tables.people.add("net" + std::to_string(i), "g:" + std::to_string(i), true, "dora", at(0));
    EXPECT_EQ(named("dora").size(), 10U);
}

struct Merge : PeopleTable {
    PersonId guest = tables.people.add("oftc", "g:1", true, "guest", at(0)).person;
};

TEST_F(Merge, moves_what_belongs_to_the_person) {
    const TicketId asked = tables.ticket(desk, guest, "g:1");
    const TicketId claimed = ask();
    tables.tickets.claim(claimed, guest, room("#staff"), at(1));
    tables.roles.grant(desk, guest, Role::responder, RoleSource::command, bo, at(0));
    Volunteers(database).put({.person = guest, .hours = "mo 18-20"});
    Codes(database).add(
        {.code = "abc", .kind = CodeKind::resume, .person = guest, .ticket = asked});
    Blocks(database).add({.desk = desk, .person = guest, .reason = "spam", .by = bo}, at(0));
    tables.people.merge(guest, chi);
    EXPECT_EQ(tables.people.find_identity("oftc", "g:1")->person, chi);
    EXPECT_EQ(tables.tickets.find(asked)->asker, chi);
    EXPECT_EQ(tables.tickets.find(claimed)->claimer, chi);
    EXPECT_TRUE(tables.roles.has(desk, chi, Role::responder));
    EXPECT_FALSE(tables.roles.has(desk, guest, Role::responder));
    EXPECT_EQ(Volunteers(database).get(chi).hours, "mo 18-20");
    EXPECT_EQ(Codes(database).find("abc", CodeKind::resume, at(0))->person, chi);
    EXPECT_TRUE(Blocks(database).find(desk, chi, at(0)));
    EXPECT_TRUE(named("guest").size() == 1 && named("guest")[0] == chi.value);
}

TEST_F(Merge, the_one_who_stays_keeps_their_own) {
    tables.people.set_language(chi, "fr");
    tables.people.set_language(guest, "de");
    Volunteers(database).put({.person = guest, .hours = "mo 18-20"});
    Volunteers(database).put({.person = chi, .hours = "tu 9-10"});
    tables.roles.grant(desk, guest, Role::responder, RoleSource::command, bo, at(0));
    tables.roles.grant(desk, chi, Role::responder, RoleSource::config, {}, at(0));
    tables.people.merge(guest, chi);
    EXPECT_EQ(tables.people.find(chi)->language, "fr");
    EXPECT_EQ(tables.people.find(chi)->name, "chi");
    EXPECT_EQ(Volunteers(database).get(chi).hours, "tu 9-10");
    EXPECT_EQ(tables.roles.holders(desk, Role::responder).size(), 1U);
    tables.people.merge(chi, chi); // nothing happens
    EXPECT_EQ(tables.people.find(chi)->name, "chi");
}

} // namespace
} // namespace peerdesk::storage
