// SPDX-License-Identifier: MIT
// `backup` and `restore` on real files.
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/store.hpp"
#include "storage/roles.hpp"
#include "tests/bot/runtime/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <memory>

namespace peerdesk::runtime {
namespace {

class BackupTool : public testing::Test {
  protected:
    BackupTool() : file_(folder_.path() / "p.db"), backup_(folder_.path() / "b.db") {
        text::Problems problems;
        speaker_ = std::make_unique<Speaker>(text::make_snapshot(problems));
    }

    void add_desk(const char* name) {
        auto store = open_store(file_);
        ASSERT_TRUE(store.has_value());
        (void)storage::Roles(store->database).desk_named(name);
    }

    bool has_desk(const char* name) {
        auto database = open_for_reading(file_);
        EXPECT_TRUE(database.has_value());
        return storage::Roles(*database).find_desk(name).has_value();
    }

    [[nodiscard]] CommandLine line(Tool tool) const {
        CommandLine line;
        line.tool = tool;
        line.database = file_;
        line.file = backup_;
        return line;
    }

    ExitCode backup() { return backup_tool(line(Tool::backup), *speaker_); }
    ExitCode restore() { return restore_tool(line(Tool::restore), *speaker_); }

    TemporaryFolder folder_;
    std::filesystem::path file_;
    std::filesystem::path backup_;
    std::unique_ptr<Speaker> speaker_;
};

TEST_F(BackupTool, brings_back_what_was_there_and_keeps_what_came_after) {
    add_desk("early");
    ASSERT_EQ(backup(), ExitCode::done);
    add_desk("late");
    ASSERT_EQ(restore(), ExitCode::done);
    EXPECT_TRUE(has_desk("early"));
    EXPECT_FALSE(has_desk("late"));
    file_ += ".before-restore-1";
    EXPECT_TRUE(has_desk("late"));
}

TEST_F(BackupTool, makes_files_of_the_owner_alone) {
    add_desk("help");
    ASSERT_EQ(backup(), ExitCode::done);
    struct stat status{};
    ASSERT_EQ(::stat(backup_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 077U, 0U);
}

TEST_F(BackupTool, overwrites_nothing) {
    add_desk("help");
    ASSERT_EQ(backup(), ExitCode::done);
    EXPECT_EQ(backup(), ExitCode::failed);
    add_desk("other");
    ASSERT_EQ(restore(), ExitCode::done);
    ASSERT_EQ(restore(), ExitCode::done);
    EXPECT_TRUE(std::filesystem::exists(file_.string() + ".before-restore-1"));
    EXPECT_TRUE(std::filesystem::exists(file_.string() + ".before-restore-2"));
}

TEST_F(BackupTool, changes_nothing_for_a_file_that_is_no_backup) {
    add_desk("help");
    EXPECT_EQ(restore(), ExitCode::database); // not there
    std::ofstream(backup_) << "this is no database, though it is long enough to look at";
    EXPECT_EQ(restore(), ExitCode::database);
    EXPECT_TRUE(has_desk("help"));
    EXPECT_FALSE(std::filesystem::exists(file_.string() + ".before-restore-1"));
}

TEST_F(BackupTool, does_not_restore_under_a_running_desk_but_backs_it_up) {
    add_desk("help");
    const auto running = open_store(file_);
    ASSERT_TRUE(running.has_value());
    EXPECT_EQ(backup(), ExitCode::done);
    EXPECT_EQ(restore(), ExitCode::database);
}

} // namespace
} // namespace peerdesk::runtime
