// SPDX-License-Identifier: MIT
#include "tests/servers/slow_proxy.hpp"

#include "tests/servers/ports.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace peerdesk::servers {
namespace {

constexpr std::size_t piece_size = 64UZ * 1024;
constexpr int look_ms = 50; // how soon a thread sees that all is over
constexpr std::string_view garbage_answer =
    "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 46\r\n\r\n"
    "<html><body><h1>502 Bad Gateway</h1></body></h";

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int connected_to(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
    ::close(fd);
    return -1;
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string read_some(int fd) {
    std::string bytes(piece_size, '\0');
    const auto count = ::recv(fd, bytes.data(), bytes.size(), 0);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

} // namespace

SlowProxy::SlowProxy(std::uint16_t target, unsigned seed)
    : target_(target), port_(free_port()), random_(seed) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = loopback(port_);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, SOMAXCONN) != 0) {
        throw std::runtime_error("the proxy cannot listen");
    }
    acceptor_ = std::thread{[this] { accept_all(); }};
}

SlowProxy::~SlowProxy() {
    is_over_ = true;
    acceptor_.join();
    for (std::thread& one : threads_)
        one.join();
    ::close(listener_);
}

void SlowProxy::set(const Troubles& troubles) {
    const std::lock_guard lock{mutex_};
    troubles_ = troubles;
}

std::string SlowProxy::url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

SlowProxy::Counts SlowProxy::counts() const {
    const std::lock_guard lock{mutex_};
    return counts_;
}

void SlowProxy::accept_all() {
    while (!is_over_) {
        pollfd wanted{listener_, POLLIN, 0};
        if (::poll(&wanted, 1, look_ms) <= 0) continue;
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        {
            const std::lock_guard lock{mutex_};
            ++counts_.connections;
        }
        threads_.emplace_back([this, client] { serve(client); });
    }
}

void SlowProxy::serve(int client) {
    if (const int server = connected_to(target_); server >= 0) {
        pass(client, server);
        ::close(server);
    }
    ::close(client);
}

void SlowProxy::pass(int client, int server) {
    bool is_cut_in_answer = false;
    bool is_new_request = true; // the next bytes of the client begin one
    std::array<pollfd, 2> ends{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    while (!is_over_) {
        if (::poll(ends.data(), ends.size(), look_ms) <= 0) continue;
        if (ends[0].revents != 0) {
            const std::string bytes = read_some(client);
            if (bytes.empty()) return;
            if (std::exchange(is_new_request, false)) {
                std::this_thread::sleep_for(std::chrono::milliseconds{delay_ms()});
                const Fate fate = choose();
                if (fate == Fate::cut_before) return;
                if (fate == Fate::garbage) {
                    write_all(client, garbage_answer);
                    return;
                }
                is_cut_in_answer = fate == Fate::cut_after;
            }
            if (!write_all(server, bytes)) return;
        }
        if (ends[1].revents != 0) {
            const std::string bytes = read_some(server);
            if (bytes.empty()) return;
            is_new_request = true;
            const std::size_t size = is_cut_in_answer ? bytes.size() / 2 : bytes.size();
            if (!write_all(client, std::string_view{bytes}.substr(0, size))) return;
            if (is_cut_in_answer) return;
        }
    }
}

SlowProxy::Fate SlowProxy::choose() {
    const std::lock_guard lock{mutex_};
    ++counts_.requests;
    double chance = std::uniform_real_distribution<double>{}(random_);
    const auto falls_under = [&chance](double share) {
        chance -= share;
        return chance < 0;
    };
    if (falls_under(troubles_.garbage)) return ++counts_.garbage, Fate::garbage;
    if (falls_under(troubles_.cut_before)) return ++counts_.cut, Fate::cut_before;
    if (falls_under(troubles_.cut_after)) return ++counts_.cut, Fate::cut_after;
    return Fate::passes;
}

int SlowProxy::delay_ms() const {
    const std::lock_guard lock{mutex_};
    return troubles_.delay_ms;
}

} // namespace peerdesk::servers
