// SPDX-License-Identifier: MIT
// The homeserver's limits, its tokens, its outages, and what `check` finds out about it.
#include "tests/servers/community.hpp"
#include "tests/servers/matrix_desk.hpp"
#include "tests/servers/waiting.hpp"

#include <algorithm>
#include <thread>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;

class MatrixAccount : public MatrixDesk {};

/// How often a text stands in another.
std::size_t count_of(const std::string& text, std::string_view wanted) {
    std::size_t count = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1))
        ++count;
    return count;
}

TEST_F(MatrixAccount, a_wrong_token_is_told_and_not_tried_again_and_again) {
    DeskPlan plan = community().plan();
    plan.matrix_networks.front().access_token = "syt_wrong";
    DeskProcess desk{plan, workspace};
    const std::size_t before = community().server.requests(".");
    desk.start_without_waiting();
    ASSERT_TRUE(desk.logs("what=token_refused")) << desk.log();
    std::this_thread::sleep_for(5s);
    // The longest pause of a test's desk is a second.
    EXPECT_LE(community().server.requests(".") - before, 20U);
    EXPECT_FALSE(desk.log().contains("syt_wrong"));
    EXPECT_EQ(desk.stop(), 0);
    const auto check = desk.run({"check"});
    EXPECT_NE(check.exit_code, 0);
    EXPECT_TRUE(check.output.contains("access_token")) << check.output;
}

TEST_F(MatrixAccount, a_password_is_used_once_and_the_token_is_kept_sealed) {
    MatrixClient ana = newcomer("ana1");
    DeskProcess desk{community().plan(), workspace};
    desk.start();
    const std::string chat = open_desk_chat(ana, desk_id());
    ask(ana, chat, "How do I add a photo to my page?");
    const std::string token = community().desk_token(); // a device of its own
    const auto devices = [&] {
        return HttpCaller{community().server.url()}
            .call({.target = "/_matrix/client/v3/devices", .token = token})
            .parsed()
            .at("devices")
            .size();
    };
    const std::size_t first = devices();
    EXPECT_EQ(desk.stop(), 0);
    desk.start();
    ana.say(chat, "It is a big one.");
    ana.expect_message(desk_id(), "added to your question", chat);
    EXPECT_EQ(devices(), first);
    for (const std::string end : {"", "-wal"})
        EXPECT_FALSE(read_file(desk.database_file().string() + end).contains("syt_")) << end;
    EXPECT_FALSE(desk.log().contains("syt_"));
}

TEST_F(MatrixAccount, a_token_from_a_file_lets_the_desk_in) {
    MatrixClient ana = newcomer("ana2");
    DeskPlan plan = community().plan();
    plan.matrix_networks.front().access_token = community().desk_token();
    DeskProcess desk{plan, workspace};
    const std::size_t logins = community().server.requests("POST /_matrix/client/[^ ]*/login");
    desk.start();
    const std::string chat = open_desk_chat(ana, desk_id());
    ask(ana, chat, "How do I add a photo to my page?");
    EXPECT_EQ(community().server.requests("POST /_matrix/client/[^ ]*/login"), logins);
    const std::string& token = plan.matrix_networks.front().access_token;
    for (const std::string end : {"", "-wal"})
        EXPECT_FALSE(read_file(desk.database_file().string() + end).contains(token)) << end;
}

TEST_F(MatrixAccount, check_says_whether_account_and_rooms_are_fine) {
    DeskProcess desk{community().plan(), workspace};
    const auto good = desk.run({"check"});
    EXPECT_EQ(good.exit_code, 0) << good.output;
    DeskPlan plan = community().plan();
    plan.staff_rooms = {"mx:#nowhere:localhost"};
    Workspace second;
    const auto bad = DeskProcess{plan, second}.run({"check"});
    EXPECT_NE(bad.exit_code, 0) << bad.output;
    EXPECT_TRUE(bad.output.contains("#nowhere:localhost")) << bad.output;
}

