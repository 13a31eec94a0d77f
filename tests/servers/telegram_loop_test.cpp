// SPDX-License-Identifier: MIT
// The whole loop on Telegram: a private chat on one side, a topic for each question on the other.
#include "tests/servers/telegram_desk.hpp"

#include "tests/servers/waiting.hpp"

#include <gmock/gmock.h>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using testing::ContainsRegex;
using testing::ElementsAre;

class TelegramLoop : public TelegramDesk {};

TEST_F(TelegramLoop, a_question_is_claimed_by_a_button_and_answered_in_its_topic) {
    start();
    const Asked asked = asked_by(ana, "How do I add a photo to my page?");
    const std::string n = std::to_string(asked.ticket);
    EXPECT_EQ(community.topic(asked.topic).name, "Question " + n + " (English)");
    EXPECT_THAT(asked.card.labels(), ElementsAre("Claim", "Snooze", "Close"));
    EXPECT_THAT(bo.press(asked.card, "Claim"), ContainsRegex("Question " + n + " .* is yours"));
    const TelegramMessage taken = bo.expect_change(asked.card, "taken by Bo");
    EXPECT_THAT(taken.labels(), ElementsAre("Release", "Snooze", "Close"));
    ana.expect(phrases::taken_for_asker(asked.ticket));

    const auto said = bo.reply(asked.copy, "Press Edit, then the picture button.");
    const TelegramMessage answer = ana.expect(phrases::answer(asked.ticket, "picture button"));
    EXPECT_EQ(answer.replied_to(), asked.said);
    const TelegramMessage confirmed = bo.expect(asked.topic, phrases::answer_goes);
    EXPECT_THAT(confirmed.text(), ContainsRegex("goes to Ana, signed Bo"));

    ana.reply(answer, "Where is the picture button?");
    const TelegramMessage followed = bo.expect(asked.topic, "^Ana: where is the picture button");
    EXPECT_EQ(followed.replied_to(), said);
    bo.reply(followed, "Third from the left.");
    ana.expect(phrases::answer(asked.ticket, "third from the left"));

    EXPECT_THAT(bo.press(taken, "Close"), ContainsRegex("Question " + n + " is closed"));
    ana.expect(phrases::closed_for_asker);
    const TelegramMessage closed = bo.expect_change(asked.card, "state: closed");
    EXPECT_THAT(closed.labels(), ElementsAre("Reopen"));
    EXPECT_TRUE(community.becomes_closed(asked.topic));
    ana.say("learned photo upload");
    ana.expect(phrases::learned);

    cora.say("summary");
    cora.expect("asked: 1");
    expect_all_sent();
    for (const char* const kind : {"asked", "claimed", "closed", "learned"})
        EXPECT_EQ(count(kind), 1) << kind;
    EXPECT_EQ(count("answered"), 2);
    EXPECT_EQ(desk->stop(), 0);
}

TEST_F(TelegramLoop, of_a_topic_only_replies_to_the_askers_words_go_out) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    bo.say(asked.topic, "secret one: I think I know this");
    bo.reply(asked.topic, asked.topic.topic, "secret two: a reply to the topic's creation");
    bo.reply(asked.card, "secret three: a reply to the card");
    bo.say(community.staff, "secret four: beside the topic");
    const auto said = chi.say(asked.topic, "secret five: who takes it?");
    bo.reply(asked.topic, said, "secret six: I did");
    bo.say(asked.topic, "/note secret seven");
    const TelegramMessage kept = bo.expect(asked.topic, "your note is kept");
    bo.reply(kept, "secret eight: a reply to what the desk said");
    bo.react(asked.topic, asked.card.id(), "🤷");
    bo.reply(asked.copy, "Press Edit.");
    ana.expect(phrases::answer(asked.ticket, "press edit"));
    bo.expect(asked.topic, phrases::answer_goes);
    expect_all_sent();
    for (const TelegramMessage& message : ana.heard(ana.chat()))
        EXPECT_FALSE(message.text().contains("secret")) << message.raw;
    EXPECT_EQ(database().number("SELECT count(*) FROM outbox WHERE place_kind = 'direct' AND "
                                "body LIKE '%secret%'"),
              0);
    EXPECT_EQ(count("answered"), 1);
}

