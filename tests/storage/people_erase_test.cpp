// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <fstream>

#include "storage/erasure_list.hpp"
#include "storage/interactions.hpp"
#include "storage/prompts.hpp"
#include "storage/safety.hpp"
#include "storage/volunteers.hpp"

namespace peerdesk::storage {
namespace {

const std::string name = "Zebulonia";
const std::string account = "a:Zebulonia";
const std::string words = "my grandmother's xylophone";

/// A person who used everything there is, in a database with many others.
PersonId fill(Database& database, int others) {
    Tables tables(database);
    const DeskId desk = tables.roles.desk_named("help");
    const PersonId bo = tables.person("bo");
    PersonId person;
    for (int i = 0; i < others; ++i) {
        const bool is_it = i == others / 2;
        const std::string who = is_it ? name : "person" + std::to_string(i * 7919 % others) + "x";
        const Identity identity = tables.people.add("libera", "a:" + who, false, who, at(i));
        if (is_it) person = identity.person;
        const std::string text = is_it ? words : "a question of some length " + who;
        const std::string wire =
            "{\"author\":{\"id\":\"a:" + who + "\"},\"text\":\"" + text + "\"}";
        const auto event = tables.inbox.remember("libera", "m:" + std::to_string(i), wire, at(i));
        if (i % 2 == 0) tables.inbox.set_person(*event, identity.person);
        const TicketId ticket = tables.ticket(desk, identity.person, "a:" + who, i);
        tables.messages.add({.ticket = ticket,
                             .person = identity.person,
                             .body = text,
                             .at = at(i),
                             .network = "libera",
                             .place_id = "a:" + who});
        tables.messages.add({.ticket = ticket,
                             .kind = MessageKind::answer,
                             .person = bo,
                             .body = "Dear " + who + ", about " + text,
                             .at = at(i)});
        tables.outbox.add({.place = room("#staff"),
                           .body = who + " asks: " + text,
                           .ticket = ticket,
                           .created = at(i)});
        const OutboxId sent = tables.outbox.add(
            {.place = direct("a:" + who), .body = "Hello " + who, .created = at(i)});
        tables.outbox.finish(sent, OutboxState::sent, "r" + who, "", at(i));
        tables.tickets.claim(ticket, bo, room("#staff"), at(i)); // rows grow and pages split
        tables.people.rename_person(identity.person, who + " the " + std::to_string(i));
        PassPhrases(database).note_failure("libera a:" + who, at(i));
        Audit(database).add(at(i), desk, bo, "note", identity.person, "about " + who);
        Prompts(database).add({.place = direct("a:" + who),
                               .person = identity.person,
                               .kind = "learned",
                               .payload = who,
                               .asked = at(i)});
        Interactions(database).add({.happened = at(i),
                                    .recorded = at(i),
                                    .week = "2026-W39",
                                    .kind = "asked",
                                    .actor = identity.person,
                                    .ticket = ticket,
                                    .desk = desk});
    }
    tables.inbox.park("libera", "m:parked", "{\"id\":\"" + account + "\"}", "boom " + name, at(1));
    tables.roles.grant(desk, person, Role::responder, RoleSource::command, bo, at(1));
    Volunteers(database).put({.person = person, .hours = name});
    Codes(database).add({.code = "code" + name, .person = person});
    Blocks(database).add({.desk = desk, .person = person, .reason = name, .by = bo}, at(1));
    return person;
}

struct Erase : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "peerdesk.db";

    PersonId fill_file() {
        Database database = Database::open(file).value();
        Database::Transaction transaction(database);
        const PersonId person = fill(database, 1300);
        transaction.commit();
        database.checkpoint();
        return person;
    }
};

TEST_F(Erase, leaves_no_trace_in_the_bytes_of_the_files) {
    const PersonId person = fill_file();
    ASSERT_NE(bytes_of(file).find(name), std::string::npos);
    Database database = Database::open(file).value();
    {
        Database::Transaction transaction(database);
        const auto erased = People(database).erase(person, at(9999));
        transaction.commit();
        EXPECT_EQ(erased.identities, 1);
        EXPECT_EQ(erased.messages, 2);
    }
    database.scrub();
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        const std::string bytes = bytes_of(entry.path());
        EXPECT_EQ(bytes.find(name), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find(words), std::string::npos) << entry.path();
    }
    EXPECT_TRUE(database.integrity_check().empty());
}

TEST_F(Erase, leaves_no_trace_of_any_of_many) {
    fill_file();
    Database database = Database::open(file).value();
    const auto name_of = [](int i) { return "person" + std::to_string(i) + "x"; };
    Database::Transaction transaction(database);
    for (int i = 1001; i < 1200; ++i) {
        const auto identity = People(database).find_identity("libera", "a:" + name_of(i));
        ASSERT_TRUE(identity) << i;
        People(database).erase(identity->person, at(9999));
    }
    transaction.commit();
    database.scrub();
    const std::string bytes = bytes_of(file);
    for (int i = 1001; i < 1200; ++i)
        EXPECT_EQ(bytes.find(name_of(i)), std::string::npos) << i;
    EXPECT_NE(bytes.find(name_of(1200)), std::string::npos);
}

