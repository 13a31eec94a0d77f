// SPDX-License-Identifier: MIT
#include "tests/servers/ports.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>

namespace peerdesk::servers {
namespace {

constexpr int first_port = 10'000;
constexpr int ports_wanted_below = 32'768; // the kernel's usual first port for outgoing connections
constexpr int tries_max = 2'000;

int ports_end() {
    std::ifstream range{"/proc/sys/net/ipv4/ip_local_port_range"};
    int first = ports_wanted_below;
    range >> first;
    return std::max(first_port + 1000, std::min(first, ports_wanted_below));
}

/// Holds the reservation for as long as the process lives: the descriptor is never closed.
bool reserve(int port) {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("peerdesk-test-ports-" + std::to_string(::getuid()));
    std::filesystem::create_directories(folder);
    const auto file = folder / std::to_string(port);
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return true;
    ::close(fd);
    return false;
}

bool can_listen(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return bound;
}

} // namespace

std::uint16_t free_port() {
    static std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<int> any{first_port, ports_end() - 1};
    for (int i = 0; i < tries_max; ++i) {
        const int port = any(random);
        if (can_listen(port) && reserve(port)) return static_cast<std::uint16_t>(port);
    }
    throw std::runtime_error("no free port for a test server");
}

} // namespace peerdesk::servers
