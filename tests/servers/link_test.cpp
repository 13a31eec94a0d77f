// SPDX-License-Identifier: MIT
// What goes wrong between the desk and a network: each is noticed, told in the log, and mended.
#include "tests/servers/community.hpp"

#include "tests/servers/waiting.hpp"

#include <future>
#include <memory>
#include <regex>
#include <set>
#include <vector>

namespace peerdesk::servers {
namespace {

class Link : public testing::Test {
  protected:
    Workspace workspace;
    Network network{workspace};
};

TEST_F(Link, a_server_that_was_killed_gets_what_is_owed_when_it_is_back) {
    DeskProcess desk{DeskPlan::on(network.plan()), workspace};
    desk.start();
    {
        IrcClient ana = network.visit("ana");
        ask(ana, "How do I add a photo to my page?");
    }
    network.services.stop();
    network.server.kill();
    ASSERT_TRUE(desk.logs("irc\\.down"));
    network.server.start();
    network.services.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    ASSERT_TRUE(
        eventually(30s, [&] { return bo.has_heard(":peerdesk!\\S+ JOIN|353 .*peerdesk"); }));
    bo.say("#staff", "!list");
    bo.expect_message(bot, "1 question, ", "#staff", 30s);
}

TEST_F(Link, what_was_said_to_nobody_while_the_link_was_down_is_delivered_afterwards) {
    DeskPlan plan = DeskPlan::on(network.plan());
    IrcServer bare{ServerKind::ngircd, workspace};
    plan.networks.push_back({.name = "bare", .address = bare.address()});
    plan.public_rooms.emplace_back("bare:#help");
    DeskProcess desk{plan, workspace};
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    IrcClient ana{bare.address(), {.nick = "ana"}};
    ana.join("#help");
    ana.say("#help", "!ask How do I add a photo to my page?");
    const int ticket =
        number_in(bo.expect_message(bot, phrases::new_card, "#staff"), phrases::new_card);
    const std::string n = std::to_string(ticket);
    bo.say("#staff", "!claim " + n);
    ana.expect_message(bot, phrases::taken_for_asker(ticket), "#help");
    bare.kill();
    ASSERT_TRUE(desk.logs("irc\\.down.*network=bare"));
    bo.say("#staff", "!reply " + n + " Press the picture button.");
    bo.messages_until_quiet(bot, 500ms);
    bare.start();
    IrcClient again{bare.address(), {.nick = "ana"}};
    again.join("#help");
    again.expect_message(bot, phrases::answer(ticket, "picture button"), "#help", 30s);
}

TEST_F(Link, a_certificate_of_strangers_is_refused_before_any_line) {
    NetworkPlan plan = network.plan();
    plan.trust = Trust::strangers;
    DeskProcess desk{DeskPlan::on(plan), workspace};
    desk.start_without_waiting();
    EXPECT_TRUE(desk.logs("what=tls_untrusted"));
    EXPECT_TRUE(desk.is_running()) << "it tries again for ever";
    EXPECT_FALSE(desk.logs("what=registered", 500ms));
    EXPECT_EQ(desk.stop(), 0);
}

TEST_F(Link, a_pin_accepts_its_certificate_and_no_other) {
    NetworkPlan plan = network.plan();
    plan.trust = Trust::pin;
    DeskProcess desk{DeskPlan::on(plan), workspace};
    desk.start();
    network.server.kill();
    network.server.change_certificate();
    network.server.start();
    EXPECT_TRUE(desk.logs("what=tls_pin_mismatch"));
}

TEST_F(Link, a_wrong_password_of_the_desk_is_told) {
    NetworkPlan plan = network.plan();
    plan.password = "not-the-password";
    DeskProcess desk{DeskPlan::on(plan), workspace};
    desk.start_without_waiting();
    EXPECT_TRUE(desk.logs("what=sasl_failed"));
    const auto check = desk.run({"check"});
    EXPECT_NE(check.exit_code, 0);
    EXPECT_EQ((desk.log() + check.output).find("not-the-password"), std::string::npos);
    EXPECT_EQ(desk.stop(), 0);
}

TEST_F(Link, check_is_content_with_a_network_that_works) {
    DeskProcess desk{DeskPlan::on(network.plan()), workspace};
    const auto check = desk.run({"check"});
    EXPECT_EQ(check.exit_code, 0) << check.output;
}

TEST_F(Link, a_taken_nick_is_stepped_aside_from_and_taken_back) {
    IrcServer bare{ServerKind::ngircd, workspace};
    NetworkPlan plan{.name = "bare", .address = bare.address(), .alternative_nicks = {"peerdesk2"}};
    DeskPlan desk_plan = DeskPlan::on(plan);
    desk_plan.responders.clear();
    desk_plan.coordinators.clear();
    IrcClient squatter{bare.address(), {.nick = std::string{bot}}};
    squatter.join("#help"); // so that the desk sees it leave
    DeskProcess desk{desk_plan, workspace};
    desk.start();
    IrcClient ana{bare.address(), {.nick = "ana"}};
    ana.join("#help");
    ana.say("#help", "peerdesk2: How do I add a photo to my page?");
    ana.expect_message("peerdesk2", phrases::opened, "#help");
    squatter.quit();
    ana.expect(":peerdesk2!\\S+ NICK :?peerdesk$", 120s);
    ana.say("#help", "peerdesk: status");
    ana.expect_message(bot, "question 1", "#help");
}

TEST_F(Link, a_long_queue_behind_the_servers_pace_loses_nothing) {
    NetworkPlan network_plan = network.plan();
    network_plan.lines_per_second = 50;
    DeskPlan plan = DeskPlan::on(network_plan);
    DeskProcess desk{plan, workspace};
    desk.start();
    constexpr int people = 40;
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    std::vector<std::future<std::unique_ptr<IrcClient>>> arriving;
    for (int i = 0; i < people; ++i) {
        arriving.push_back(std::async(std::launch::async, [&, i] {
            return std::make_unique<IrcClient>(network.server.address(),
                                               Person{.nick = "asker" + std::to_string(i)});
        }));
    }
    std::vector<std::unique_ptr<IrcClient>> askers;
    for (auto& one : arriving)
        askers.push_back(one.get());
    for (int i = 0; i < people; ++i) {
        askers[i]->say(bot, "How do I do the thing with the number " + std::to_string(i) + "?");
    }
    std::set<int> numbers;
    for (auto& asker : askers) {
        numbers.insert(
            number_in(asker->expect_message(bot, phrases::opened, {}, 60s), phrases::opened));
    }
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(people));
    ASSERT_TRUE(becomes_calm(desk, 60s));
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0);
    const auto cards = bo.messages_until_quiet(bot, 1s);
    std::set<int> carded;
    for (const Heard& heard : cards) {
        if (std::regex_search(heard.text, std::regex{phrases::new_card, std::regex::icase})) {
            carded.insert(number_in(heard, phrases::new_card));
        }
    }
    EXPECT_EQ(carded, numbers);
}

