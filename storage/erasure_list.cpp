// SPDX-License-Identifier: MIT
#include "storage/erasure_list.hpp"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "storage/errors.hpp"

namespace peerdesk::storage {

namespace {

[[noreturn]] void fail(int error_number) {
    StorageUnavailable unavailable(std::system_category().message(error_number));
    unavailable.is_full = error_number == ENOSPC || error_number == EDQUOT;
    throw unavailable;
}

std::int64_t count(Time time) {
    return time.time_since_epoch().count();
}

bool write_all(int file, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t now = ::write(file, text.data() + written, text.size() - written);
        if (now < 0 && errno == EINTR) continue;
        if (now <= 0) return false;
        written += static_cast<std::size_t>(now);
    }
    return ::fsync(file) == 0;
}

} // namespace

ErasureList::ErasureList(const std::filesystem::path& database_file) : path_(database_file) {
    path_ += ".erasures";
}

void ErasureList::append(const std::vector<Erasure>& entries) {
    std::string text;
    // The line before may have been cut by a full disk: an empty line costs nothing.
    if (std::error_code none; std::filesystem::exists(path_, none)) text = "\n";
    for (const Erasure& entry : entries)
        text += std::to_string(entry.person.value) + ' ' + std::to_string(count(entry.first_seen)) +
                ' ' + std::to_string(count(entry.erased)) + '\n';
    const int file =
        ::open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) fail(errno);
    const bool is_written = write_all(file, text);
    const int error_number = errno;
    ::close(file);
    if (!is_written) fail(error_number);
}

std::vector<Erasure> ErasureList::read() const {
    std::vector<Erasure> found;
    std::ifstream file(path_);
    for (std::string line; std::getline(file, line);) {
        if (file.eof()) break; // no line end: cut while it was written
        std::istringstream fields(line);
        std::int64_t person = 0;
        std::int64_t first_seen = 0;
        std::int64_t erased = 0;
        if (fields >> person >> first_seen >> erased)
            found.push_back({PersonId{person}, Time{std::chrono::milliseconds{first_seen}},
                             Time{std::chrono::milliseconds{erased}}});
    }
    return found;
}

} // namespace peerdesk::storage
