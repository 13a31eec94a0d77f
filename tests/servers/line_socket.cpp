// SPDX-License-Identifier: MIT
#include "tests/servers/line_socket.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace peerdesk::servers {
namespace {

constexpr std::size_t piece_size = 16UZ * 1024;

/// A connected socket, or -1.
int connect_to(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        return fd;
    }
    if (fd >= 0) ::close(fd);
    return -1;
}

} // namespace

bool accepts_connections(std::uint16_t port) {
    const int fd = connect_to(port);
    if (fd < 0) return false;
    ::close(fd);
    return true;
}

LineSocket::LineSocket(std::uint16_t port, bool is_tls) : fd_(connect_to(port)) {
    ::signal(SIGPIPE, SIG_IGN); // a broken connection is told by write's result
    if (fd_ < 0) throw std::runtime_error("no connection to port " + std::to_string(port));
    if (!is_tls) return;
    context_.reset(SSL_CTX_new(TLS_client_method()));
    tls_.reset(SSL_new(context_.get()));
    SSL_set_fd(tls_.get(), fd_);
    if (SSL_connect(tls_.get()) != 1) {
        ::close(fd_);
        throw std::runtime_error("no TLS on port " + std::to_string(port));
    }
}

LineSocket::~LineSocket() {
    if (tls_ && !is_at_end_) SSL_shutdown(tls_.get());
    ::close(fd_);
}

void LineSocket::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                               : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the connection is gone");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::optional<std::string> LineSocket::read_line(std::chrono::steady_clock::time_point until) {
    for (;;) {
        if (const auto end = buffer_.find('\n', read_to_); end != std::string::npos) {
            std::string line = buffer_.substr(read_to_, end - read_to_);
            if (line.ends_with('\r')) line.pop_back();
            read_to_ = end + 1;
            return line;
        }
        if (is_at_end_ || !fill(until)) return std::nullopt;
    }
}

bool LineSocket::fill(std::chrono::steady_clock::time_point until) {
    if (!tls_ || SSL_pending(tls_.get()) == 0) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd wanted{fd_, POLLIN, 0};
        if (::poll(&wanted, 1, std::max(0, static_cast<int>(left.count()))) <= 0) return false;
    }
    buffer_.erase(0, read_to_);
    read_to_ = 0;
    std::array<char, piece_size> piece{};
    const auto got = tls_ ? SSL_read(tls_.get(), piece.data(), static_cast<int>(piece.size()))
                          : ::recv(fd_, piece.data(), piece.size(), 0);
    if (got <= 0) {
        is_at_end_ = true;
        return false;
    }
    buffer_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

} // namespace peerdesk::servers
