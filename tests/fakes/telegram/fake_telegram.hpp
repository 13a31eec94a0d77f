// SPDX-License-Identifier: MIT
// The whole fake server inside a test: it lives on a thread of its own from construction to
// destruction, on a free port of loopback.
//
//     FakeTelegram telegram;
//     const auto ana = telegram.with_people([](People& people, World& world) { ... });
#pragma once

#include "tests/fakes/telegram/http_front.hpp"
#include "tests/fakes/telegram/people.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace peerdesk::telegram_fake {

class FakeTelegram {
  public:
    explicit FakeTelegram(Settings settings = {}, std::uint16_t port = 0);
    ~FakeTelegram();
    FakeTelegram(const FakeTelegram&) = delete;
    FakeTelegram& operator=(const FakeTelegram&) = delete;

    /// http://127.0.0.1:port, what a client library calls the API's root
    [[nodiscard]] std::string url() const;
    [[nodiscard]] std::uint16_t port() const { return front_.port(); }

    /// Runs `work` on the world, on the server's thread, and gives its result or throws what it
    /// throws.
    template <class Work>
    auto with_world(Work work) {
        using Task = std::packaged_task<decltype(work(world_))()>;
        const auto task = std::make_shared<Task>([&] {
            front_.set_clock();
            return work(world_);
        });
        auto result = task->get_future();
        boost::asio::post(io_, [task] { (*task)(); });
        return result.get();
    }

    /// The same with what people can do.
    template <class Work>
    auto with_people(Work work) {
        return with_world([&](World& world) {
            People people{world};
            return work(people, world);
        });
    }

    /// The server's time goes on by that much.
    void advance(std::chrono::seconds by);

  private:
    World world_;
    boost::asio::io_context io_{1};
    HttpFront front_;
    std::jthread thread_;
};

} // namespace peerdesk::telegram_fake
