// SPDX-License-Identifier: MIT
// The whole loop with people on Matrix, alone and together with IRC: ask, claim, answer, follow
// up, close, learn, count.
#include "tests/servers/community.hpp"
#include "tests/servers/matrix_desk.hpp"

namespace peerdesk::servers {
namespace {

class MatrixLoop : public MatrixDesk {
  protected:
    /// What is counted of one kind.
    static std::int64_t count(const DeskProcess& desk, const std::string& kind) {
        return DeskDatabase{desk.database_file()}.number(
            "SELECT count(*) FROM interactions WHERE kind = '" + kind + "'");
    }
    static void expect_all_sent(const DeskProcess& desk) {
        ASSERT_TRUE(becomes_calm(desk));
        const DeskDatabase database{desk.database_file()};
        EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0)
            << database.table("SELECT id, place_id, state, reason, body FROM outbox");
    }
};

/// A desk with its rooms on both networks.
class MatrixAndIrcLoop : public MatrixLoop {
  protected:
    DeskPlan plan() {
        DeskPlan plan = community().plan();
        plan.networks = {network.plan()};
        plan.responders.emplace_back("insp:bo");
        plan.public_rooms.emplace_back("insp:#help");
        plan.staff_rooms.emplace_back("insp:#staff");
        return plan;
    }

    Network network{workspace};
    DeskProcess desk{plan(), workspace};
};

TEST_F(MatrixLoop, a_question_in_a_direct_chat_is_claimed_and_answered_in_its_thread) {
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    MatrixClient bo = community().log_in("bo");
    MatrixClient ana = newcomer("ana1");
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "How do I add a photo to my page?");
    const std::string card = card_of(bo, staff(), ticket).id();
    const MatrixEvent question = in_thread(bo, staff(), card, "add a photo");
    bo.react(staff(), card, "👍");
    in_thread(bo, staff(), card, phrases::is_yours(ticket));
    change_of(bo, staff(), card, "taken by bo");
    ana.expect_message(desk_id(), phrases::taken_for_asker(ticket), chat);
    bo.reply_in_thread(staff(), card, question.id(), "Press Edit, then the picture button.");
    const MatrixEvent answer =
        ana.expect_message(desk_id(), phrases::answer(ticket, "picture button"), chat);
    in_thread(bo, staff(), card, "your answer to question .* goes to ana1.*, signed bo");
    ana.reply(chat, answer.id(), "Where is the picture button?");
    const MatrixEvent follow_up = in_thread(bo, staff(), card, "where is the picture button");
    bo.reply_in_thread(staff(), card, follow_up.id(), "Third from the left.");
    ana.expect_message(desk_id(), phrases::answer(ticket, "third from the left"), chat);
    bo.react(staff(), card, "✅");
    ana.expect_message(desk_id(), phrases::closed_for_asker, chat);
    in_thread(bo, staff(), card, "how did question");
    change_of(bo, staff(), card, "state: closed");
    ana.say(chat, "learned photo upload");
    ana.expect_message(desk_id(), phrases::learned, chat);
    bo.say_in_thread(staff(), card, "!1");
    change_of(bo, staff(), card, "outcome: answered");

    MatrixClient cora = community().log_in("cora");
    const std::string desk_chat = open_desk_chat(cora, desk_id());
    cora.say(desk_chat, "summary");
    cora.expect_message(desk_id(), "asked: 1", desk_chat);
    expect_all_sent(desk);
    EXPECT_EQ(count(desk, "learned"), 1);
    EXPECT_EQ(count(desk, "answered"), 2);
    EXPECT_EQ(desk.stop(), 0);
}

TEST_F(MatrixLoop, a_question_in_the_room_is_for_the_desk_when_it_is_mentioned_or_asked) {
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    MatrixClient bo = community().log_in("bo");
    MatrixClient ana = newcomer("ana2");
    const std::string room = ana.join(community().help);
    ana.say(room, "How do I talk to people here?");
    ana.send_event(room, "m.room.message",
                   {{"msgtype", "m.text"},
                    {"body", "peerdesk: why was my edit undone?"},
                    {"m.mentions", {{"user_ids", {desk_id()}}}}});
    const MatrixEvent opened = ana.expect(room, phrases::opened);
    EXPECT_FALSE(opened.replied_to().empty());
    EXPECT_EQ(opened.raw.at("content").at("m.mentions").at("user_ids").at(0), ana.user_id());
    const int first = number_in(opened, phrases::opened);
    in_thread(bo, staff(), card_of(bo, staff(), first).id(), "why was my edit undone");

    MatrixClient ben = newcomer("ben2");
    ben.join(room);
    const std::string asked = ben.say(room, "!ask How do I rename a page?");
    const int second = number_in(ben.expect(room, "^ben2.*: " + phrases::opened), phrases::opened);
    const std::string card = card_of(bo, staff(), second).id();
    bo.say(staff(), "!reply " + std::to_string(second) + " Use the move button.");
    const MatrixEvent answer = ben.expect(room, "use the move button");
    EXPECT_EQ(answer.replied_to(), asked);
    in_thread(bo, staff(), card, "use the move button");
    EXPECT_EQ(DeskDatabase{desk.database_file()}.number("SELECT count(*) FROM tickets"), 2);
    expect_all_sent(desk);
}

