// SPDX-License-Identifier: MIT
// Send lanes with nobody around them: a test answers each request when and how it likes.
#pragma once

#include "adapters/telegram/send_lanes.hpp"

#include "tests/adapters/telegram/session_run.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::telegram {

class LanesRun {
  public:
    explicit LanesRun(StoredState stored = {}) : book("tg", std::move(stored)) {
        now.steady = net::SteadyTime{} + std::chrono::hours{100};
        now.wall = net::WallTime{std::chrono::milliseconds{1'790'000'000'000}};
    }

    std::int64_t deliver(chat::Outbound message) {
        message.outbox_id = ++last_outbox_;
        lanes.deliver({std::move(message)});
        return last_outbox_;
    }
    std::int64_t deliver(const chat::Place& place, const std::string& text) {
        chat::Outbound message;
        message.place = place;
        message.text = text;
        return deliver(std::move(message));
    }
    /// The answer to a press of a button.
    std::int64_t answer_press(const std::string& press) {
        chat::Outbound message;
        message.place = direct_place(1);
        message.act = chat::Act::answer_press;
        message.target = press;
        message.text = "seen";
        return deliver(std::move(message));
    }

    /// What is to be asked of the server now.
    std::vector<Request> ask() {
        lanes.ask(now);
        return tray.take();
    }
    void answer(const Request& request, const Answer& answer) {
        EXPECT_TRUE(tray.answered(request.id));
        lanes.on_answer(request.id, answer, now);
    }
    /// As the server answers what it did.
    void good(const Request& request) {
        answer(request, page(200, R"({"ok":true,"result":{"message_id":)" +
                                      std::to_string(++last_message_) + "}}"));
    }
    void pass(std::chrono::milliseconds time) {
        now.steady += time;
        now.wall += time;
    }
    /// Lets time pass until there is something to do. False when there never is.
    bool wake() {
        const auto next = lanes.next_wake();
        if (next == net::SteadyTime::max()) return false;
        pass(std::max(std::chrono::ceil<std::chrono::milliseconds>(next - now.steady),
                      std::chrono::milliseconds{0}));
        return true;
    }

    /// Everything reported so far, by outbox id; one that is reported twice fails the test.
    std::map<std::int64_t, chat::Delivery>& reports() {
        book.close();
        for (const NumberedBatch& batch : book.take())
            for (const chat::Event& event : batch.batch.events)
                if (const auto* report = std::get_if<chat::DeliveryReported>(&event.body))
                    EXPECT_TRUE(reports_.emplace(report->outbox_id, report->delivery).second);
        return reports_;
    }

    static std::string text_of(const Request& request) {
        return nlohmann::json::parse(request.body).value("text", "");
    }
    static std::vector<std::string> texts_of(const std::vector<Request>& requests) {
        std::vector<std::string> texts;
        for (const Request& request : requests)
            texts.push_back(text_of(request));
        return texts;
    }

    NetworkConfig config = bot_config();
    CountingRandom random;
    RequestTray tray;
    BatchBook book;
    std::vector<Finding> findings;
    SessionContext context{config, random, tray, book, findings, {}};
    net::Instant now;
    SendLanes lanes{context,
                    {.chat_of = [](const chat::Place& place) -> std::optional<std::int64_t> {
                         if (place.kind == chat::PlaceKind::room) return std::stoll(place.id);
                         return std::stoll(place.id.substr(2));
                     },
                     .on_migrated = [](std::int64_t, std::int64_t, net::Instant) {},
                     .look_again = [](std::int64_t) {}}};

  private:
    std::map<std::int64_t, chat::Delivery> reports_;
    std::int64_t last_outbox_ = 0;
    std::int64_t last_message_ = 0;
};

} // namespace peerdesk::telegram
