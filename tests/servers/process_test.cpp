// SPDX-License-Identifier: MIT
// The program as the system sees it: signals, exit codes, its file and who may open it.
#include "tests/servers/community.hpp"

#include <signal.h>
#include <sys/stat.h>

namespace peerdesk::servers {
namespace {

class ProgramRun : public testing::Test {
  protected:
    ProgramRun() {
        NetworkPlan network{.name = "bare", .address = bare.address()};
        plan = DeskPlan::on(network);
        plan.responders.clear();
        plan.coordinators.clear();
    }

    IrcClient visit(std::string_view nick) {
        return IrcClient{bare.address(), {.nick = std::string{nick}}};
    }

    Workspace workspace;
    IrcServer bare{ServerKind::ngircd, workspace};
    DeskPlan plan;
};

TEST_F(ProgramRun, sigterm_ends_it_within_five_seconds_with_everything_kept) {
    DeskProcess desk{plan, workspace};
    desk.start();
    IrcClient ana = visit("ana");
    const int ticket = ask(ana, "How do I add a photo to my page?");
    EXPECT_EQ(desk.stop(5s), 0);
    EXPECT_TRUE(desk.logs("event=stopped|stopped", 0ms));
    const DeskDatabase database{desk.database_file()};
    EXPECT_EQ(database.number("SELECT max(id) FROM tickets"), ticket);
    EXPECT_EQ(database.number("SELECT count(*) FROM outbox WHERE state IN ('queued','sending')"),
              0);
}

TEST_F(ProgramRun, sigterm_ends_it_while_no_server_answers) {
    bare.freeze();
    DeskProcess desk{plan, workspace};
    desk.start_without_waiting();
    ASSERT_TRUE(desk.logs("ready"));
    EXPECT_EQ(desk.stop(7s), 0);
    bare.thaw();
}

TEST_F(ProgramRun, a_second_one_on_the_same_file_is_refused) {
    DeskProcess desk{plan, workspace};
    desk.start();
    const auto second = desk.run({"run"});
    EXPECT_NE(second.exit_code, 0);
    EXPECT_NE(second.output.find("peerdesk.db"), std::string::npos) << second.output;
    EXPECT_TRUE(desk.is_running());
}

TEST_F(ProgramRun, its_database_is_readable_by_its_owner_alone) {
    DeskProcess desk{plan, workspace};
    desk.start();
    for (const std::string end : {"", "-wal", "-shm"}) {
        struct stat found{};
        ASSERT_EQ(::stat((desk.database_file().string() + end).c_str(), &found), 0) << end;
        EXPECT_EQ(found.st_mode & 077, 0u) << end;
    }
}

TEST_F(ProgramRun, a_summary_and_a_backup_are_made_beside_a_running_desk) {
    DeskProcess desk{plan, workspace};
    desk.start();
    IrcClient ana = visit("ana");
    ask(ana, "How do I add a photo to my page?");
    const auto summary = desk.run({"summary", "--format", "json"});
    EXPECT_EQ(summary.exit_code, 0) << summary.output;
    EXPECT_NE(summary.output.find("\"asked\""), std::string::npos) << summary.output;
    const auto copy = (desk.folder() / "copy.db").string();
    const auto backup = desk.run({"backup", copy});
    EXPECT_EQ(backup.exit_code, 0) << backup.output;
    EXPECT_EQ(DeskDatabase{copy}.number("SELECT count(*) FROM tickets"), 1);
}

TEST_F(ProgramRun, after_a_kill_it_starts_again_with_what_was_kept) {
    DeskProcess desk{plan, workspace};
    desk.start();
    {
        IrcClient ana = visit("ana");
        ana.join("#help");
        ana.say("#help", "!ask How do I add a photo to my page?");
        ana.expect_message(bot, phrases::opened, "#help");
    }
    desk.kill();
    desk.start();
    EXPECT_TRUE(desk.logs("unclean=yes", 0ms));
    IrcClient ben = visit("ben");
    EXPECT_EQ(ask(ben, "Why was my edit undone by somebody?"), 2);
}

TEST_F(ProgramRun, a_signal_to_reload_is_survived) {
    DeskProcess desk{plan, workspace};
    desk.start();
    desk.signal(SIGHUP);
    EXPECT_TRUE(desk.logs("reloaded"));
    IrcClient ana = visit("ana");
    EXPECT_EQ(ask(ana, "How do I add a photo to my page?"), 1);
}

} // namespace
} // namespace peerdesk::servers
