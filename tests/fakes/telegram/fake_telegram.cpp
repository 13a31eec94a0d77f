// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/fake_telegram.hpp"

namespace peerdesk::telegram_fake {

FakeTelegram::FakeTelegram(Settings settings, std::uint16_t port)
    : world_(std::move(settings)), front_(io_, world_, port), thread_([this] {
          front_.start();
          io_.run();
      }) {}

FakeTelegram::~FakeTelegram() {
    io_.stop();
}

std::string FakeTelegram::url() const {
    return "http://127.0.0.1:" + std::to_string(front_.port());
}

void FakeTelegram::advance(std::chrono::seconds by) {
    with_world([&](World& world) {
        front_.move_clock(by);
        front_.set_clock();
        world.on_news();
    });
}

} // namespace peerdesk::telegram_fake
