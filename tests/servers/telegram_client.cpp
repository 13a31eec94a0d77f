// SPDX-License-Identifier: MIT
#include "tests/servers/telegram_client.hpp"

#include "tests/servers/phrases.hpp"
#include "tests/servers/waiting.hpp"

#include <algorithm>
#include <optional>
#include <regex>
#include <stdexcept>
#include <utility>

namespace peerdesk::servers {

using telegram_fake::Chat;
using telegram_fake::Json;
using telegram_fake::Message;
using telegram_fake::People;
using telegram_fake::Said;
using telegram_fake::World;

namespace {

bool matches(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, std::regex{pattern, std::regex::icase});
}

std::string told(const std::vector<TelegramMessage>& messages) {
    std::string text;
    for (const TelegramMessage& message : messages)
        text += message.raw.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    return text;
}

} // namespace

std::int64_t TelegramClient::say(TelegramPlace place, const std::string& text) {
    Said said;
    said.text = text;
    return send(place, std::move(said));
}

std::int64_t TelegramClient::reply(TelegramPlace place, std::int64_t answered,
                                   const std::string& text) {
    Said said;
    said.text = text;
    said.reply_to = answered;
    return send(place, std::move(said));
}

std::int64_t TelegramClient::reply(const TelegramMessage& answered, const std::string& text) {
    return reply(answered.place(), answered.id(), text);
}

std::int64_t TelegramClient::send(TelegramPlace place, Said said) {
    said.topic = place.topic;
    return server_->with_people(
        [&](People& people, World&) { return people.says(user_, place.chat, said); });
}

std::vector<std::int64_t> TelegramClient::send_album(TelegramPlace place, std::vector<Said> parts) {
    for (Said& part : parts)
        part.topic = place.topic;
    return server_->with_people(
        [&](People& people, World&) { return people.sends_album(user_, place.chat, parts); });
}

std::int64_t TelegramClient::start(const std::string& payload) {
    return server_->with_people(
        [&](People& people, World&) { return people.starts(user_, payload); });
}

Json TelegramClient::file(telegram_fake::NewFile file) const {
    return server_->with_people(
        [&](People& people, World&) { return people.file(std::move(file)); });
}

void TelegramClient::edit(TelegramPlace place, std::int64_t message, const std::string& text) {
    server_->with_people(
        [&](People& people, World&) { people.edits(user_, place.chat, message, text); });
}

void TelegramClient::react(TelegramPlace place, std::int64_t message, const std::string& emoji) {
    server_->with_people(
        [&](People& people, World&) { people.reacts(user_, place.chat, message, {emoji}); });
}

void TelegramClient::block() {
    server_->with_people([&](People& people, World&) { people.blocks(user_); });
}

std::string TelegramClient::press(const TelegramMessage& message, const std::string& label) {
    return press_data(message.place(), message.id(), message.data_of(label));
}

std::string TelegramClient::press_data(TelegramPlace place, std::int64_t message,
                                       const std::string& data) {
    const std::string press = server_->with_people(
        [&](People& people, World&) { return people.presses(user_, place.chat, message, data); });
    std::optional<Json> answer;
    const bool is_answered = eventually(default_wait, [&] {
        answer = server_->with_world([&](World& world) { return world.presses.at(press).answer; });
        return answer.has_value();
    });
    if (!is_answered) throw std::runtime_error("the press of " + data + " was not answered");
    return answer->value("text", "");
}

std::vector<TelegramMessage> TelegramClient::heard(TelegramPlace place) const {
    return server_->with_world([&](World& world) {
        std::vector<TelegramMessage> found;
        for (const Message& message : world.chat(place.chat).messages) {
            const bool is_said = message.from == world.bot_id() && !message.is_service;
            if (message.is_deleted || !is_said) continue;
            TelegramMessage taken{message.json};
            if (taken.place() == place) found.push_back(std::move(taken));
        }
        return found;
    });
}

bool TelegramClient::has_heard(TelegramPlace place, const std::string& pattern) const {
    return std::ranges::any_of(heard(place), [&](const TelegramMessage& message) {
        return matches(message.text(), pattern);
    });
}

TelegramMessage TelegramClient::expect(TelegramPlace place, const Question& fits,
                                       std::string_view what, std::chrono::milliseconds wait) {
    std::optional<TelegramMessage> found;
    std::int64_t& passed = passed_[place];
    static_cast<void>(eventually(wait, [&] {
        for (TelegramMessage& message : heard(place)) {
            if (message.id() <= passed || !fits(message)) continue;
            found = std::move(message);
            return true;
        }
        return false;
    }));
    if (!found) {
        throw std::runtime_error("not heard: " + std::string{what} + " after message " +
                                 std::to_string(passed) + " of\n" + told(heard(place)));
    }
    passed = found->id();
    return *found;
}

TelegramMessage TelegramClient::expect(TelegramPlace place, const std::string& pattern,
                                       std::chrono::milliseconds wait) {
    return expect(
        place, [&](const TelegramMessage& message) { return matches(message.text(), pattern); },
        pattern, wait);
}

TelegramMessage TelegramClient::expect_change(const TelegramMessage& message,
                                              const std::string& pattern,
                                              std::chrono::milliseconds wait) const {
    TelegramMessage now = message;
    const bool is_changed = eventually(wait, [&] {
        now.raw = server_->with_world([&](World& world) {
            const Message* found = world.chat(message.place().chat).find_message(message.id());
            return found == nullptr ? Json(nullptr) : found->json;
        });
        return now.raw.is_object() && matches(now.text(), pattern);
    });
    if (!is_changed) {
        throw std::runtime_error("not changed to: " + pattern + " but\n" + now.raw.dump());
    }
    return now;
}

void TelegramClient::expect_sign(TelegramPlace place, std::int64_t message,
                                 const std::string& emoji) const {
    const bool is_set = eventually(default_wait, [&] {
        return server_->with_world([&](World& world) {
            Message* found = world.chat(place.chat).find_message(message);
            if (found == nullptr) return false;
            const auto signs = found->reactions.find(world.bot_id());
            return signs != found->reactions.end() && signs->second.size() == 1 &&
                   signs->second.front().value("emoji", "") == emoji;
        });
    });
    if (!is_set) throw std::runtime_error("the desk did not react with " + emoji);
}

int number_in(const TelegramMessage& message, const std::string& phrase) {
    const std::string text = message.text();
    std::smatch found;
    if (!std::regex_search(text, found, std::regex{phrase, std::regex::icase}) ||
        found.size() < 2) {
        throw std::runtime_error("no number in: " + text);
    }
    return std::stoi(found[1]);
}

int ask(TelegramClient& asker, const std::string& question) {
    asker.say(question);
    return number_in(asker.expect(phrases::opened), phrases::opened);
}

} // namespace peerdesk::servers
