// SPDX-License-Identifier: MIT
#include "tests/servers/http_caller.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <stdexcept>
#include <utility>

namespace peerdesk::servers {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t piece_size = 16UZ * 1024;
constexpr int hexadecimal = 16;

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string head_of(const HttpRequest& request, const std::string& host) {
    std::string head = request.method + " " + request.target + " HTTP/1.1\r\nHost: " + host +
                       "\r\nAccept: */*\r\n";
    if (!request.token.empty()) head += "Authorization: Bearer " + request.token + "\r\n";
    if (request.method != "GET") {
        head += "Content-Type: " + request.content_type +
                "\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
    }
    return head + "\r\n";
}

} // namespace

nlohmann::json HttpAnswer::parsed() const {
    nlohmann::json value = nlohmann::json::parse(body, nullptr, false);
    return value.is_discarded() ? nlohmann::json::object() : value;
}

HttpCaller::HttpCaller(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) {
        throw std::runtime_error("a test homeserver is reached over http://, not " +
                                 std::string{url});
    }
    url.remove_prefix(scheme.size());
    url = url.substr(0, url.find('/'));
    const auto colon = url.rfind(':');
    host_ = url.substr(0, colon);
    port_ = colon == std::string_view::npos ? "80" : url.substr(colon + 1);
}

HttpCaller::~HttpCaller() {
    close();
}

HttpCaller::HttpCaller(HttpCaller&& other) noexcept
    : host_(std::move(other.host_)), port_(std::move(other.port_)),
      fd_(std::exchange(other.fd_, -1)), buffer_(std::move(other.buffer_)) {}

void HttpCaller::open() {
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host_.c_str(), port_.c_str(), &wanted, &found) != 0) {
        throw std::runtime_error("no such host: " + host_);
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses{found, &::freeaddrinfo};
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
        fd_ = ::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
        if (fd_ >= 0 && ::connect(fd_, one->ai_addr, one->ai_addrlen) == 0) {
            const int on = 1;
            ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            return;
        }
        close();
    }
    throw std::runtime_error("no connection to " + host_ + ":" + port_);
}

void HttpCaller::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    buffer_.clear();
}

// Nothing may come unasked: whatever is readable is the end.
bool HttpCaller::is_usable() const {
    pollfd wanted{fd_, POLLIN, 0};
    return fd_ >= 0 && ::poll(&wanted, 1, 0) == 0;
}

HttpAnswer HttpCaller::call(const HttpRequest& request, std::chrono::milliseconds wait) {
    const auto until = Clock::now() + wait;
    try {
        if (!is_usable()) {
            close();
            open();
        }
        write(head_of(request, host_ + ":" + port_) + request.body);
        return read_answer(until);
    } catch (const std::runtime_error& error) {
        close(); // the rest of the answer must not meet the next request
        throw std::runtime_error(request.method + " " + request.target + ": " + error.what());
    }
}

void HttpCaller::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the connection is gone");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

HttpAnswer HttpCaller::read_answer(Deadline until) {
    const std::string first = read_line(until);
    if (!first.starts_with("HTTP/1.")) throw std::runtime_error("no answer of HTTP: " + first);
    HttpAnswer answer{.status = std::stoi(first.substr(first.find(' ') + 1))};
    std::string length;
    bool is_chunked = false;
    bool is_last = false;
    for (std::string line = read_line(until); !line.empty(); line = read_line(until)) {
        const auto colon = std::min(line.find(':'), line.size());
        const std::string name = lower(line.substr(0, colon));
        const auto begin = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
        const std::string value = line.substr(begin);
        if (name == "content-length") length = value;
        if (name == "content-type") answer.content_type = value;
        if (name == "transfer-encoding") is_chunked = lower(value).contains("chunked");
        if (name == "connection") is_last = lower(value).contains("close");
    }
    if (is_chunked) {
        answer.body = read_chunks(until);
    } else if (!length.empty()) {
        answer.body = read_bytes(std::stoul(length), until);
    } else {
        answer.body = read_to_end(until);
        is_last = true;
    }
    if (is_last) close();
    return answer;
}

std::string HttpCaller::read_line(Deadline until) {
    for (;;) {
        if (const auto end = buffer_.find('\n'); end != std::string::npos) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
        if (!fill(until)) throw std::runtime_error("the server closed the connection");
    }
}

std::string HttpCaller::read_bytes(std::size_t count, Deadline until) {
    while (buffer_.size() < count) {
        if (!fill(until)) throw std::runtime_error("the server closed within an answer");
    }
    std::string bytes = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return bytes;
}

std::string HttpCaller::read_chunks(Deadline until) {
    std::string body;
    for (;;) {
        const std::size_t size = std::stoul(read_line(until), nullptr, hexadecimal);
        if (size == 0) break;
        body += read_bytes(size, until);
        read_line(until);
    }
    while (!read_line(until).empty()) {
    }
    return body;
}

std::string HttpCaller::read_to_end(Deadline until) {
    while (fill(until)) {
    }
    return std::exchange(buffer_, {});
}

bool HttpCaller::fill(Deadline until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    pollfd wanted{fd_, POLLIN, 0};
    if (::poll(&wanted, 1, std::max(0, static_cast<int>(left.count()))) <= 0) {
        throw std::runtime_error("no whole answer in time");
    }
    std::array<char, piece_size> piece{};
    const auto got = ::recv(fd_, piece.data(), piece.size(), 0);
    if (got <= 0) return false;
    buffer_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0 || std::string_view{"-._~"}.contains(static_cast<char>(c))) {
            result += static_cast<char>(c);
        } else {
            result += '%';
            result += digits[c / hexadecimal];
            result += digits[c % hexadecimal];
        }
    }
    return result;
}

} // namespace peerdesk::servers
