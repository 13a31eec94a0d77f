// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "storage/facts.hpp"

namespace peerdesk::storage {
namespace {

struct DatabaseFile : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "peerdesk.db";

    OpenProblem problem() {
        const auto opened = Database::open(file);
        EXPECT_FALSE(opened);
        return opened ? OpenProblem{} : opened.error().problem;
    }
    OpenProblem read_problem() {
        const auto opened = Database::open_read_only(file);
        EXPECT_FALSE(opened);
        return opened ? OpenProblem{} : opened.error().problem;
    }
};

TEST_F(DatabaseFile, and_its_log_are_their_owners_alone_whatever_the_umask) {
    const mode_t before = ::umask(0);
    {
        Database database = Database::open(file).value();
        Facts(database).set("a", "b");
        EXPECT_EQ(mode_of(file), 0600U);
        EXPECT_EQ(mode_of(file.string() + "-wal"), 0600U);
        EXPECT_EQ(mode_of(file.string() + "-shm"), 0600U);
        ASSERT_TRUE(database.backup_to(folder / "backup.db"));
        EXPECT_EQ(mode_of(folder / "backup.db"), 0600U);
    }
    ::umask(before);
    std::filesystem::permissions(file, std::filesystem::perms{0644});
    Database again = Database::open(file).value();
    EXPECT_EQ(mode_of(file), 0600U);
}

TEST_F(DatabaseFile, keeps_what_was_committed_and_only_that) {
    {
        Database database = Database::open(file).value();
        {
            Database::Transaction transaction(database);
            Facts(database).set("kept", "1");
            transaction.commit();
        }
        Database::Transaction transaction(database);
        Facts(database).set("lost", "1");
    }
    Database database = Database::open(file).value();
    EXPECT_EQ(Facts(database).get("kept"), "1");
    EXPECT_FALSE(Facts(database).get("lost"));
    EXPECT_TRUE(database.integrity_check().empty());
}

TEST_F(DatabaseFile, of_a_newer_program_is_refused_with_its_number) {
    Database::open(file).value().execute("PRAGMA user_version = 999");
    EXPECT_EQ(problem(), OpenProblem::newer);
    EXPECT_EQ(read_problem(), OpenProblem::newer);
    EXPECT_EQ(Database::open(file).error().detail, "999");
}

TEST_F(DatabaseFile, of_an_older_program_is_refused_for_reading) {
    Database::open(file).value().execute("PRAGMA user_version = 0");
    EXPECT_EQ(read_problem(), OpenProblem::older);
}

TEST_F(DatabaseFile, of_something_else_is_left_alone) {
    std::ofstream(file) << "Dear diary, " << std::string(5000, 'x');
    const std::string before = bytes_of(file);
    EXPECT_EQ(problem(), OpenProblem::not_a_database);
    EXPECT_EQ(read_problem(), OpenProblem::not_a_database);
    EXPECT_EQ(bytes_of(file), before);
}

TEST_F(DatabaseFile, of_another_sqlite_program_is_left_alone) {
    Database::open(file).value().execute("PRAGMA application_id = 77");
    EXPECT_EQ(problem(), OpenProblem::not_a_database);
    EXPECT_EQ(read_problem(), OpenProblem::not_a_database);
}

TEST_F(DatabaseFile, that_was_cut_is_found_damaged_at_the_start) {
    Database::open(file).value().checkpoint();
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    EXPECT_EQ(problem(), OpenProblem::damaged);
    EXPECT_EQ(read_problem(), OpenProblem::damaged);
}

TEST_F(DatabaseFile, that_was_overwritten_is_found_damaged) {
    Database::open(file).value().checkpoint();
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(4096);
    const std::string garbage(std::filesystem::file_size(file) - 4096, '\x5a');
    out.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
    out.close();
    EXPECT_EQ(problem(), OpenProblem::damaged);
}

TEST_F(DatabaseFile, damaged_while_open_says_so_wherever_it_is_met) {
    Database database = Database::open(file).value();
    Tables tables(database);
    const DeskId desk = tables.roles.desk_named("help");
    const PersonId ana = tables.person("ana");
    {
        Database::Transaction transaction(database);
        for (int i = 0; i < 20'000; ++i)
            tables.ticket(desk, ana, "a:ana" + std::to_string(i), i);
        transaction.commit();
    }
    database.checkpoint();
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
    const std::string garbage(4096, '\x5a');
    for (std::streamoff page = size / 4096 / 2; page < size / 4096; ++page) {
        out.seekp(page * 4096);
        out.write(garbage.data(), 4096);
    }
    out.close();
    Database reader = Database::open_read_only(file).value(); // the first pages are whole
    EXPECT_THROW(
        {
            for (int i = 1; i <= 20'000; ++i)
                static_cast<void>(Tickets(reader).find(TicketId{i}));
        },
        StorageDamaged);
    EXPECT_FALSE(reader.integrity_check().empty());
}

TEST_F(DatabaseFile, in_a_missing_folder_or_in_place_of_a_folder_cannot_be_opened) {
    file = folder / "missing/peerdesk.db";
    EXPECT_EQ(problem(), OpenProblem::cannot_open);
    EXPECT_EQ(read_problem(), OpenProblem::cannot_open);
    file = folder.path();
    EXPECT_EQ(problem(), OpenProblem::cannot_open);
}

/// Permissions mean nothing to root, so this runs as nobody in a child where it has to.
int open_as_nobody(const std::filesystem::path& file) {
    if (::geteuid() == 0 && ::seteuid(65534) != 0) return 1;
    const auto opened = Database::open(file);
    if (opened) return 2;
    return opened.error().problem == OpenProblem::read_only ? 0 : 3;
}

TEST_F(DatabaseFile, in_a_read_only_folder_is_refused) {
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
    EXPECT_EXIT(::_exit(open_as_nobody(file)), testing::ExitedWithCode(0), "");
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
}

TEST_F(DatabaseFile, that_is_read_only_itself_is_refused) {
    Database::open(file).value();
    std::filesystem::permissions(file, std::filesystem::perms{0444});
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
    EXPECT_EXIT(::_exit(open_as_nobody(file)), testing::ExitedWithCode(0), "");
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
}

TEST_F(DatabaseFile, on_a_full_disk_says_so_loses_nothing_and_goes_on_later) {
    Database database = Database::open(file).value();
    Facts facts(database);
    facts.set("before", "1");
    // Room for two more pages: SQLite reports it as it reports a full disk.
    auto pages = database.prepare("PRAGMA page_count");
    pages.step();
    const std::string limit =
        "PRAGMA max_page_count = " + std::to_string(pages.integer("page_count") + 2);
    database.execute(limit.c_str());
    try {
        Database::Transaction transaction(database);
        for (int i = 0; i < 1000; ++i)
            facts.set("key" + std::to_string(i), std::string(1000, 'x'));
        transaction.commit();
        FAIL() << "the disk was not full";
    } catch (const StorageUnavailable& unavailable) {
        EXPECT_TRUE(unavailable.is_full);
    }
    EXPECT_EQ(facts.get("before"), "1");
    EXPECT_FALSE(facts.get("key0"));
    database.execute("PRAGMA max_page_count = 1000000");
    Database::Transaction transaction(database);
    facts.set("after", "1");
    transaction.commit();
    EXPECT_EQ(facts.get("after"), "1");
    EXPECT_TRUE(database.integrity_check().empty());
}

TEST_F(DatabaseFile, read_only_beside_a_writer_sees_what_is_committed_and_cannot_write) {
    Database writer = Database::open(file).value();
    Database reader = Database::open_read_only(file).value();
    Facts(writer).set("a", "1");
    EXPECT_EQ(Facts(reader).get("a"), "1");
    EXPECT_THROW(Facts(reader).set("a", "2"), StorageUnavailable);
    Database::Transaction transaction(writer);
    Facts(writer).set("a", "3");
    EXPECT_EQ(Facts(reader).get("a"), "1");
    transaction.commit();
    EXPECT_EQ(Facts(reader).get("a"), "3");
}

TEST_F(DatabaseFile, checkpoint_empties_the_log) {
    Database database = Database::open(file).value();
    Facts(database).set("a", "1");
    EXPECT_GT(std::filesystem::file_size(file.string() + "-wal"), 0U);
    EXPECT_TRUE(database.checkpoint());
    EXPECT_EQ(std::filesystem::file_size(file.string() + "-wal"), 0U);
}

TEST_F(DatabaseFile, checkpoint_and_scrub_give_way_to_a_reader) {
    Database database = Database::open(file).value();
    Facts(database).set("a", "1");
    Database reader = Database::open_read_only(file).value();
    {
        auto reading = reader.prepare("SELECT * FROM facts");
        ASSERT_TRUE(reading.step());
        Facts(database).set("a", "2");
        EXPECT_FALSE(database.checkpoint());
        EXPECT_FALSE(database.scrub());
    }
    EXPECT_TRUE(database.scrub());
    EXPECT_EQ(Facts(reader).get("a"), "2");
}

TEST_F(DatabaseFile, refuses_rows_that_refer_to_nobody) {
    Database database = Database::open(file).value();
    Tables tables(database);
    EXPECT_THROW(tables.ticket(DeskId{1}, PersonId{1}, "a:ana"), std::runtime_error);
}

} // namespace
} // namespace peerdesk::storage