TEST_F(TelegramLoop, who_is_not_of_the_staff_presses_in_vain_and_is_told_so) {
    start();
    const Asked asked = asked_by(ana, "How do I add a photo?");
    ben.start();
    EXPECT_THAT(ben.press(asked.card, "Claim"), ContainsRegex(phrases::needs_responder));
    EXPECT_THAT(ana.press(asked.card, "Snooze"), ContainsRegex(phrases::needs_responder));
    EXPECT_EQ(bo.press_data(asked.topic, asked.copy.id(), "claim"),
              "This button does nothing any more.");
    EXPECT_EQ(bo.press_data(asked.topic, asked.card.id(), "forget me"),
              "This button does nothing any more.");
    EXPECT_EQ(bo.press_data(community.staff, 987'654, "claim"),
              "This button does nothing any more.");
    EXPECT_EQ(database().number("SELECT count(*) FROM tickets WHERE state <> 'open'"), 0);
    EXPECT_THAT(bo.expect_change(asked.card, "state: waiting").labels(),
                ElementsAre("Claim", "Snooze", "Close"));
    EXPECT_FALSE(ana.has_heard(ana.chat(), phrases::taken_for_asker(asked.ticket)));
    expect_all_sent();
    EXPECT_EQ(count("claimed"), 0);
}

TEST_F(TelegramLoop, of_many_who_press_at_once_one_wins_and_a_press_told_twice_counts_once) {
    start();
    const Asked asked = asked_by(ana, "How do I add a photo?");
    community.server.with_people([&](telegram_fake::People& people, telegram_fake::World&) {
        for (const std::int64_t each : {community.chi, community.bo, community.chi}) {
            people.presses(each, asked.topic.chat, asked.card.id(), asked.card.data_of("Claim"));
        }
    });
    bo.expect_change(asked.card, "taken by Chi");
    EXPECT_THAT(bo.press(asked.card, "Claim"), ContainsRegex("was taken by Chi"));
    expect_all_sent();
    EXPECT_EQ(count("claimed"), 1);
    const auto answered = community.calls("answerCallbackQuery");
    EXPECT_EQ(answered.size(), 4U);
    for (const auto& call : answered)
        EXPECT_FALSE(call.parameters.value("text", "").empty()) << call.parameters;
}

TEST_F(TelegramLoop, buttons_and_the_topic_follow_the_question) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    EXPECT_THAT(bo.press(asked.card, "Snooze"), ContainsRegex("rests until"));
    const TelegramMessage resting = bo.expect_change(asked.card, "resting until");
    ana.say("I tried again.");
    bo.expect(asked.topic, "i tried again");
    EXPECT_TRUE(eventually(
        15s, [&] { return !bo.expect_change(asked.card, "taken by").text().contains("Resting"); }));
    EXPECT_THAT(bo.press(resting, "Release"), ContainsRegex("back in the queue"));
    const TelegramMessage waiting = bo.expect_change(asked.card, "state: waiting");
    EXPECT_THAT(waiting.labels(), ElementsAre("Claim", "Snooze", "Close"));
    chi.press(waiting, "Claim");
    const TelegramMessage taken = bo.expect_change(asked.card, "taken by Chi");
    chi.say(asked.topic, "/close answered");
    const TelegramMessage closed = bo.expect_change(asked.card, "state: closed");
    EXPECT_TRUE(community.becomes_closed(asked.topic));
    EXPECT_THAT(chi.press(closed, "Reopen"), ContainsRegex("is open again"));
    bo.expect_change(asked.card, "state: waiting");
    EXPECT_TRUE(community.becomes_closed(asked.topic, false));
    bo.react(asked.topic, asked.card.id(), "👍");
    bo.expect_change(asked.card, "taken by Bo");
    expect_all_sent();
}

} // namespace
} // namespace peerdesk::servers
