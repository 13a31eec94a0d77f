// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <atomic>
#include <thread>

#include "storage/facts.hpp"

namespace peerdesk::storage {
namespace {

struct Backup : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "peerdesk.db";
    std::filesystem::path copy = folder / "backup.db";
};

TEST_F(Backup, holds_everything_in_one_file_and_opens_like_the_original) {
    Database database = Database::open(file).value();
    Facts(database).set("a", "1");
    ASSERT_TRUE(database.backup_to(copy));
    EXPECT_FALSE(std::filesystem::exists(copy.string() + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(copy.string() + ".partial"));
    Database opened = Database::open_read_only(copy).value();
    EXPECT_EQ(Facts(opened).get("a"), "1");
    EXPECT_TRUE(opened.integrity_check().empty());
}

TEST_F(Backup, never_replaces_a_file) {
    Database database = Database::open(file).value();
    ASSERT_TRUE(database.backup_to(copy));
    Facts(database).set("a", "1");
    EXPECT_EQ(database.backup_to(copy).error().problem, OpenProblem::already_exists);
    EXPECT_EQ(database.backup_to(file).error().problem, OpenProblem::already_exists);
    Database opened = Database::open_read_only(copy).value();
    EXPECT_FALSE(Facts(opened).get("a"));
}

TEST_F(Backup, into_a_missing_folder_is_refused_and_leaves_nothing) {
    Database database = Database::open(file).value();
    EXPECT_EQ(database.backup_to(folder / "missing/backup.db").error().problem,
              OpenProblem::cannot_open);
    EXPECT_FALSE(std::filesystem::exists(folder / "missing"));
}

TEST_F(Backup, is_of_one_moment_while_a_writer_goes_on) {
    Database writer = Database::open(file).value();
    {
        Database::Transaction transaction(writer);
        for (int i = 0; i < 5000; ++i)
            Facts(writer).set("filler" + std::to_string(i), std::string(2000, 'x'));
        transaction.commit();
    }
    std::atomic<bool> is_done = false;
    std::atomic<int> written = 0;
    std::thread thread([&] {
        // Both keys always change together.
        Facts facts(writer);
        for (int i = 1; !is_done; ++i) {
            Database::Transaction transaction(writer);
            facts.set("first", std::to_string(i));
            facts.set("second", std::to_string(i));
            transaction.commit();
            written = i;
        }
    });
    while (written == 0)
        std::this_thread::yield();
    Database reader = Database::open_read_only(file).value();
    const int before = written;
    const auto done = reader.backup_to(copy);
    const int after = written;
    is_done = true;
    thread.join();
    ASSERT_TRUE(done);
    EXPECT_GT(after, before) << "the writer had to wait";
    Database opened = Database::open_read_only(copy).value();
    EXPECT_TRUE(Facts(opened).get("first"));
    EXPECT_EQ(Facts(opened).get("first"), Facts(opened).get("second"));
    EXPECT_EQ(Facts(opened).get("filler4999"), std::string(2000, 'x'));
}

} // namespace
} // namespace peerdesk::storage
