// SPDX-License-Identifier: MIT
// The homeserver model of the adapter's tests behind a real socket: so fast that what is measured
// at it is the program alone. It lives in this process, on a thread of its own.
#pragma once

#include "tests/adapters/matrix/homeserver_model.hpp"
#include "tests/bench/measures.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <condition_variable>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace peerdesk::bench {

class FakeHomeserver {
  public:
    FakeHomeserver();
    ~FakeHomeserver();
    FakeHomeserver(const FakeHomeserver&) = delete;
    FakeHomeserver& operator=(const FakeHomeserver&) = delete;

    [[nodiscard]] std::string url() const;

    /// Runs `work` on the model, on its own thread; then whoever waits for news gets it.
    template <class Work>
    auto with_model(Work work) {
        std::promise<decltype(work(model_))> result;
        boost::asio::post(io_, [&] {
            forget_answer();
            result.set_value(work(model_));
            news_.cancel();
        });
        return result.get_future().get();
    }

    /// When the first answer to a sync since the latest work on the model was begun to be written.
    [[nodiscard]] Clock::time_point first_answer();
    /// How many messages have been sent into the room.
    [[nodiscard]] std::size_t sent_into(const std::string& room);
    /// When the message after `seen` others arrived; throws std::runtime_error when none does.
    [[nodiscard]] Clock::time_point next_into(const std::string& room, std::size_t seen);
    /// Returns when a sync waits for news.
    void wait_until_idle();

  private:
    using Socket = boost::asio::ip::tcp::socket;
    struct Asked {
        matrix::Request request;
        std::string token;
        std::size_t body_size = 0;
    };
    struct Arrivals {
        std::size_t count = 0;
        Clock::time_point latest;
    };
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(Socket socket);
    boost::asio::awaitable<Asked> read_request(Socket& socket, std::string& buffer);
    boost::asio::awaitable<matrix::Answer> answer_to(Asked asked);
    static Asked head_of(std::string_view head);
    void note_arrival(const matrix::Request& request);
    void note_idle();
    void note_answer();
    void forget_answer();

    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer news_{io_};
    matrix::HomeserverModel model_;

    std::mutex mutex_; ///< over what follows
    std::condition_variable changed_;
    std::map<std::string, Arrivals> arrivals_; ///< by room
    std::optional<Clock::time_point> first_answer_;
    bool is_idle_ = false;

    std::jthread thread_;
};

} // namespace peerdesk::bench
