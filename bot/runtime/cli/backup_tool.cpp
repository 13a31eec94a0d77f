// SPDX-License-Identifier: MIT
// `peerdesk backup FILE` and `peerdesk restore FILE`.
#include "bot/runtime/cli/target.hpp"
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/store.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <system_error>

namespace peerdesk::runtime {

namespace {

/// The database's own companions; they belong to the content that is being replaced.
constexpr const char* log_suffixes[] = {"-wal", "-shm"};

std::filesystem::path with_suffix(const std::filesystem::path& file, const std::string& suffix) {
    return file.string() + suffix;
}

/// A name beside the database that nothing has yet.
std::filesystem::path aside_name(const std::filesystem::path& file) {
    for (int number = 1;; ++number) {
        auto name = with_suffix(file, ".before-restore-" + std::to_string(number));
        if (!std::filesystem::exists(name)) return name;
    }
}

/// Puts the database and its log aside under one name, so that they can be put back by hand.
void move_aside(const std::filesystem::path& file, const std::filesystem::path& aside) {
    std::filesystem::rename(file, aside);
    for (const char* suffix : log_suffixes) {
        std::error_code missing;
        std::filesystem::rename(with_suffix(file, suffix), with_suffix(aside, suffix), missing);
    }
}

/// Files root makes belong to whoever owns the folder, else the service could not open them.
void give_to_owner_of_folder(const std::filesystem::path& file) {
    struct stat folder{};
    const auto parent = std::filesystem::absolute(file).parent_path();
    if (::geteuid() != 0 || ::stat(parent.c_str(), &folder) != 0) return;
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        (void)!::lchown(with_suffix(file, suffix).c_str(), folder.st_uid, folder.st_gid);
    }
}

/// The copy beside the target; made by SQLite, so that a backup with a log of its own is whole.
std::expected<std::filesystem::path, Failure> copy_in(const std::filesystem::path& backup,
                                                      const std::filesystem::path& target) {
    auto source = open_for_reading(backup);
    if (!source) return std::unexpected(source.error());
    auto copy = with_suffix(target, ".restoring");
    std::error_code ignored;
    std::filesystem::remove(copy, ignored); // what an interrupted restore left
    if (auto done = source->backup_to(copy); !done) {
        return std::unexpected(failure_of(done.error(), copy));
    }
    return copy;
}

ExitCode restore(const std::filesystem::path& backup, const std::filesystem::path& target,
                 const Speaker& speaker) {
    const auto lock = lock_store(target);
    if (!lock) return speaker.fail(lock.error());
    const auto copy = copy_in(backup, target);
    if (!copy) return speaker.fail(copy.error());
    std::filesystem::path aside;
    if (std::filesystem::exists(target)) {
        aside = aside_name(target);
        move_aside(target, aside);
    }
    std::filesystem::rename(*copy, target);
    // Opening migrates an older backup and forgets again whoever asked for it since.
    if (auto opened = storage::Database::open(target); !opened) {
        return speaker.fail(failure_of(opened.error(), target));
    }
    give_to_owner_of_folder(target);
    speaker.say("peerdesk-cli-restored", {backup.string(), target.string()});
    if (!aside.empty()) speaker.say("peerdesk-cli-restored-aside", {aside.string()});
    return ExitCode::done;
}

} // namespace

ExitCode backup_tool(const CommandLine& line, const Speaker& speaker) {
    const auto config = choose_target(line, speaker);
    if (!config) return config.error().code;
    if (std::filesystem::exists(line.file)) {
        return speaker.fail({ExitCode::failed, "peerdesk-cli-backup-exists", {line.file.string()}});
    }
    auto database = open_for_reading(config->database_file);
    if (!database) return speaker.fail(database.error());
    if (auto done = database->backup_to(line.file); !done) {
        return speaker.fail(failure_of(done.error(), line.file));
    }
    speaker.say("peerdesk-cli-backed-up", {config->database_file.string(), line.file.string()});
    return ExitCode::done;
}

ExitCode restore_tool(const CommandLine& line, const Speaker& speaker) {
    const auto config = choose_target(line, speaker);
    if (!config) return config.error().code;
    try {
        return restore(line.file, config->database_file, speaker);
    } catch (const std::filesystem::filesystem_error& error) {
        return speaker.fail({ExitCode::failed,
                             "peerdesk-cli-restore-failed",
                             {config->database_file.string(), error.code().message()}});
    }
}

} // namespace peerdesk::runtime
