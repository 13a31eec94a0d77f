// SPDX-License-Identifier: MIT
#include "bot/runtime/config/seal_key_file.hpp"

#include "adapters/net/random.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>

namespace peerdesk::runtime {

namespace {

/// A new key's digits and a line end.
std::string new_digits() {
    net::SystemRandom random;
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    for (int word = 0; word < 4; ++word) {
        const std::uint64_t bits = random.next();
        for (int shift = 60; shift >= 0; shift -= 4)
            text += hex[(bits >> shift) & 15];
    }
    return text + '\n';
}

/// Files root makes belong to whoever owns the folder, else the service could not open them.
void give_to_owner_of_folder(int fd, const std::filesystem::path& folder) {
    struct stat status{};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &status) != 0) return;
    (void)!::fchown(fd, status.st_uid, status.st_gid);
}

/// Writes the file under another name first: whoever comes at the same moment finds a whole key
/// or none. @return 0 or errno; a file that is there already is left alone and no error.
int make_file(const std::filesystem::path& file) {
    const std::string fresh = file.string() + ".new-" + std::to_string(::getpid());
    const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                          S_IRUSR | S_IWUSR);
    if (fd < 0) return errno;
    const std::string digits = new_digits();
    errno = EIO; // of a short write
    const bool is_written =
        ::write(fd, digits.data(), digits.size()) == static_cast<ssize_t>(digits.size()) &&
        ::fsync(fd) == 0;
    int error = is_written ? 0 : errno;
    if (is_written) give_to_owner_of_folder(fd, file.parent_path());
    ::close(fd);
    if (error == 0 && ::link(fresh.c_str(), file.c_str()) != 0 && errno != EEXIST) error = errno;
    ::unlink(fresh.c_str());
    return error;
}

std::optional<SealKey> parse_key(std::string_view digits) {
    SealKey key{};
    if (digits.size() != key.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char* first = digits.data() + i * 2;
        const auto [end, error] = std::from_chars(first, first + 2, key[i], 16);
        if (error != std::errc{} || end != first + 2) return std::nullopt;
    }
    return key == SealKey{} ? std::nullopt : std::optional{key};
}

} // namespace

std::filesystem::path seal_key_file(const std::filesystem::path& database_file) {
    return database_file.string() + ".key";
}

SealKey read_seal_key(TableReader& table, const SecretContext& context) {
    if (!context.reads || context.database_file.empty()) return {};
    const auto file = seal_key_file(context.database_file);
    struct stat status{};
    if (::lstat(file.c_str(), &status) != 0 && errno == ENOENT) {
        const int error = make_file(file);
        if (error == ENOENT) return {}; // no folder: the database will say so, or make it first
        if (error != 0) {
            table.complain(table.spot(), "peerdesk-config-key-unwritable",
                           {file.string(), std::strerror(error)});
            return {};
        }
    }
    const auto digits = read_private_file(table, table.spot(), file);
    if (!digits) return {};
    if (const auto key = parse_key(*digits)) return *key;
    table.complain(table.spot(), "peerdesk-config-key-damaged", {file.string()});
    return {};
}

} // namespace peerdesk::runtime
