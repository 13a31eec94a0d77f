// SPDX-License-Identifier: MIT
// The whole loop on a network with accounts: ask, claim, answer, follow up, close, learn, count.
#include "tests/servers/community.hpp"

namespace peerdesk::servers {
namespace {

class Loop : public testing::Test {
  protected:
    Workspace workspace;
    Network network{workspace};
    DeskProcess desk{DeskPlan::on(network.plan()), workspace};
};

TEST_F(Loop, a_question_in_a_direct_chat_is_claimed_answered_closed_and_learned_from) {
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    IrcClient ana = network.visit("ana");

    const int ticket = ask(ana, "How do I add a photo to my page?");
    EXPECT_EQ(number_in(bo.expect_message(bot, phrases::new_card, "#staff"), phrases::new_card),
              ticket);
    const std::string n = std::to_string(ticket);
    bo.say("#staff", "!claim " + n);
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    ana.expect_message(bot, phrases::taken_for_asker(ticket));
    bo.say("#staff", "!reply " + n + " Press Edit, then the picture button.");
    ana.expect_message(bot, phrases::answer(ticket, "picture button"));
    ana.say(bot, "Where is the picture button?");
    bo.expect_message(bot, phrases::followed_up(ticket, "Where is the picture button"), "#staff");
    bo.say("#staff", "!reply " + n + " In the row of buttons, third from the left.");
    ana.expect_message(bot, phrases::answer(ticket, "third from the left"));
    bo.say("#staff", "!close " + n + " answered");
    ana.expect_message(bot, phrases::closed_for_asker);
    ana.expect_message(bot, phrases::learned_ask);
    ana.say(bot, "learned photo upload");
    ana.expect_message(bot, phrases::learned);

    IrcClient cora = network.log_in("cora");
    cora.say(bot, "summary");
    cora.expect_message(bot, "asked: 1");
    cora.expect_message(bot, "photo upload");

    ASSERT_TRUE(becomes_calm(desk));
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0)
        << database.table("SELECT id, place_id, state, reason, body FROM outbox");
    EXPECT_EQ(database.number("SELECT count(*) FROM interactions WHERE kind = 'learned'"), 1);
}

TEST_F(Loop, a_question_in_the_room_is_for_the_desk_when_it_is_mentioned_or_asked_with_the_prefix) {
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    IrcClient ana = network.visit("ana");
    ana.join("#help");
    ana.say("#help", "How do I talk to people here?");
    ana.say("#help", "peerdesk: why was my edit undone?");
    bo.expect_message(bot, phrases::new_card + ".*why was my edit undone", "#staff");
    IrcClient ben = network.visit("ben");
    ben.join("#help");
    ben.say("#help", "!ask How do I rename a page?");
    const auto card = bo.expect_message(bot, phrases::new_card + ".*rename a page", "#staff");
    const int ticket = number_in(card, phrases::new_card);
    bo.say("#staff", "!claim " + std::to_string(ticket));
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    bo.say("#staff", "!reply " + std::to_string(ticket) + " Use the move button.");
    ben.expect_message(bot, "Use the move button", "#help");
    EXPECT_EQ(DeskDatabase{desk.database_file()}.number("SELECT count(*) FROM tickets"), 2);
}

TEST_F(Loop, a_stranger_with_a_responders_nick_may_not_claim) {
    desk.start();
    IrcClient ana = network.visit("ana");
    const int ticket = ask(ana, "How do I add a photo to my page?");
    IrcClient impostor = network.visit("bo");
    impostor.join("#staff");
    impostor.say("#staff", "!claim " + std::to_string(ticket));
    impostor.expect_message(bot, phrases::needs_responder, "#staff");
    impostor.say(bot, "claim " + std::to_string(ticket));
    impostor.messages_until_quiet(bot, 1s);
    EXPECT_EQ(DeskDatabase{desk.database_file()}.number(
                  "SELECT count(*) FROM tickets WHERE state = 'claimed'"),
              0);
}

TEST_F(Loop, of_many_who_claim_at_once_exactly_one_wins_and_the_others_are_told) {
    desk.start();
    std::vector<std::unique_ptr<IrcClient>> people;
    for (const std::string_view nick : {"bo", "chi", "cora"}) {
        for (int i = 0; i < 2; ++i) { // each person from two clients
            people.push_back(
                std::make_unique<IrcClient>(network.server.address(), Network::member(nick, i)));
            people.back()->join("#staff");
        }
    }
    IrcClient ana = network.visit("ana");
    constexpr int rounds = 5;
    for (int round = 0; round < rounds; ++round) {
        const int ticket = ask(ana, "ask How do I do thing number " + std::to_string(round) + "?");
        const std::string n = std::to_string(ticket);
        for (auto& person : people)
            person->say("#staff", "!claim " + n);
        people.front()->expect_message(bot, phrases::is_yours(ticket), "#staff");
        const auto answers = people.back()->messages_until_quiet(bot, 1s);
        const DeskDatabase database{desk.database_file()};
        EXPECT_EQ(database.number("SELECT count(*) FROM interactions WHERE kind = 'claimed' AND "
                                  "ticket_id = " +
                                  n),
                  1);
        EXPECT_TRUE(people.back()->has_heard(phrases::is_taken(ticket)));
        people.front()->say("#staff", "!close " + n + " answered");
        people[2]->say("#staff", "!close " + n + " answered");
        people[4]->say("#staff", "!close " + n + " answered");
        ana.expect_message(bot, phrases::closed_for_asker);
    }
}

TEST_F(Loop, an_account_nobody_named_may_not_claim) {
    IrcClient{network.server.address(), {.nick = "dee"}}.register_account(account_password);
    desk.start();
    IrcClient ana = network.visit("ana");
    const int ticket = ask(ana, "How do I add a photo to my page?");
    IrcClient dee = network.log_in("dee");
    dee.join("#staff");
    dee.say("#staff", "!claim " + std::to_string(ticket));
    dee.expect_message(bot, phrases::needs_responder, "#staff");
}

TEST_F(Loop, notices_and_other_bots_are_never_answered) {
    desk.start();
    IrcClient notifier = network.visit("notifier");
    notifier.join("#help");
    notifier.send("NOTICE peerdesk :How do I add a photo to my page?");
    notifier.send("NOTICE #help :peerdesk: How do I add a photo to my page?");
    IrcClient other{network.server.address(), {.nick = "otherbot"}};
    other.join("#help");
    other.send("MODE otherbot +B");
    other.say(bot, "How do I add a photo to my page?");
    other.say("#help", "peerdesk: How do I add a photo to my page?");
    IrcClient ana = network.visit("ana");
    EXPECT_EQ(ask(ana, "Why was my edit undone by somebody?"), 1); // all before it was read
    EXPECT_TRUE(notifier.messages_until_quiet(bot, 500ms).empty());
    EXPECT_TRUE(other.messages_until_quiet(bot, 500ms).empty());
}

} // namespace
} // namespace peerdesk::servers
