// SPDX-License-Identifier: MIT
#include "tests/servers/workspace.hpp"

#include "tests/servers/child_process.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace peerdesk::servers {

Workspace::Workspace() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "peerdesk-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
    ::chmod(path_.c_str(), 0755); // the servers run as another user than root
}

Workspace::~Workspace() {
    if (std::getenv("PEERDESK_TEST_KEEP") != nullptr) {
        std::cout << "kept: " << path_.string() << "\n";
        return;
    }
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path Workspace::folder(std::string_view name, bool for_server) {
    auto folder = path_ / name;
    std::filesystem::create_directories(folder);
    if (for_server && ::geteuid() == 0) {
        if (::chown(folder.c_str(), unprivileged_id, unprivileged_id) != 0) {
            throw std::runtime_error("the server's folder cannot be given away");
        }
    }
    return folder;
}

void write_file(const std::filesystem::path& file, std::string_view content, bool is_secret) {
    std::filesystem::remove(file);
    std::ofstream stream{file, std::ios::binary};
    if (is_secret) ::chmod(file.c_str(), 0600);
    stream << content << std::flush;
    if (!stream) throw std::runtime_error("cannot write " + file.string());
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

} // namespace peerdesk::servers
