// SPDX-License-Identifier: MIT
#include "tests/servers/irc_server.hpp"

#include "tests/servers/config_text.hpp"
#include "tests/servers/irc_client.hpp"
#include "tests/servers/line_socket.hpp"
#include "tests/servers/ports.hpp"
#include "tests/servers/waiting.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;

constexpr auto start_wait = 20s;
constexpr auto stop_wait = 10s;
constexpr int starts_max =
    3; // a port may have been taken meanwhile by something that is not a test

std::filesystem::path unpacked() {
    const char* given = std::getenv("PEERDESK_TEST_SERVERS");
    const std::filesystem::path path =
        given != nullptr ? given : PEERDESK_SOURCE_DIR "/build/servers/unpacked";
    if (!std::filesystem::exists(path / "usr/sbin/inspircd")) {
        throw std::runtime_error("no IRC servers in " + path.string() +
                                 "; `tests/run servers` gets them");
    }
    return path;
}

/// usr/lib/<machine>-linux-gnu of the unpacked packages.
std::filesystem::path library_folder() {
    for (const auto& entry : std::filesystem::directory_iterator(unpacked() / "usr/lib")) {
        if (entry.path().filename().string().find("-linux-gnu") != std::string::npos) {
            return entry.path();
        }
    }
    throw std::runtime_error("the unpacked packages hold no libraries");
}

Command command_for(std::vector<std::string> words, const std::filesystem::path& folder) {
    const auto machine = library_folder();
    const auto second = unpacked() / "lib" / machine.filename();
    return {.words = std::move(words),
            .folder = folder,
            .output = folder / "output.log",
            .variables = {{"LD_LIBRARY_PATH", machine.string() + ":" + second.string()}},
            .is_unprivileged = true};
}

std::string_view name_of(ServerKind kind) {
    switch (kind) {
    case ServerKind::ngircd:
        return "ngircd";
    case ServerKind::inspircd:
        return "inspircd";
    case ServerKind::ergo:
        return "ergo";
    }
    return "";
}

std::string ergo_program() {
    const char* given = std::getenv("PEERDESK_TEST_ERGO");
    if (given == nullptr) throw std::runtime_error("PEERDESK_TEST_ERGO names no binary");
    return given;
}

// The server runs as nobody and must be able to read the key.
void share_key(const Certificate& certificate) {
    ::chmod(certificate.key_file.c_str(), 0644);
}

} // namespace

IrcServer::IrcServer(ServerKind kind, Workspace& workspace)
    : kind_(kind), folder_(workspace.folder(name_of(kind), true)) {
    address_.certificate = make_certificate(folder_);
    share_key(address_.certificate);
    write_file(folder_ / "dh.pem", read_file(std::filesystem::path{PEERDESK_SOURCE_DIR} /
                                             "tests/servers/configs/ffdhe2048.pem"));
    for (int tries = 1;; ++tries) {
        address_.port = free_port();
        address_.tls_port = free_port();
        link_port_ = free_port();
        try {
            start();
            return;
        } catch (const std::runtime_error&) {
            if (tries == starts_max) throw;
        }
    }
}

void IrcServer::start() {
    const std::string name =
        std::string{name_of(kind_)} + (kind_ == ServerKind::ergo ? ".yaml" : ".conf");
    write_file(folder_ / name,
               filled(name + ".in", {{"DIR", folder_.string()},
                                     {"UNPACKED", unpacked().string()},
                                     {"PORT", std::to_string(address_.port)},
                                     {"TLS_PORT", std::to_string(address_.tls_port)},
                                     {"LINK_PORT", std::to_string(link_port_)}}));
    const auto config = folder_ / name;
    if (kind_ == ServerKind::ergo && !std::filesystem::exists(folder_ / "ircd.db")) {
        ChildProcess initial{
            command_for({ergo_program(), "initdb", "--conf", config.string(), "--quiet"}, folder_)};
        static_cast<void>(initial.wait_for_end(start_wait));
    }
    process_ = std::make_unique<ChildProcess>(command(config));
    const bool ready = eventually(start_wait, [&] {
        return !process_->is_running() ||
               (accepts_connections(address_.port) && accepts_connections(address_.tls_port));
    });
    if (!ready || !process_->is_running()) {
        process_->kill();
        throw std::runtime_error(name + " did not start:\n" + process_->output());
    }
}

Command IrcServer::command(const std::filesystem::path& config) const {
    const std::string programs = (unpacked() / "usr/sbin").string();
    switch (kind_) {
    case ServerKind::ngircd:
        return command_for({programs + "/ngircd", "-n", "-f", config.string()}, folder_);
    case ServerKind::inspircd:
        return command_for({programs + "/inspircd", "--nofork", "--config", config.string()},
                           folder_);
    case ServerKind::ergo:
        return command_for({ergo_program(), "run", "--conf", config.string()}, folder_);
    }
    throw std::logic_error("no such kind of server");
}

void IrcServer::stop() {
    process_->signal(SIGTERM);
    if (!process_->wait_for_end(stop_wait)) process_->kill();
}

void IrcServer::kill() {
    process_->kill();
}

void IrcServer::freeze() {
    process_->signal(SIGSTOP);
}

void IrcServer::thaw() {
    process_->signal(SIGCONT);
}

void IrcServer::change_certificate() {
    address_.certificate = make_certificate(folder_);
    share_key(address_.certificate);
}

Services::Services(const IrcServer& server, Workspace& workspace)
    : server_(server), folder_(workspace.folder("atheme", true)) {
    const auto modules = library_folder() / "atheme/modules";
    write_file(folder_ / "atheme.conf",
               filled("atheme.conf.in", {{"MODULES", modules.string()},
                                         {"LINK_PORT", std::to_string(server.link_port())}}));
    start();
}

void Services::start() {
    const std::string folder = folder_.string();
    if (const auto accounts = folder_ / "services.db"; !std::filesystem::exists(accounts)) {
        write_file(accounts, "");
        if (::geteuid() == 0 && ::chown(accounts.c_str(), unprivileged_id, unprivileged_id) != 0) {
            throw std::runtime_error("the services' file cannot be given away");
        }
    }
    const std::string program = (unpacked() / "usr/bin/atheme-services").string();
    process_ = std::make_unique<ChildProcess>(
        command_for({program, "-n", "-c", folder + "/atheme.conf", "-l", folder + "/services.log",
                     "-p", folder + "/services.pid", "-D", folder},
                    folder_));
    const bool ready = eventually(start_wait, [&] { return answers_logins(server_.address()); });
    if (!ready) {
        throw std::runtime_error("Atheme did not link:\n" + process_->output() +
                                 read_file(folder_ / "services.log"));
    }
}

void Services::stop() {
    process_->signal(SIGTERM);
    if (!process_->wait_for_end(stop_wait)) process_->kill();
}

} // namespace peerdesk::servers
