// SPDX-License-Identifier: MIT
#include "adapters/console/readable_waiter.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <memory>
#include <utility>

namespace peerdesk::console {

ReadableWaiter::ReadableWaiter(boost::asio::io_context& io, int fd)
    : io_(io), fd_(fd), wake_fd_(::eventfd(0, EFD_CLOEXEC)), thread_([this] { run(); }) {}

ReadableWaiter::~ReadableWaiter() {
    stop();
    ::close(wake_fd_);
}

void ReadableWaiter::wait(std::function<void()> on_readable) {
    // The guard travels with the handler, so that the loop does not end while a person thinks.
    auto guard =
        std::make_shared<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>>(
            io_.get_executor());
    {
        const std::lock_guard lock(mutex_);
        if (is_stopping_) return;
        handler_ = [guard = std::move(guard), on_readable = std::move(on_readable)] {
            on_readable();
        };
    }
    changed_.notify_one();
}

void ReadableWaiter::stop() {
    {
        const std::lock_guard lock(mutex_);
        is_stopping_ = true;
    }
    changed_.notify_one();
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wake_fd_, &one, sizeof one);
    if (thread_.joinable()) thread_.join();
    handler_ = nullptr;
}

void ReadableWaiter::run() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return is_stopping_ || handler_; });
            if (is_stopping_) return;
        }
        if (!poll_once()) continue;
        const std::lock_guard lock(mutex_);
        if (is_stopping_) return;
        boost::asio::post(io_, std::exchange(handler_, nullptr));
    }
}

bool ReadableWaiter::poll_once() const {
    std::array<pollfd, 2> watched{pollfd{fd_, POLLIN, 0}, pollfd{wake_fd_, POLLIN, 0}};
    return ::poll(watched.data(), watched.size(), -1) > 0 && watched[0].revents != 0;
}

} // namespace peerdesk::console
