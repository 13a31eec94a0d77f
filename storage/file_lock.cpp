// SPDX-License-Identifier: MIT
#include "storage/file_lock.hpp"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace peerdesk::storage {

namespace {

long pid_in(int file) {
    char text[32] = {};
    if (::pread(file, text, sizeof text - 1, 0) <= 0) return 0;
    return std::strtol(text, nullptr, 10);
}

std::unexpected<LockProblem> failed(LockProblem::Kind kind, long pid, int error_number) {
    return std::unexpected(LockProblem{kind, pid, std::system_category().message(error_number)});
}

} // namespace

std::expected<FileLock, LockProblem> FileLock::acquire(const std::filesystem::path& database_file) {
    std::filesystem::path path = database_file;
    path += ".lock";
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return failed(LockProblem::Kind::cannot_open, 0, errno);
    FileLock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        if (why != EWOULDBLOCK) return failed(LockProblem::Kind::cannot_open, 0, why);
        return failed(LockProblem::Kind::held, pid_in(file), why);
    }
    // The number is for people; the lock holds without it, so a full disk does not matter here.
    const std::string text = std::to_string(::getpid()) + "\n";
    if (::ftruncate(file, 0) == 0 && ::pwrite(file, text.data(), text.size(), 0) < 0) return lock;
    return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

FileLock::~FileLock() {
    if (file_ >= 0) ::close(file_);
}

} // namespace peerdesk::storage
