// SPDX-License-Identifier: MIT
// Tells systemd how the service does: sd_notify(3)'s protocol, which is one datagram a message.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::runtime {

/// Does nothing where the environment names no socket.
class ServiceNotify {
  public:
    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
    static ServiceNotify from_environment();
    /// @param socket_path a path, or '@' and an abstract name; empty: tell nobody.
    ServiceNotify(std::string socket_path, std::optional<std::chrono::microseconds> watchdog);
    ~ServiceNotify();
    ServiceNotify(ServiceNotify&& other) noexcept;
    ServiceNotify(const ServiceNotify&) = delete;
    ServiceNotify& operator=(const ServiceNotify&) = delete;

    void ready() { send("READY=1"); }
    /// Followed by `ready` when the reload is done.
    void reloading();
    void stopping() { send("STOPPING=1"); }
    void alive() { send("WATCHDOG=1"); }

    /// How often `alive` must be said; nothing when nobody watches.
    [[nodiscard]] std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }

  private:
    void send(std::string_view state);

    std::string socket_path_;
    std::optional<std::chrono::microseconds> watchdog_;
    int fd_ = -1;
};

} // namespace peerdesk::runtime
