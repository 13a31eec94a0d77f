// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include "storage/file_lock.hpp"

namespace peerdesk::storage {
namespace {

struct Lock : testing::Test {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "peerdesk.db";
};

TEST_F(Lock, second_holder_is_told_who_has_it) {
    const auto first = FileLock::acquire(file);
    ASSERT_TRUE(first);
    const auto second = FileLock::acquire(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, LockProblem::Kind::held);
    EXPECT_EQ(second.error().held_by_pid, ::getpid());
    EXPECT_EQ(mode_of(folder / "peerdesk.db.lock"), 0600U);
}

TEST_F(Lock, is_not_led_to_another_file_by_a_link) {
    const auto other = folder / "other";
    std::ofstream(other) << "precious";
    std::filesystem::create_symlink(other, folder / "peerdesk.db.lock");
    EXPECT_FALSE(FileLock::acquire(file));
    EXPECT_EQ(std::filesystem::file_size(other), 8U);
}

TEST_F(Lock, ends_with_its_holder) {
    {
        const auto first = FileLock::acquire(file);
    }
    auto second = FileLock::acquire(file);
    ASSERT_TRUE(second);
    FileLock moved = std::move(*second);
    EXPECT_FALSE(FileLock::acquire(file));
}

TEST_F(Lock, ends_with_a_process_that_was_killed) {
    int ready[2] = {};
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = FileLock::acquire(file);
        if (::write(ready[1], lock ? "y" : "n", 1) == 1) ::pause();
        ::_exit(0);
    }
    char answer = 0;
    ASSERT_EQ(::read(ready[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    EXPECT_EQ(FileLock::acquire(file).error().held_by_pid, child);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_TRUE(FileLock::acquire(file));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_F(Lock, that_cannot_be_made_is_not_called_held) {
    const auto lock = FileLock::acquire(folder / "missing/peerdesk.db");
    ASSERT_FALSE(lock);
    EXPECT_EQ(lock.error().kind, LockProblem::Kind::cannot_open);
    EXPECT_FALSE(lock.error().detail.empty());
}

} // namespace
} // namespace peerdesk::storage
