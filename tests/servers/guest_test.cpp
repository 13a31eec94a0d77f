// SPDX-License-Identifier: MIT
// A network without accounts: people are guests, responders are known by a pass phrase, and a nick
// proves nothing. The coordinator sits on a network that has accounts.
#include "tests/servers/community.hpp"

#include <memory>
#include <thread>

namespace peerdesk::servers {
namespace {

constexpr std::string_view phrase = "correct horse battery";

class Guests : public testing::Test {
  protected:
    DeskPlan both_networks() {
        DeskPlan plan = DeskPlan::on(network.plan());
        plan.networks.push_back({.name = "bare", .address = bare.address()});
        plan.public_rooms.emplace_back("bare:#help");
        plan.staff_rooms.emplace_back("bare:#staff");
        return plan;
    }

    IrcClient guest(std::string_view nick, bool is_tls = true) {
        return IrcClient{bare.address(), {.nick = std::string{nick}, .is_tls = is_tls}};
    }

    Workspace workspace;
    Network network{workspace};
    IrcServer bare{ServerKind::ngircd, workspace};
    DeskProcess desk{both_networks(), workspace};
};

TEST_F(Guests, a_role_is_refused_by_nick_and_given_by_pass_phrase_over_tls) {
    desk.start();
    IrcClient cora = network.log_in("cora");
    IrcClient ana = guest("ana");
    const int ticket = ask(ana, "How do I add a photo to my page?");
    const std::string n = std::to_string(ticket);

    IrcClient bo = guest("bo");
    bo.join("#staff");
    bo.say("#staff", "!claim " + n);
    bo.expect_message(bot, phrases::needs_responder, "#staff");
    bo.messages_until_quiet(bot, 500ms);

    cora.say(bot, "responder add @bare:bo " + std::string{phrase});
    cora.expect_message(bot, phrases::role_added);
    bo.say(bot, "identify " + std::string{phrase});
    bo.expect_message(bot, phrases::identified);
    bo.say("#staff", "!claim " + n);
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    bo.say("#staff", "!reply " + n + " Press the picture button.");
    ana.expect_message(bot, phrases::answer(ticket, "picture button"));

    // Whoever takes the nick after bo has left is nobody.
    bo.quit();
    IrcClient impostor = guest("bo");
    impostor.join("#staff");
    impostor.say("#staff", "!close " + n + " answered");
    impostor.expect_message(bot, phrases::needs_responder, "#staff");
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM inbox WHERE wire LIKE '%horse battery%'"), 0);
    EXPECT_EQ(desk.log().find("horse"), std::string::npos);
}

TEST_F(Guests, the_answer_waits_for_the_resume_code_and_never_goes_to_the_nicks_next_holder) {
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    auto ana = std::make_unique<IrcClient>(bare.address(), Person{.nick = "ana", .is_tls = true});
    const int ticket = ask(*ana, "How do I add a photo to my page?");
    const std::string code = ana->expect_message(bot, phrases::resume_line).text;
    const std::string n = std::to_string(ticket);
    bo.say("#staff", "!claim " + n);
    ana->expect_message(bot, phrases::taken_for_asker(ticket));
    ana->quit();
    ana.reset();
    // A server tells when somebody signed on in whole seconds: nobody can take a nick within the
    // second in which its holder came, asked and left, but this test could.
    std::this_thread::sleep_for(1100ms);

    IrcClient holder = guest("ana");
    holder.join("#help");
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    bo.say("#staff", "!reply " + n + " SECRET Press the picture button.");
    bo.expect_message(bot, phrases::answer_kept, "#staff");
    holder.say(bot, "status");
    holder.messages_until_quiet(bot, 1s);

    IrcClient back = guest("ana2");
    back.say(bot, code);
    back.expect_message(bot, phrases::answer(ticket, "SECRET Press the picture button"));
    back.expect_message(bot, phrases::resumed);
    EXPECT_FALSE(holder.has_heard("SECRET"));
    // The code is spent.
    holder.say(bot, code);
    holder.messages_until_quiet(bot, 1s);
    EXPECT_FALSE(holder.has_heard("SECRET"));
}

TEST_F(Guests, a_pass_phrase_is_refused_where_the_desks_own_link_is_not_encrypted) {
    DeskPlan plan = both_networks();
    plan.networks.back().trust = Trust::plain;
    DeskProcess open_desk{plan, workspace};
    open_desk.start();
    IrcClient cora = network.log_in("cora");
    cora.say(bot, "responder add @bare:bo " + std::string{phrase});
    cora.messages_until_quiet(bot, 1s);
    IrcClient bo = guest("bo");
    bo.say(bot, "identify " + std::string{phrase});
    bo.expect_message(bot, phrases::phrase_needs_tls);
}

TEST_F(Guests, somebody_who_asks_on_one_network_is_answered_from_another) {
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    IrcClient ana = guest("ana");
    ana.join("#help");
    ana.say("#help", "!ask How do I add a photo to my page?");
    const int ticket = number_in(
        bo.expect_message(bot, phrases::new_card + ".*add a photo", "#staff"), phrases::new_card);
    const std::string n = std::to_string(ticket);
    bo.say("#staff", "!claim " + n);
    bo.expect_message(bot, phrases::is_yours(ticket), "#staff");
    bo.say("#staff", "!reply " + n + " Press the picture button.");
    ana.expect_message(bot, phrases::answer(ticket, "picture button"), "#help");
    ana.say("#help", "peerdesk: where is it?");
    bo.expect_message(bot, phrases::followed_up(ticket, "where is it"), "#staff");
    bo.say("#staff", "!close " + n + " answered");
    ana.expect_message(bot, phrases::closed_for_asker, "#help");
}

TEST_F(Guests, one_network_that_is_gone_does_not_hold_the_other) {
    desk.start();
    bare.kill();
    ASSERT_TRUE(desk.logs("irc\\.down.*network=bare"));
    IrcClient ana = network.visit("ana");
    const int ticket = ask(ana, "How do I add a photo to my page?");
    bare.start();
    IrcClient ben = guest("ben");
    ben.join("#help");
    ben.expect(":peerdesk!\\S+ JOIN", 30s);
    EXPECT_GT(ask(ben, "Why was my edit undone by somebody?"), ticket);
}

} // namespace
} // namespace peerdesk::servers