TEST_F(MatrixAndIrcLoop, a_newcomer_on_matrix_is_helped_by_a_responder_on_irc) {
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    MatrixClient chi = community().log_in("chi");
    MatrixClient ana = newcomer("ana3");
    const std::string chat = open_desk_chat(ana, desk_id());
    const int ticket = ask(ana, chat, "How do I add a photo to my page?");
    const std::string card = card_of(chi, staff(), ticket).id();
    EXPECT_EQ(number_in(bo.expect_message(bot, phrases::new_card, "#staff"), phrases::new_card),
              ticket);
    const std::string n = std::to_string(ticket);
    bo.say("#staff", "!claim " + n);
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    change_of(chi, staff(), card, "taken by bo");
    ana.expect_message(desk_id(), phrases::taken_for_asker(ticket), chat);
    bo.say("#staff", "!reply " + n + " Press Edit, then the picture button.");
    const MatrixEvent answer =
        ana.expect_message(desk_id(), phrases::answer(ticket, "picture button"), chat);
    EXPECT_EQ(answer.msgtype(), "m.text");
    in_thread(chi, staff(), card, "answer by bo: press edit");
    ana.say(chat, "Where is the picture button?");
    bo.expect_message(bot, phrases::followed_up(ticket, "Where is the picture button"), "#staff");
    in_thread(chi, staff(), card, "where is the picture button");
    bo.say("#staff", "!reply " + n + " Third from the left.");
    ana.expect_message(desk_id(), phrases::answer(ticket, "third from the left"), chat);
    ana.say(chat, "solved");
    ana.expect_message(desk_id(), phrases::learned_ask, chat);
    change_of(chi, staff(), card, "state: closed");
    bo.expect_message(bot, "says it is solved", "#staff");
    ana.say(chat, "learned photo upload");
    ana.expect_message(desk_id(), phrases::learned, chat);
    expect_all_sent(desk);
    for (const std::string kind : {"asked", "claimed", "closed", "learned"})
        EXPECT_EQ(count(desk, kind), 1) << kind;
    EXPECT_EQ(count(desk, "answered"), 2);
}

TEST_F(MatrixAndIrcLoop, of_a_thread_on_matrix_only_real_replies_reach_a_newcomer_on_irc) {
    desk.start();
    MatrixClient bo = community().log_in("bo");
    IrcClient ana = network.visit("ana");
    const int ticket = ask(ana, "How do I add a photo to my page?");
    const std::string card = card_of(bo, staff(), ticket).id();
    const std::string question = in_thread(bo, staff(), card, "add a photo").id();
    bo.react(staff(), card, "👍");
    ana.expect_message(bot, phrases::taken_for_asker(ticket));
    in_thread(bo, staff(), card, phrases::is_yours(ticket));

    bo.say_in_thread(staff(), card, "secret one: again this one", question);
    bo.say_in_thread(staff(), card, "secret two: reply later");
    bo.say(staff(), "secret three: beside the thread");
    bo.reply_in_thread(staff(), card, card, "secret four: a reply to the card");
    bo.react(staff(), card, "🤷");
    bo.reply_in_thread(staff(), card, question, "Press Edit.");
    ana.expect_message(bot, phrases::answer(ticket, "press edit"));
    const MatrixEvent told = in_thread(bo, staff(), card, "your answer to question");
    EXPECT_TRUE(told.body().contains("goes to ana, signed bo")) << told.body();
    EXPECT_TRUE(ana.messages_until_quiet(bot, 500ms).empty());
    EXPECT_FALSE(ana.has_heard("secret")) << ana.log();
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE body LIKE '%secret%'"), 0);
    expect_all_sent(desk);
}

} // namespace
} // namespace peerdesk::servers
