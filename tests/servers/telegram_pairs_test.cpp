// SPDX-License-Identifier: MIT
// Newcomers and responders on different networks: each pairing of Telegram with IRC and Matrix.
#include "tests/servers/community.hpp"
#include "tests/servers/matrix_desk.hpp"
#include "tests/servers/telegram_desk.hpp"

#include <gmock/gmock.h>

namespace peerdesk::servers {
namespace {

using telegram_fake::Said;
using telegram_fake::World;

constexpr std::string_view question = "How do I add a photo to my page?";

/// A plan with the rooms and people of both.
DeskPlan joined(DeskPlan plan, const DeskPlan& other) {
    const auto add = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    add(plan.networks, other.networks);
    add(plan.matrix_networks, other.matrix_networks);
    add(plan.telegram_networks, other.telegram_networks);
    add(plan.responders, other.responders);
    add(plan.coordinators, other.coordinators);
    add(plan.public_rooms, other.public_rooms);
    add(plan.staff_rooms, other.staff_rooms);
    add(plan.coordinator_rooms, other.coordinator_rooms);
    return plan;
}

/// Each step is counted once, whatever networks it went over.
void expect_counted(const DeskProcess& desk) {
    ASSERT_TRUE(becomes_calm(desk));
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0)
        << database.table("SELECT id, network, place_id, state, reason, body FROM outbox");
    for (const std::string kind : {"asked", "claimed", "closed", "learned"}) {
        EXPECT_EQ(database.number("SELECT count(*) FROM interactions WHERE kind = '" + kind + "'"),
                  1)
            << kind;
    }
    EXPECT_EQ(database.number("SELECT count(*) FROM interactions WHERE kind = 'answered'"), 2);
}

class TelegramAndIrcLoop : public TelegramDesk {
  protected:
    Network network{workspace};
};

TEST_F(TelegramAndIrcLoop, a_newcomer_on_telegram_is_helped_by_a_responder_on_irc) {
    start(joined(community.plan(), DeskPlan::on(network.plan())));
    IrcClient responder = network.log_in("bo");
    responder.join("#staff");
    const int ticket = ask(ana, std::string{question});
    const std::string n = std::to_string(ticket);
    const TelegramPlace topic = community.topic_of(ticket);
    const TelegramMessage card = chi.expect(topic, phrases::card(ticket));
    responder.expect_message(bot, phrases::new_card + ".*add a photo", "#staff");
    responder.say("#staff", "!claim " + n);
    responder.expect_message(bot, phrases::is_yours(ticket), "#staff");
    ana.expect(phrases::taken_for_asker(ticket));
    chi.expect_change(card, "taken by bo");
    responder.say("#staff", "!reply " + n + " Press Edit, then the picture button.");
    const TelegramMessage answer = ana.expect(phrases::answer(ticket, "picture button"));
    chi.expect(topic, "^Answer by bo: press edit");
    ana.reply(answer, "Where is the picture button?");
    responder.expect_message(bot, phrases::followed_up(ticket, "Where is the picture"), "#staff");
    Said picture;
    picture.content = ana.file({.kind = "photo", .size = 5'000});
    ana.send(ana.chat(), picture);
    responder.expect_message(bot, phrases::followed_up(ticket, "picture: without a name"),
                             "#staff");
    responder.say("#staff", "!reply " + n + " Third from the left.");
    ana.expect(phrases::answer(ticket, "third from the left"));
    ana.say("/solved");
    ana.expect(phrases::learned_ask);
    responder.expect_message(bot, "says it is solved", "#staff");
    ana.say("learned photo upload");
    ana.expect(phrases::learned);
    EXPECT_TRUE(community.becomes_closed(topic));
    expect_counted(*desk);
}

TEST_F(TelegramAndIrcLoop, a_newcomer_on_irc_is_helped_by_a_responder_on_telegram) {
    start(joined(community.plan(), DeskPlan::on(network.plan())));
    IrcClient newcomer = network.visit("ana");
    const int ticket = ask(newcomer, question);
    const TelegramPlace topic = community.topic_of(ticket);
    const TelegramMessage card = bo.expect(topic, phrases::card(ticket));
    const TelegramMessage copy = bo.expect(topic, "^ana: how do i add a photo");
    bo.press(card, "Claim");
    newcomer.expect_message(bot, phrases::taken_for_asker(ticket));
    bo.say(topic, "secret one: I know this");
    bo.reply(copy, "Press Edit, then the picture button.");
    newcomer.expect_message(bot, phrases::answer(ticket, "picture button"));
    bo.expect(topic, phrases::answer_goes);
    newcomer.say(bot, "Where is the picture button?");
    const TelegramMessage followed = bo.expect(topic, "^ana: where is the picture button");
    const auto said = bo.reply(followed, "Third from the right.");
    newcomer.expect_message(bot, phrases::answer(ticket, "third from the right"));
    bo.edit(topic, said, "Third from the left.");
    newcomer.expect_message(bot, "it now says: third from the left");
    bo.react(topic, followed.id(), "👀");
    newcomer.expect_message(bot, "reacted to your question " + std::to_string(ticket) + " with 👀");
    bo.press(bo.expect_change(card, "taken by Bo"), "Close");
    newcomer.expect_message(bot, phrases::closed_for_asker);
    newcomer.expect_message(bot, phrases::learned_ask);
    newcomer.say(bot, "learned photo upload");
    newcomer.expect_message(bot, phrases::learned);
    EXPECT_TRUE(community.becomes_closed(topic));
    EXPECT_FALSE(newcomer.has_heard("secret")) << newcomer.log();
    expect_counted(*desk);
}

class MatrixAndTelegramLoop : public MatrixDesk {
  protected:
    MatrixAndTelegramLoop() { desk.start(); }

    TelegramCommunity telegram;
    TelegramClient responder = telegram.client(telegram.bo);
    DeskProcess desk{joined(telegram.plan(), community().plan()), workspace};
};

TEST_F(MatrixAndTelegramLoop, a_newcomer_on_telegram_is_helped_by_a_responder_on_matrix) {
    TelegramClient ana = telegram.client(telegram.ana);
    MatrixClient bo = community().log_in("bo");
    const int ticket = ask(ana, std::string{question});
    const std::string card = card_of(bo, staff(), ticket).id();
    const std::string copy = in_thread(bo, staff(), card, "add a photo").id();
    bo.react(staff(), card, "👍");
    ana.expect(phrases::taken_for_asker(ticket));
    bo.say_in_thread(staff(), card, "secret one: I know this", copy);
    const std::string said =
        bo.reply_in_thread(staff(), card, copy, "Press Edit, then the picture button.");
    const TelegramMessage answer = ana.expect(phrases::answer(ticket, "picture button"));
    ana.reply(answer, "Where is the picture button?");
    const MatrixEvent followed = in_thread(bo, staff(), card, "where is the picture button");
    bo.reply_in_thread(staff(), card, followed.id(), "Third from the left.");
    ana.expect(phrases::answer(ticket, "third from the left"));
    bo.edit(staff(), said, "Press the left button.");
    ana.expect_change(answer, phrases::answer(ticket, "press the left button"));
    ana.react(ana.chat(), answer.id(), "❤");
    sign_on(bo, staff(), said, "❤");
    bo.react(staff(), card, "✅");
    ana.expect(phrases::closed_for_asker);
    ana.say("learned photo upload");
    ana.expect(phrases::learned);
    EXPECT_TRUE(telegram.becomes_closed(telegram.topic_of(ticket)));
    EXPECT_FALSE(ana.has_heard(ana.chat(), "secret"));
    expect_counted(desk);
}

TEST_F(MatrixAndTelegramLoop, a_newcomer_on_matrix_is_helped_by_a_responder_on_telegram) {
    MatrixClient ana = newcomer("ana2");
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, question);
    const TelegramPlace topic = telegram.topic_of(ticket);
    const TelegramMessage card = responder.expect(topic, phrases::card(ticket));
    const TelegramMessage copy = responder.expect(topic, "^ana2.*: how do i add a photo");
    responder.press(card, "Claim");
    ana.expect_message(desk_id(), phrases::taken_for_asker(ticket), chat);
    responder.say(topic, "secret one: I know this");
    responder.reply(copy, "Press Edit, then the picture button.");
    const MatrixEvent answer =
        ana.expect_message(desk_id(), phrases::answer(ticket, "picture button"), chat);
    const std::string asked = ana.reply(chat, answer.id(), "Where is the picture button?");
    const TelegramMessage followed = responder.expect(topic, ": where is the picture button");
    responder.reply(followed, "Third from the left.");
    ana.expect_message(desk_id(), phrases::answer(ticket, "third from the left"), chat);
    ana.edit(chat, asked, "Where is the small button?");
    responder.expect_change(followed, ": where is the small button");
    responder.react(topic, followed.id(), "👀");
    sign_on(ana, chat, asked, "👀");
    responder.press(responder.expect_change(card, "taken by Bo"), "Close");
    ana.expect_message(desk_id(), phrases::closed_for_asker, chat);
    ana.say(chat, "learned photo upload");
    ana.expect_message(desk_id(), phrases::learned, chat);
    EXPECT_TRUE(telegram.becomes_closed(topic));
    EXPECT_FALSE(ana.has_heard(chat, "secret"));
    expect_counted(desk);
}

TEST_F(MatrixAndTelegramLoop, pictures_are_carried_across_with_their_bytes) {
    const std::string from_matrix{"\x89PNG\0from matrix", 16};
    const std::string from_telegram{"\x89PNG\0from telegram", 18};
    MatrixClient ana = newcomer("ana3");
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "What is this button?");
    const TelegramPlace topic = telegram.topic_of(ticket);
    responder.press(responder.expect(topic, phrases::card(ticket)), "Claim");
    const std::string url = ana.upload(from_matrix, "image/png");
    ana.send_file(chat, "m.image", "screen.png", url);
    const TelegramMessage words = responder.expect(topic, "picture: screen.png");
    const TelegramMessage shown = responder.expect(
        topic, [](const TelegramMessage& message) { return !message.file().empty(); },
        "the picture");
    const std::string arrived = telegram.server.with_world(
        [&](World& world) { return world.files.find(shown.file())->bytes; });
    EXPECT_EQ(arrived, from_matrix);

    Said answer;
    answer.content = responder.file(
        {.kind = "photo", .name = "menu.png", .mime_type = "image/png", .bytes = from_telegram});
    answer.text = "See here.";
    answer.reply_to = words.id();
    responder.send(topic, answer);
    ana.expect(chat, phrases::answer(ticket, "see here"));
    const MatrixEvent picture = ana.expect(
        chat,
        [&](const MatrixEvent& one) {
            return one.msgtype() == "m.image" && one.sender() == desk_id();
        },
        "the picture");
    EXPECT_EQ(ana.download(picture.raw.at("content").at("url").get<std::string>()).body,
              from_telegram);
}

} // namespace
} // namespace peerdesk::servers
