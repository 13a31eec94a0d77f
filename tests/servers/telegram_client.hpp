// SPDX-License-Identifier: MIT
// A person at a Telegram app: writes, presses, reacts, and waits for what the desk does.
#pragma once

#include "tests/fakes/telegram/fake_telegram.hpp"
#include "tests/servers/telegram_message.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

class TelegramClient {
  public:
    TelegramClient(telegram_fake::FakeTelegram& server, std::int64_t user)
        : server_(&server), user_(user) {}

    [[nodiscard]] std::int64_t id() const { return user_; }
    [[nodiscard]] TelegramPlace chat() const { return {.chat = user_}; } ///< with the desk

    /// All that send return the message's id. Without a place: in the chat with the desk.
    std::int64_t say(const std::string& text) { return say(chat(), text); }
    std::int64_t say(TelegramPlace place, const std::string& text);
    std::int64_t reply(TelegramPlace place, std::int64_t answered, const std::string& text);
    std::int64_t reply(const TelegramMessage& answered, const std::string& text);
    std::int64_t send(TelegramPlace place, telegram_fake::Said said);
    std::vector<std::int64_t> send_album(TelegramPlace place,
                                         std::vector<telegram_fake::Said> parts);
    std::int64_t start(const std::string& payload = {});
    /// What a message with such a file holds.
    [[nodiscard]] telegram_fake::Json file(telegram_fake::NewFile file) const;

    void edit(TelegramPlace place, std::int64_t message, const std::string& text);
    void react(TelegramPlace place, std::int64_t message, const std::string& emoji);
    void block();

    /// Presses the button with this label and returns what the desk lets them read.
    std::string press(const TelegramMessage& message, const std::string& label);
    /// The same with data that no button need carry.
    std::string press_data(TelegramPlace place, std::int64_t message, const std::string& data);

    using Question = std::function<bool(const TelegramMessage&)>;
    /// The next message of the desk in this place that fits. Those before it are passed. Throws
    /// std::runtime_error with all that stands there when none comes in time.
    TelegramMessage expect(TelegramPlace place, const Question& fits, std::string_view what,
                           std::chrono::milliseconds wait = default_wait);
    /// The next one whose text matches, without regard to case.
    TelegramMessage expect(TelegramPlace place, const std::string& pattern,
                           std::chrono::milliseconds wait = default_wait);
    TelegramMessage expect(const std::string& pattern) { return expect(chat(), pattern); }
    /// The message again, when its text matches.
    TelegramMessage expect_change(const TelegramMessage& message, const std::string& pattern,
                                  std::chrono::milliseconds wait = default_wait) const;
    /// The sign that the desk sets on a message.
    void expect_sign(TelegramPlace place, std::int64_t message, const std::string& emoji) const;

    /// All that the desk ever wrote in this place and that still stands there.
    [[nodiscard]] std::vector<TelegramMessage> heard(TelegramPlace place) const;
    [[nodiscard]] bool has_heard(TelegramPlace place, const std::string& pattern) const;

    static constexpr std::chrono::milliseconds default_wait = std::chrono::seconds{15};

  private:
    telegram_fake::FakeTelegram* server_;
    std::int64_t user_;
    std::map<TelegramPlace, std::int64_t> passed_; ///< the last message returned
};

/// The number in a message that matches a phrase of phrases.hpp.
[[nodiscard]] int number_in(const TelegramMessage& message, const std::string& phrase);

/// Asks in the chat with the desk and returns the number that the desk gave the question.
int ask(TelegramClient& asker, const std::string& question);

} // namespace peerdesk::servers
