// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include "storage/facts.hpp"

namespace peerdesk::storage {
namespace {

/// The newest schema and one more file that moves a table, as later files will.
std::vector<SchemaFile> with_one_more(const char* sql) {
    std::vector<SchemaFile> files(schema_files().begin(), schema_files().end());
    files.push_back({.number = files.back().number + 1, .name = "9999_test.sql", .sql = sql});
    return files;
}

TEST(Schema, files_are_numbered_without_gaps) {
    int expected = 0;
    for (const SchemaFile& file : schema_files())
        EXPECT_EQ(file.number, ++expected) << file.name;
    EXPECT_GT(expected, 0);
}

TEST(Schema, every_file_applies_to_the_one_before_with_rows_in_it) {
    for (std::size_t count = 1; count <= schema_files().size(); ++count) {
        Database database = Database::in_memory(schema_files().first(count));
        database.execute("INSERT INTO desks (id, name) VALUES (1, 'help');"
                         "INSERT INTO persons (id, name, first_seen_ms) VALUES (1, 'ana', 5);"
                         "INSERT INTO facts (key, value) VALUES ('salt', 'x')");
        migrate(database, schema_files());
        EXPECT_EQ(schema_number(database), schema_files().back().number);
        EXPECT_EQ(People(database).find(PersonId{1})->name, "ana");
        EXPECT_EQ(Facts(database).get("salt"), "x");
    }
}

TEST(Schema, threads_come_to_a_desk_that_has_tickets_and_owes_messages) {
    Database database = Database::in_memory(schema_files().first(1));
    database.execute(
        "INSERT INTO desks (id, name) VALUES (1, 'help');"
        "INSERT INTO persons (id, name, first_seen_ms) VALUES (1, 'ana', 5);"
        "INSERT INTO tickets (id, desk_id, asker_id, language, state, network, place_kind,"
        " place_id, opened_ms, last_word_by, last_word_ms) VALUES (7, 1, 1, 'en', 'open',"
        " 'libera', 'direct', 'a:ana', 5, 'asker', 5);"
        "INSERT INTO ticket_messages (id, ticket_id, kind, person_id, body, at_ms, network,"
        " place_id, remote_id) VALUES (3, 7, 'question', 1, 'How?', 5, 'libera', 'a:ana', 'm1');"
        "INSERT INTO outbox (id, network, place_kind, place_id, body, state, repeat_rule,"
        " ticket_id, person_id, created_ms) VALUES"
        " (1, 'libera', 'direct', 'a:ana', 'sent', 'sending', 'mark', 7, 1, 5),"
        " (2, 'libera', 'room', '#staff', 'owed', 'queued', 'never', 7, NULL, 6)");
    migrate(database, schema_files());
    Tables tables(database);
    const OutboxRow sending = tables.outbox.find(OutboxId{1}).value();
    EXPECT_EQ(sending.body, "sent");
    EXPECT_EQ(sending.state, OutboxState::sending);
    EXPECT_EQ(sending.act, OutboxAct::say);
    EXPECT_EQ(sending.voice, OutboxVoice::program);
    EXPECT_FALSE(sending.first_sent);
    EXPECT_FALSE(sending.copy_of);
    EXPECT_EQ(tables.outbox.count_sending_at(direct("a:ana")), 1U);
    ASSERT_EQ(tables.outbox.queued_places("libera").size(), 1U);
    EXPECT_EQ(tables.outbox.queued_at(room("#staff"), 9).front().repeat, RepeatRule::never);
    const TicketMessage message = tables.messages.find_remote("libera", "m1").value();
    EXPECT_EQ(message.body, "How?");
    EXPECT_TRUE(message.is_whole);
    EXPECT_FALSE(message.removed);
    EXPECT_EQ(tables.tickets.find(TicketId{7})->skill, "");
    EXPECT_EQ(tables.messages.ticket_of_remote("libera", "m1"), TicketId{7});
}

TEST(Schema, a_later_file_may_replace_a_table_that_others_refer_to) {
    Database database = Database::in_memory();
    Tables tables(database);
    const TicketId ticket =
        tables.ticket(tables.roles.desk_named("help"), tables.person("ana"), "a:ana");
    migrate(database, with_one_more("CREATE TABLE desks2 (id INTEGER PRIMARY KEY, name TEXT NOT"
                                    " NULL UNIQUE, color TEXT NOT NULL DEFAULT '') STRICT;"
                                    "INSERT INTO desks2 (id, name) SELECT id, name FROM desks;"
                                    "DROP VIEW report_weeks; DROP VIEW report_tickets;"
                                    "DROP VIEW report_learned;"
                                    "DROP TABLE desks; ALTER TABLE desks2 RENAME TO desks;"));
    EXPECT_EQ(schema_number(database), schema_files().back().number + 1);
    EXPECT_TRUE(tables.tickets.find(ticket));
    EXPECT_TRUE(tables.roles.find_desk("help"));
    EXPECT_THROW(tables.ticket(DeskId{77}, PersonId{1}, "x"), std::runtime_error)
        << "references are no longer checked";
    auto row = database.prepare("SELECT name FROM migrations ORDER BY number DESC LIMIT 1");
    row.step();
    EXPECT_EQ(row.text("name"), "9999_test.sql");
}

TEST(Schema, a_file_that_breaks_references_or_fails_changes_nothing) {
    for (const char* sql : {"DELETE FROM desks", "CREATE TABLE extra (a) ; nonsense"}) {
        Database database = Database::in_memory();
        Tables tables(database);
        tables.ticket(tables.roles.desk_named("help"), tables.person("ana"), "a:ana");
        EXPECT_THROW(migrate(database, with_one_more(sql)), std::runtime_error) << sql;
        EXPECT_EQ(schema_number(database), schema_files().back().number);
        EXPECT_TRUE(tables.roles.find_desk("help"));
        EXPECT_THROW(database.execute("SELECT * FROM extra"), std::runtime_error);
    }
}

} // namespace
} // namespace peerdesk::storage
