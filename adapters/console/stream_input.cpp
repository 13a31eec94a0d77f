// SPDX-License-Identifier: MIT
// Lines of a pipe, a file or a bare terminal: reads what is there, cuts at line ends.
#include "adapters/console/line_input.hpp"

#include "adapters/console/readable_waiter.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace peerdesk::console {

namespace {

constexpr std::size_t chunk_length = 16'384;

class StreamInput final : public LineInput {
  public:
    StreamInput(boost::asio::io_context& io, int in_fd, int out_fd)
        : in_fd_(in_fd), out_fd_(out_fd), waiter_(io, in_fd) {}

    void read_line(OnLine on_line) override {
        on_line_ = std::move(on_line);
        hand_over();
    }

    [[nodiscard]] bool print(std::string_view block) override { return write_all(out_fd_, block); }
    [[nodiscard]] bool shows_input() const override { return ::isatty(in_fd_) == 1; }
    void stop() override { waiter_.stop(); }

  private:
    /// The next whole line if there is one, else waits for more bytes.
    void hand_over() {
        const auto end = buffer_.find('\n');
        if (end == std::string::npos && !is_at_end_) {
            waiter_.wait([this] { read_some(); });
            return;
        }
        std::optional<InputLine> line;
        if (end != std::string::npos || !buffer_.empty()) {
            line = InputLine{buffer_.substr(0, end), std::exchange(was_cut_, false)};
            buffer_.erase(0, end == std::string::npos ? end : end + 1);
            if (line->bytes.ends_with('\r')) line->bytes.pop_back();
            if (line->bytes.size() > line_length_max) {
                line->bytes.resize(line_length_max);
                line->was_cut = true;
            }
        }
        std::exchange(on_line_, nullptr)(std::move(line));
    }

    void read_some() {
        std::string chunk(chunk_length, '\0');
        const ssize_t got = ::read(in_fd_, chunk.data(), chunk.size());
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) return hand_over();
        if (got <= 0) {
            is_at_end_ = true;
        } else {
            keep(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)));
        }
        hand_over();
    }

    /// Holds at most one over-long line: its rest is dropped as it arrives.
    void keep(std::string_view chunk) {
        if (buffer_.size() > line_length_max && buffer_.find('\n') == std::string::npos) {
            was_cut_ = true;
            const auto end = chunk.find('\n');
            if (end == std::string_view::npos) return;
            chunk.remove_prefix(end);
        }
        buffer_ += chunk;
    }

    int in_fd_;
    int out_fd_;
    ReadableWaiter waiter_;
    OnLine on_line_;
    std::string buffer_;
    bool was_cut_ = false;
    bool is_at_end_ = false;
};

} // namespace

std::unique_ptr<LineInput> make_stream_input(boost::asio::io_context& io, int in_fd, int out_fd) {
    return std::make_unique<StreamInput>(io, in_fd, out_fd);
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd ready{fd, POLLOUT, 0}; // somebody else made it non-blocking
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

} // namespace peerdesk::console
