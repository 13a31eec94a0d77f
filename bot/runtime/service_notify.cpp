// SPDX-License-Identifier: MIT
#include "bot/runtime/service_notify.hpp"

#include <fmt/format.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>

namespace peerdesk::runtime {

namespace {

std::optional<long long> number_in(const char* name) {
    const char* text = std::getenv(name);
    if (text == nullptr) return std::nullopt;
    long long value = 0;
    const auto [end, error] = std::from_chars(text, text + std::strlen(text), value);
    if (error != std::errc{} || *end != '\0' || value <= 0) return std::nullopt;
    return value;
}

} // namespace

ServiceNotify ServiceNotify::from_environment() {
    const char* path = std::getenv("NOTIFY_SOCKET");
    std::optional<std::chrono::microseconds> watchdog;
    const auto pid = number_in("WATCHDOG_PID");
    if (const auto usec = number_in("WATCHDOG_USEC"); usec && (!pid || *pid == ::getpid())) {
        watchdog = std::chrono::microseconds(*usec);
    }
    return {path == nullptr ? "" : path, watchdog};
}

ServiceNotify::ServiceNotify(std::string socket_path,
                             std::optional<std::chrono::microseconds> watchdog)
    : socket_path_(std::move(socket_path)), watchdog_(watchdog) {
    const bool is_usable = socket_path_.size() > 1 &&
                           socket_path_.size() < sizeof(sockaddr_un{}.sun_path) &&
                           (socket_path_[0] == '/' || socket_path_[0] == '@');
    if (is_usable) fd_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

ServiceNotify::ServiceNotify(ServiceNotify&& other) noexcept
    : socket_path_(std::move(other.socket_path_)), watchdog_(other.watchdog_),
      fd_(std::exchange(other.fd_, -1)) {}

ServiceNotify::~ServiceNotify() {
    if (fd_ >= 0) ::close(fd_);
}

void ServiceNotify::reloading() {
    // Type=notify-reload wants the moment by the monotonic clock; Type=notify ignores it.
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}",
                     now.tv_sec * 1'000'000LL + now.tv_nsec / 1000));
}

void ServiceNotify::send(std::string_view state) {
    if (fd_ < 0) return;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket_path_.data(), socket_path_.size());
    if (address.sun_path[0] == '@') address.sun_path[0] = '\0'; // abstract, see unix(7)
    const auto length =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_path_.size());
    // Nothing depends on the answer: a manager that does not listen is not our concern.
    (void)::sendto(fd_, state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                   reinterpret_cast<const sockaddr*>(&address), length);
}

} // namespace peerdesk::runtime
