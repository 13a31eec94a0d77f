// SPDX-License-Identifier: MIT
// The least that an echo bot can cost: one connection asks for updates, others say back what was
// heard. It keeps nothing, checks nothing and reads the one form of JSON that the fake server
// writes. Usage: telegram_echo http://127.0.0.1:PORT TOKEN [CONNECTIONS [TOGETHER]]
//   TOGETHER how many requests may leave in one piece on one connection; 1 without it
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peerdesk::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto awaited = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t waiting_max = 1'000; ///< heard and not said back; more is not asked for
constexpr std::string_view head_end = "\r\n\r\n";

struct EchoLimits {
    std::size_t connections = 32;
    std::size_t together = 1;
};

struct Echo {
    std::string_view chat;
    std::string_view text; ///< as it stands in the JSON, quotes left out
};

std::string_view between(std::string_view& json, std::string_view begin, char end) {
    const auto at = json.find(begin);
    if (at == std::string_view::npos) return {};
    json.remove_prefix(at + begin.size());
    std::size_t size = 0;
    while (size < json.size() && json[size] != end)
        size += json[size] == '\\' ? 2 : 1;
    return json.substr(0, size);
}

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// One kept connection.
class Link {
  public:
    Link(asio::io_context& io, tcp::endpoint server) : socket_(io) {
        socket_.connect(server);
        socket_.set_option(tcp::no_delay{true});
    }

    asio::awaitable<void> write(std::string requests) {
        const auto [error, written] =
            co_await asio::async_write(socket_, asio::buffer(requests), awaited);
        if (error) throw std::runtime_error(error.message());
    }

    /// @return the next answer's body, until the next call
    asio::awaitable<std::string_view> read() {
        for (;;) {
            const std::string_view held{buffer_.data() + from_, to_ - from_};
            const auto head = held.find(head_end);
            if (head != std::string_view::npos) {
                std::string_view fields = held.substr(0, head);
                const std::size_t size = number(between(fields, "Content-Length: ", '\r'));
                const std::size_t begin = head + head_end.size();
                if (held.size() >= begin + size) {
                    from_ += begin + size;
                    co_return held.substr(begin, size);
                }
            }
            buffer_.erase(0, std::exchange(from_, 0));
            to_ = held.size();
            buffer_.resize(std::max(buffer_.capacity(), to_ * 2));
            const auto [error, bytes] = co_await socket_.async_read_some(
                asio::buffer(buffer_.data() + to_, buffer_.size() - to_), awaited);
            if (error) throw std::runtime_error(error.message());
            to_ += bytes;
        }
    }

  private:
    tcp::socket socket_;
    std::string buffer_ = std::string(8'192, '\0');
    std::size_t from_ = 0; ///< what is not read yet lies from here ...
    std::size_t to_ = 0;   ///< ... to here
};

class EchoClient {
  public:
    EchoClient(asio::io_context& io, tcp::endpoint server, std::string token, EchoLimits limits)
        : io_(io), server_(server), path_("/bot" + std::move(token)), limits_(limits) {}

    void run() {
        const auto fail = [](std::exception_ptr error) {
            if (error) std::rethrow_exception(error);
        };
        asio::co_spawn(io_, listen(), fail);
        for (std::size_t i = 0; i < limits_.connections; ++i)
            asio::co_spawn(io_, say_back(), fail);
        io_.run();
    }

  private:
    asio::awaitable<void> listen() {
        Link link(io_, server_);
        asio::steady_timer room(io_);
        std::uint64_t offset = 0;
        for (;;) {
            co_await link.write("GET " + path_ + "/getUpdates?timeout=30&offset=" +
                                std::to_string(offset) + " HTTP/1.1\r\nHost: fake\r\n\r\n");
            take(co_await link.read(), offset);
            while (waiting_.size() > waiting_max) {
                wants_room_ = &room;
                room.expires_at(asio::steady_timer::time_point::max());
                co_await room.async_wait(awaited);
                wants_room_ = nullptr;
            }
        }
    }

    void take(std::string_view updates, std::uint64_t& offset) {
        for (;;) {
            const std::string_view id = between(updates, "\"update_id\":", ',');
            if (id.empty()) return;
            offset = number(id) + 1;
            const std::string_view chat = between(updates, "\"chat\":{\"id\":", ',');
            const std::string_view text = between(updates, "\"text\":\"", '"');
            waiting_.push_back(request_for({chat, text}));
            if (idle_.empty()) continue;
            idle_.back()->cancel();
            idle_.pop_back();
        }
    }

    [[nodiscard]] std::string request_for(const Echo& echo) const {
        std::string body = "{\"chat_id\":";
        body.append(echo.chat).append(",\"text\":\"").append(echo.text).append("\"}");
        return "POST " + path_ + "/sendMessage HTTP/1.1\r\nHost: fake\r\n" +
               "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
               std::string{head_end} + body;
    }

    asio::awaitable<void> say_back() {
        Link link(io_, server_);
        asio::steady_timer wake(io_);
        for (;;) {
            while (waiting_.empty()) {
                idle_.push_back(&wake);
                wake.expires_at(asio::steady_timer::time_point::max());
                co_await wake.async_wait(awaited);
            }
            std::size_t taken = 0;
            std::string requests = take_share(taken);
            if (wants_room_ != nullptr && waiting_.size() <= waiting_max) wants_room_->cancel();
            co_await link.write(std::move(requests));
            for (; taken > 0; --taken) {
                const std::string_view answer = co_await link.read();
                if (!answer.starts_with("{\"ok\":true"))
                    throw std::runtime_error(std::string{answer});
            }
        }
    }

    /// The oldest requests, as many as leave the other connections theirs.
    std::string take_share(std::size_t& taken) {
        taken = std::clamp<std::size_t>(waiting_.size() / limits_.connections, 1, limits_.together);
        std::string requests;
        for (std::size_t i = 0; i < taken; ++i) {
            requests += waiting_.front();
            waiting_.pop_front();
        }
        return requests;
    }

    asio::io_context& io_;
    const tcp::endpoint server_;
    const std::string path_;
    const EchoLimits limits_;
    std::deque<std::string> waiting_; ///< requests
    std::vector<asio::steady_timer*> idle_;
    asio::steady_timer* wants_room_ = nullptr;
};

} // namespace
} // namespace peerdesk::bench

int main(int argc, char** argv) {
    using namespace peerdesk::bench;
    try {
        if (argc < 3) throw std::invalid_argument("the address and the token are wanted");
        const std::string url = argv[1];
        const auto port = number(std::string_view{url}.substr(url.rfind(':') + 1));
        asio::io_context io{1};
        EchoLimits limits;
        if (argc > 3) limits.connections = number(argv[3]);
        if (argc > 4) limits.together = number(argv[4]);
        const tcp::endpoint server{asio::ip::address_v4::loopback(),
                                   static_cast<std::uint16_t>(port)};
        EchoClient{io, server, argv[2], limits}.run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "telegram_echo: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
