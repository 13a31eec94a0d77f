// SPDX-License-Identifier: MIT
#include "tests/servers/telegram_desk.hpp"

#include "tests/servers/community.hpp"

#include <utility>

namespace peerdesk::servers {

void TelegramDesk::start(DeskPlan plan) {
    desk.emplace(std::move(plan), workspace);
    desk->start();
}

TelegramDesk::Asked TelegramDesk::asked_by(TelegramClient& asker, const std::string& question) {
    Asked asked;
    asked.said = asker.say(question);
    asked.ticket = number_in(asker.expect(phrases::opened), phrases::opened);
    asked.topic = community.topic_of(asked.ticket);
    asked.card = bo.expect(asked.topic, phrases::card(asked.ticket));
    asked.copy = bo.expect(
        asked.topic,
        [&](const TelegramMessage& message) { return message.text().contains(question); },
        "the copy of the question");
    return asked;
}

TelegramDesk::Asked TelegramDesk::taken_from(TelegramClient& asker, const std::string& question) {
    Asked asked = asked_by(asker, question);
    static_cast<void>(bo.press(asked.card, "Claim"));
    asker.expect(phrases::taken_for_asker(asked.ticket));
    asked.card = bo.expect_change(asked.card, "taken by Bo");
    return asked;
}

void TelegramDesk::expect_all_sent() const {
    ASSERT_TRUE(becomes_calm(*desk));
    EXPECT_EQ(database().number("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0)
        << database().table("SELECT id, place_id, act, state, reason, body FROM outbox");
    EXPECT_EQ(database().number("SELECT count(*) FROM inbox WHERE state = 'parked'"), 0)
        << database().table("SELECT event_key, error FROM inbox WHERE state = 'parked'");
}

std::int64_t TelegramDesk::count(const std::string& kind) const {
    return database().number("SELECT count(*) FROM interactions WHERE kind = '" + kind + "'");
}

} // namespace peerdesk::servers
