// SPDX-License-Identifier: MIT
#include "bot/runtime/store.hpp"

#include <string_view>
#include <utility>

namespace peerdesk::runtime {

namespace {

std::string_view key_of(storage::OpenProblem problem) {
    using storage::OpenProblem;
    switch (problem) {
    case OpenProblem::cannot_open:
        return "peerdesk-cli-database-cannot-open";
    case OpenProblem::read_only:
        return "peerdesk-cli-database-read-only";
    case OpenProblem::not_a_database:
        return "peerdesk-cli-database-not-a-database";
    case OpenProblem::damaged:
        return "peerdesk-cli-database-damaged";
    case OpenProblem::newer:
        return "peerdesk-cli-database-newer";
    case OpenProblem::older:
        return "peerdesk-cli-database-older";
    case OpenProblem::already_exists:
        return "peerdesk-cli-backup-exists";
    case OpenProblem::disk_full:
        return "peerdesk-cli-database-disk-full";
    }
    return "peerdesk-cli-database-cannot-open";
}

} // namespace

Failure failure_of(const storage::OpenError& error, const std::filesystem::path& file) {
    return {ExitCode::database, std::string(key_of(error.problem)), {file.string(), error.detail}};
}

std::expected<storage::FileLock, Failure> lock_store(const std::filesystem::path& file) {
    auto lock = storage::FileLock::acquire(file);
    if (lock) return *std::move(lock);
    const storage::LockProblem& problem = lock.error();
    if (problem.kind == storage::LockProblem::Kind::held) {
        return std::unexpected(Failure{ExitCode::database,
                                       "peerdesk-cli-database-in-use",
                                       {file.string(), std::to_string(problem.held_by_pid)}});
    }
    return std::unexpected(Failure{
        ExitCode::database, "peerdesk-cli-database-cannot-lock", {file.string(), problem.detail}});
}

std::expected<Store, Failure> open_store(const std::filesystem::path& file) {
    if (const auto folder = file.parent_path(); !folder.empty()) {
        std::error_code error; // the mode follows from the program's umask of 077
        std::filesystem::create_directories(folder, error);
    }
    auto lock = lock_store(file);
    if (!lock) return std::unexpected(std::move(lock.error()));
    auto database = storage::Database::open(file);
    if (!database) return std::unexpected(failure_of(database.error(), file));
    return Store{*std::move(lock), *std::move(database)};
}

std::expected<storage::Database, Failure> open_for_reading(const std::filesystem::path& file) {
    auto database = storage::Database::open_read_only(file);
    if (!database) return std::unexpected(failure_of(database.error(), file));
    return *std::move(database);
}

} // namespace peerdesk::runtime
