// SPDX-License-Identifier: MIT
#include "bot/runtime/config/secret_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

namespace peerdesk::runtime {

namespace {

class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& file)
        : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int fd() const { return fd_; }

  private:
    int fd_;
};

/// The first line; an editor's line end at its end is not part of the secret.
std::string first_line(std::string text) {
    text.resize(std::min(text.find_first_of("\r\n"), text.size()));
    return text;
}

std::optional<std::string> read_environment(TableReader& table, const Located& name) {
    const char* value = std::getenv(name.text.c_str());
    if (value == nullptr) {
        table.complain(name.spot, "peerdesk-config-secret-unset", {name.text});
        return std::nullopt;
    }
    return std::string(value);
}

std::optional<std::string> read_credential(TableReader& table, const Located& name) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY"); // systemd.exec(5), LoadCredential=
    if (folder == nullptr || name.text.find('/') != std::string::npos) {
        table.complain(name.spot, "peerdesk-config-secret-no-credential", {name.text});
        return std::nullopt;
    }
    return read_private_file(table, name.spot, std::filesystem::path(folder) / name.text);
}

} // namespace

std::optional<std::string> read_private_file(TableReader& table, Spot at,
                                             const std::filesystem::path& path) {
    const OpenFile file(path);
    struct stat status{};
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0) {
        table.complain(at, "peerdesk-config-secret-unreadable",
                       {path.string(), std::strerror(errno)});
        return std::nullopt;
    }
    if (!S_ISREG(status.st_mode)) {
        table.complain(at, "peerdesk-config-secret-unreadable",
                       {path.string(), std::strerror(EINVAL)});
        return std::nullopt;
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        table.complain(at, "peerdesk-config-secret-open", {path.string()});
        return std::nullopt;
    }
    std::string text(secret_length_max + 1, '\0');
    const ssize_t got = ::read(file.fd(), text.data(), text.size());
    if (got < 0) {
        table.complain(at, "peerdesk-config-secret-unreadable",
                       {path.string(), std::strerror(errno)});
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(got));
    return first_line(std::move(text));
}

std::string read_secret(TableReader& table, std::string_view name, const SecretContext& context) {
    const std::string stem(name);
    if (table.has(name)) {
        table.know(name);
        table.complain(table.spot_of(name), "peerdesk-config-secret-inline", {stem});
    }
    const auto file = table.text(stem + "_file");
    const auto environment = table.text(stem + "_env");
    const auto credential = table.text(stem + "_credential");
    const int given =
        int{file.has_value()} + int{environment.has_value()} + int{credential.has_value()};
    if (given == 0) return {};
    const Spot at = file ? file->spot : environment ? environment->spot : credential->spot;
    if (given > 1) {
        table.complain(at, "peerdesk-config-secret-twice", {stem});
        return {};
    }
    if (!context.reads) return {};
    const auto secret = file          ? read_private_file(table, at, context.folder / file->text)
                        : environment ? read_environment(table, *environment)
                                      : read_credential(table, *credential);
    if (!secret) return {};
    if (secret->empty() || secret->size() > secret_length_max) {
        table.complain(at, "peerdesk-config-secret-length", {stem, secret_length_max});
        return {};
    }
    context.secrets.push_back(*secret);
    return *secret;
}

} // namespace peerdesk::runtime