TEST_F(Link, a_frozen_server_is_noticed_and_left) {
    NetworkPlan plan = network.plan();
    plan.more = "ping_interval = \"1s\"\nping_timeout = \"1s\"\n";
    DeskProcess desk{DeskPlan::on(plan), workspace};
    desk.start();
    network.server.freeze();
    EXPECT_TRUE(desk.logs("what=ping_timeout|irc\\.down"));
    network.server.thaw();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    ASSERT_TRUE(
        eventually(30s, [&] { return bo.has_heard(":peerdesk\\S*!\\S+ JOIN|353 .*peerdesk"); }));
}

TEST_F(Link, services_that_leave_and_return_change_nothing_for_those_who_stay) {
    DeskProcess desk{DeskPlan::on(network.plan()), workspace};
    desk.start();
    IrcClient bo = network.log_in("bo");
    bo.join("#staff");
    IrcClient ana = network.visit("ana");
    network.services.stop();
    const int first = ask(ana, "How do I add a photo to my page?");
    bo.say("#staff", "!claim " + std::to_string(first));
    ana.expect_message(bot, phrases::taken_for_asker(first));
    network.services.start();
    IrcClient chi = network.log_in("chi");
    chi.join("#staff");
    chi.say("#staff", "!claim " + std::to_string(first));
    chi.expect_message(bot, phrases::is_taken(first), "#staff");
}

} // namespace
} // namespace peerdesk::servers
