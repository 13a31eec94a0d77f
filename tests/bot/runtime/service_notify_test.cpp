// SPDX-License-Identifier: MIT
// Over a real datagram socket, as systemd would listen on.
#include "bot/runtime/service_notify.hpp"

#include "tests/bot/runtime/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <string>

namespace peerdesk::runtime {
namespace {

class Listener {
  public:
    explicit Listener(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        EXPECT_EQ(::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { ::close(fd_); }
    /// The next message; empty when there is none.
    std::string next() {
        std::string text(256, '\0');
        const ssize_t got = ::recv(fd_, text.data(), text.size(), MSG_DONTWAIT);
        text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return text;
    }

  private:
    int fd_;
};

TEST(ServiceNotify, says_how_the_service_does) {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "notify").string();
    Listener listener(path);
    ServiceNotify notify(path, std::nullopt);
    notify.ready();
    EXPECT_EQ(listener.next(), "READY=1");
    notify.alive();
    EXPECT_EQ(listener.next(), "WATCHDOG=1");
    notify.reloading();
    EXPECT_THAT(listener.next(), testing::StartsWith("RELOADING=1\nMONOTONIC_USEC="));
    notify.stopping();
    EXPECT_EQ(listener.next(), "STOPPING=1");
    EXPECT_EQ(listener.next(), "");
}

TEST(ServiceNotify, is_silent_without_a_socket) {
    for (const char* path : {"", "/", "relative", "/nowhere/at/all"}) {
        ServiceNotify notify(path, std::nullopt);
        notify.ready(); // must not fail
    }
    ServiceNotify too_long("/" + std::string(200, 'x'), std::nullopt);
    too_long.ready();
}

TEST(ServiceNotify, reads_the_watchdog_of_this_process_alone) {
    ::setenv("WATCHDOG_USEC", "3000000", 1);
    EXPECT_EQ(ServiceNotify::from_environment().watchdog(), std::chrono::seconds(3));
    ::setenv("WATCHDOG_PID", "1", 1);
    EXPECT_EQ(ServiceNotify::from_environment().watchdog(), std::nullopt);
    ::unsetenv("WATCHDOG_PID");
    for (const char* bad : {"", "0", "-5", "3s"}) {
        ::setenv("WATCHDOG_USEC", bad, 1);
        EXPECT_EQ(ServiceNotify::from_environment().watchdog(), std::nullopt) << bad;
    }
    ::unsetenv("WATCHDOG_USEC");
}

} // namespace
} // namespace peerdesk::runtime