TEST(MatrixLimits, six_questions_at_once_are_all_told_within_the_servers_limits) {
    if (Synapse::is_foreign()) GTEST_SKIP() << "this homeserver keeps its own limits";
    Workspace workspace;
    const std::vector<std::string> names{"ana", "ben", "dee", "eli", "fay", "gus"};
    const MatrixCommunity community{workspace,
                                    {.newcomers = names, .server = {.default_limits = true}}};
    DeskProcess desk{community.plan(), workspace};
    desk.start();
    MatrixClient bo = community.log_in("bo");
    struct Asker {
        MatrixClient client;
        std::string chat;
    };
    std::vector<Asker> askers;
    for (const std::string& name : names) {
        Asker& asker = askers.emplace_back(community.log_in(name), "");
        asker.chat = open_desk_chat(asker.client, community.desk_id());
    }
    const std::size_t before = community.server.requests(".");
    const auto begin = std::chrono::steady_clock::now();
    for (Asker& asker : askers)
        asker.client.say(asker.chat, "How do I add a photo?");
    askers.back().client.say(askers.back().chat, "It is a big one.");
    constexpr auto long_wait = 150s;
    for (Asker& asker : askers)
        asker.client.expect(asker.chat, phrases::opened, long_wait);
    ASSERT_TRUE(becomes_calm(desk, long_wait));
    bo.catch_up();
    std::vector<int> cards;
    std::size_t questions = 0;
    std::size_t additions = 0;
    for (const MatrixEvent& one : bo.heard(community.staff)) {
        if (!one.is_message() || one.sender() != community.desk_id()) continue;
        if (one.rel_type().empty()) cards.push_back(number_in(one, "^question ([0-9]+) from"));
        questions += count_of(one.body(), "How do I add a photo?");
        additions += count_of(one.body(), "It is a big one.");
    }
    EXPECT_EQ(cards, (std::vector{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(questions, names.size());
    EXPECT_EQ(additions, 1U);
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state <> 'sent'"), 0)
        << database.table("SELECT id, place_id, state, reason FROM outbox WHERE state <> 'sent'");
    const auto lasted =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begin);
    const std::size_t limited = community.server.requests(" 429 \"PUT ");
    RecordProperty("seconds", static_cast<int>(lasted.count()));
    RecordProperty("refused", static_cast<int>(limited));
    EXPECT_GT(limited, 0U);
    // Six may be under way when the first is refused. Then each pause, of about five seconds, ends
    // with one try, and where that went well with two.
    constexpr std::size_t together = 6;
    EXPECT_LE(limited, 2 * together + static_cast<std::size_t>(lasted.count()) / 2);
    EXPECT_LE(community.server.requests(".") - before, 300U);
}

TEST(MatrixOutage, questions_from_irc_arrive_when_a_dead_homeserver_is_back) {
    if (Synapse::is_foreign()) GTEST_SKIP() << "this homeserver is not ours to stop";
    Workspace workspace;
    MatrixCommunity community{workspace};
    const Network network{workspace};
    DeskPlan plan = community.plan();
    plan.networks = {network.plan()};
    plan.public_rooms.emplace_back("insp:#help");
    DeskProcess desk{plan, workspace};
    desk.start();
    MatrixClient bo = community.log_in("bo");
    community.server.stop();
    ASSERT_TRUE(desk.logs("matrix\\.down"));
    const auto lines = count_of(desk.log(), "matrix.");
    std::vector<int> tickets;
    for (const char* const nick : {"ana", "ben", "dee"}) {
        IrcClient asker = network.visit(nick);
        tickets.push_back(ask(asker, "How do I add a photo to my page?"));
    }
    std::this_thread::sleep_for(8s);
    EXPECT_LE(count_of(desk.log(), "matrix.") - lines, 60U) << desk.log();
    community.server.start();
    for (const int ticket : tickets)
        bo.expect_message(community.desk_id(), "^question " + std::to_string(ticket) + " from ",
                          community.staff, 30s);
    ASSERT_TRUE(becomes_calm(desk));
    bo.say(community.staff, "!claim 1");
    bo.expect_message(community.desk_id(), phrases::is_yours(1), community.staff);
}

} // namespace
} // namespace peerdesk::servers