TEST_F(Erase, keeps_what_was_counted_and_what_is_others) {
    const PersonId person = fill_file();
    Database database = Database::open(file).value();
    People(database).erase(person, at(9999));
    EXPECT_EQ(Interactions(database).count("asked", person), 1);
    EXPECT_TRUE(Blocks(database).find(DeskId{1}, person, at(1)));
    EXPECT_FALSE(People(database).find_identity("libera", account));
    EXPECT_TRUE(People(database).find_identity("libera", "a:bo"));
    EXPECT_EQ(People(database).find(person)->name, "");
    auto others = database.prepare("SELECT count(*) AS n FROM ticket_messages WHERE body IS NULL");
    others.step();
    EXPECT_EQ(others.integer("n"), 2);
}

TEST_F(Erase, withdraws_what_is_owed_and_never_repeats_what_is_on_its_way) {
    Database database = Database::in_memory();
    Tables tables(database);
    const PersonId ana = tables.person("ana");
    const auto add = [&] {
        return tables.outbox.add(
            {.place = direct("a:ana"), .body = "hi", .person = ana, .created = at(0)});
    };
    const OutboxId queued = add();
    const OutboxId sending = add();
    const OutboxId returned = add();
    const OutboxId absent = add();
    for (const OutboxId id : {sending, returned, absent})
        tables.outbox.set_sending(id, at(0));
    tables.people.erase(ana, at(1));
    EXPECT_EQ(tables.outbox.find(queued)->state, OutboxState::failed);
    EXPECT_EQ(tables.outbox.find(queued)->reason, "erased");
    tables.outbox.requeue(returned, false);
    tables.outbox.hold(tables.outbox.find(absent).value(), "gone");
    EXPECT_EQ(tables.outbox.find(returned)->state, OutboxState::failed);
    EXPECT_EQ(tables.outbox.find(absent)->state, OutboxState::failed);
    const auto recovered = tables.outbox.recover_sending("libera", false, at(2));
    EXPECT_EQ(recovered.requeued + recovered.unknown, 0);
    EXPECT_EQ(tables.outbox.find(sending)->state, OutboxState::failed);
    EXPECT_EQ(tables.outbox.find(sending)->finished, at(2));
    EXPECT_EQ(tables.outbox.count_owed(), 0);
}

TEST_F(Erase, survives_putting_an_older_backup_in_place) {
    const PersonId person = fill_file();
    const std::filesystem::path backup = folder / "backup.db";
    {
        Database database = Database::open(file).value();
        ASSERT_TRUE(database.backup_to(backup));
        People(database).erase(person, at(9999));
    }
    std::filesystem::copy_file(backup, file, std::filesystem::copy_options::overwrite_existing);
    ASSERT_NE(bytes_of(file).find(name), std::string::npos);
    Database restored = Database::open(file).value();
    EXPECT_FALSE(People(restored).find_identity("libera", account));
    EXPECT_EQ(bytes_of(file).find(name), std::string::npos);
    EXPECT_EQ(People(restored).reapply_erasures(), 0);
}

TEST_F(Erase, spares_another_person_who_got_the_same_number) {
    {
        Database database = Database::open(file).value();
        const Identity gone = People(database).add("libera", "a:ana", false, "ana", at(1));
        People(database).erase(gone.person, at(2));
    }
    std::filesystem::remove(file);
    {
        Database database = Database::open(file).value();
        const Identity later = People(database).add("libera", "a:cleo", false, "cleo", at(3));
        EXPECT_EQ(later.person, PersonId{1});
    }
    Database database = Database::open(file).value();
    EXPECT_TRUE(People(database).find_identity("libera", "a:cleo"));
}

TEST_F(Erase, reaches_those_who_were_merged_into_the_person) {
    const std::filesystem::path backup = folder / "backup.db";
    {
        Database database = Database::open(file).value();
        People people(database);
        const PersonId ana = people.add("libera", "a:ana", false, "ana", at(1)).person;
        const PersonId guest = people.add("oftc", "g:" + name, true, name, at(2)).person;
        ASSERT_TRUE(database.backup_to(backup)); // here they are two
        people.merge(guest, ana);
        people.erase(ana, at(3));
    }
    std::filesystem::copy_file(backup, file, std::filesystem::copy_options::overwrite_existing);
    Database database = Database::open(file).value();
    EXPECT_FALSE(People(database).find_identity("libera", "a:ana"));
    EXPECT_FALSE(People(database).find_identity("oftc", "g:" + name));
}

TEST_F(Erase, the_list_beside_the_file_is_private_and_forgives_cut_lines) {
    ErasureList list(file);
    EXPECT_TRUE(list.read().empty());
    list.append({{PersonId{1}, at(1), at(2)}});
    std::ofstream(file.string() + ".erasures", std::ios::app) << "7 17";
    list.append({{PersonId{2}, at(3), at(4)}});
    std::ofstream(file.string() + ".erasures", std::ios::app) << "nonsense\n8 1 2";
    const auto found = list.read();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].person, PersonId{2});
    EXPECT_EQ(found[1].first_seen, at(3));
    EXPECT_EQ(found[1].erased, at(4));
    EXPECT_EQ(mode_of(file.string() + ".erasures"), 0600U);
    ErasureList nowhere(folder / "missing/peerdesk.db");
    EXPECT_THROW(nowhere.append({{PersonId{1}, at(1), at(2)}}), StorageUnavailable);
}

} // namespace
} // namespace peerdesk::storage
