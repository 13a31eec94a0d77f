// SPDX-License-Identifier: MIT
// Tells the network thread when a descriptor can be read. It has a thread of its own, because a
// regular file cannot be waited for by epoll, and setting O_NONBLOCK on a terminal or pipe would
// change it for the shell it is shared with.
#pragma once

#include <boost/asio/io_context.hpp>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace peerdesk::console {

/// `wait` and `stop` are called on the network thread, which also runs the handlers.
class ReadableWaiter {
  public:
    ReadableWaiter(boost::asio::io_context& io, int fd);
    ReadableWaiter(const ReadableWaiter&) = delete;
    ReadableWaiter& operator=(const ReadableWaiter&) = delete;
    ~ReadableWaiter();

    /// Calls `on_readable` once, when a read would not block (the end of input counts). One wait at
    /// a time; it keeps the io_context running.
    void wait(std::function<void()> on_readable);
    /// Ends the thread and drops a pending wait.
    void stop();

  private:
    void run();
    [[nodiscard]] bool poll_once() const;

    boost::asio::io_context& io_;
    int fd_;
    int wake_fd_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void()> handler_; ///< set while somebody waits
    bool is_stopping_ = false;
    std::thread thread_;
};

} // namespace peerdesk::console
