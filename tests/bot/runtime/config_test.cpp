// SPDX-License-Identifier: MIT
// Every mistake at its line and column: one row each.
#include "bot/runtime/config/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

namespace peerdesk::runtime {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<const text::Catalogue> words() {
    static const std::array texts{text::LocaleText{"en", R"({"a": "b"})"},
                                  text::LocaleText{"es", R"({"a": "b"})"}};
    text::Problems problems;
    return text::Catalogue::from_texts(texts, problems);
}

ConfigReading read(std::string_view text) {
    return read_config(text, "/etc", *words(), Secrets::read);
}

/// Good apart from what is put in: line 1 to 4, then the desk from line 5 on.
std::string with(std::string_view network, std::string_view desk) {
    return "[database]\nfile = 'p.db'\n" + std::string(network) + "\n" + std::string(desk);
}

const std::string irc = "[[network]]\ntype = 'irc'\nname = 'libera'\nnick = 'desk'\n"
                        "servers = ['irc.example.org']\n"; // lines 3 to 7
const std::string help = "[[desk]]\nname = 'help'\n";      // lines 9 and 10

struct Row {
    std::string text;
    Spot spot;
    std::string key;
};

void expect_single_problems(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        const ConfigReading reading = read(row.text);
        EXPECT_FALSE(reading.config.has_value()) << row.text;
        ASSERT_EQ(reading.problems.size(), 1U) << row.text << reading.problems.front().key;
        EXPECT_EQ(reading.problems[0].key, row.key) << row.text;
        EXPECT_EQ(reading.problems[0].spot.line, row.spot.line) << row.text;
        EXPECT_EQ(reading.problems[0].spot.column, row.spot.column) << row.text;
    }
}

TEST(Config, reads_the_shortest_good_file) {
    const ConfigReading reading = read(with(irc, help));
    ASSERT_TRUE(reading.config.has_value()) << reading.problems.front().key;
    EXPECT_EQ(reading.config->database_file, "/etc/p.db");
    ASSERT_EQ(reading.config->settings.desks.size(), 1U);
    EXPECT_EQ(reading.config->settings.desks[0].name, "help");
    EXPECT_EQ(reading.config->networks[0]->name(), "libera");
}

TEST(Config, reads_every_setting_of_a_desk) {
    const ConfigReading reading = read(with(irc, R"([[desk]]
name = "help"
language = "es"
zone = "Africa/Lagos"
prefix = "?"
coordinators = ["libera:cora"]
responders = ["bo"]
plain_answers = true
thread_answers = true
weekly_summary = false
[desk.rooms]
public = ["libera:#Help"]
staff = ["#staff"]
[desk.limits]
ask_first = 3
ask_more_after = "5 min"
ask_everyone_after = "1 h 30 min"
tell_coordinators_after = "1 day"
nudge_after = "1 h"
return_after = "2 h"
close_after = "2 weeks"
reopen_within = "3 days"
claimed_per_responder = 7
asked_per_responder_and_week = 8
open_questions_per_person = 9
messages_per_person = 10
messages_per_room = 11
messages_counted_over = "90 s"
message_length = 1000
keep_texts = "30 days"
[desk.goal]
people = 12
skills = 2
)"));
    ASSERT_TRUE(reading.config.has_value()) << reading.problems.front().key;
    desk::DeskSettings wanted;
    wanted.name = "help";
    wanted.language = "es";
    wanted.zone = "Africa/Lagos";
    wanted.prefix = "?";
    wanted.coordinators = {{"libera", "cora"}};
    wanted.responders = {{"libera", "bo"}};
    wanted.plain_answers = true;
    wanted.thread_answers = true;
    wanted.weekly_summary = false;
    wanted.public_rooms = {{"libera", chat::PlaceKind::room, "#help"}};
    wanted.staff_rooms = {{"libera", chat::PlaceKind::room, "#staff"}};
    wanted.ask_first = 3;
    wanted.widen_after = 5min;
    wanted.ask_all_after = 90min;
    wanted.escalate_after = 1440min;
    wanted.nudge_after = 60min;
    wanted.return_after = 120min;
    wanted.close_after = 336h;
    wanted.reopen_window = 72h;
    wanted.ticket_limit = 7;
    wanted.weekly_requests = 8;
    wanted.open_tickets_max = 9;
    wanted.person_messages_max = 10;
    wanted.room_messages_max = 11;
    wanted.rate_window = 90s;
    wanted.message_length_max = 1000;
    wanted.body_retention = 720h;
    wanted.goal_people = 12;
    wanted.goal_skills = 2;
    EXPECT_EQ(reading.config->settings.desks[0], wanted);
}

TEST(Config, tells_of_a_mistake_in_the_file_or_a_network) {
    expect_single_problems({
        {"[[network]]\ntype='console'\nname='c'\n" + help, {0, 0}, "peerdesk-config-missing"},
        {with("", help), {0, 0}, "peerdesk-config-missing"},
        {with(irc, ""), {0, 0}, "peerdesk-config-missing"},
        {"[database]\nfiel = 'x'\nfile = 'y'\n" + irc + help,
         {2, 1},
         "peerdesk-config-unknown-key-near"},
        {"[databases]\n[database]\nfile = 'y'\n" + irc + help,
         {1, 2},
         "peerdesk-config-unknown-key-near"},
        {"colour = 'x'\n[database]\nfile = 'y'\n" + irc + help,
         {1, 1},
         "peerdesk-config-unknown-key"},
        {"[database]\nfile = 3\n" + irc + help, {2, 8}, "peerdesk-config-expects-text"},
        {"[database]\nfile = \"a\\nb\"\n" + irc + help, {2, 8}, "peerdesk-config-expects-text"},
        {"[database]\nfile = 'y'\nkeep_messages = '2 h'\n" + irc + help,
         {3, 17},
         "peerdesk-config-expects-duration"},
        {"[database]\nfile = 'y'\n[log]\nlevel = 'loud'\n" + irc + help,
         {4, 9},
         "peerdesk-config-expects-one-of"},
        {"[database]\nfile = 'y'\n[locales]\nfolder = '/nowhere/x'\n" + irc + help,
         {4, 10},
         "peerdesk-config-no-folder"},
        {with("[[network]]\ntype = 'gopher'\nname = 'g'\n", help),
         {4, 8},
         "peerdesk-config-expects-one-of"},
        {with("[[network]]\nname = 'g'\n", help), {3, 1}, "peerdesk-config-missing"},
        {with("[network]\ntype = 'irc'\n", help), {3, 1}, "peerdesk-config-expects-tables"},
        {with(irc + irc, help), {10, 8}, "peerdesk-config-network-twice"},
        {with(irc + "burst = 0\n", help), {8, 9}, "peerdesk-config-expects-number"},
        {with(irc + "burst = '5'\n", help), {8, 9}, "peerdesk-config-expects-number"},
        {with(irc + "lines_per_second = -1\n", help), {8, 20}, "peerdesk-config-expects-number"},
        {with(irc + "tls = 'no'\n", help), {8, 7}, "peerdesk-config-expects-yes-no"},
        {with(irc + "ping_timeout = '5 parsecs'\n", help),
         {8, 16},
         "peerdesk-config-expects-duration"},
        {with(irc + "pin_sha256 = 'abc'\n", help), {8, 14}, "peerdesk-config-expects-fingerprint"},
        {with(irc + "account = 'desk'\n", help),
         {8, 11},
         "peerdesk-config-account-without-password"},
        {with(irc + "username = 'x'\nrealnam = 'y'\n", help),
         {9, 1},
         "peerdesk-config-unknown-key-near"},
        {with("[[network]]\ntype='irc'\nname='l'\nservers=['h']\n", help),
         {3, 1},
         "peerdesk-config-missing"},
        {with("[[network]]\ntype='irc'\nname='l'\nnick='n'\n", help),
         {3, 1},
         "peerdesk-config-missing"},
        {with("[[network]]\ntype='irc'\nname='l'\nnick='n'\nservers=[]\n", help),
         {7, 9},
         "peerdesk-config-no-server"},
        {with("[[network]]\ntype='irc'\nname='l'\nnick='a b'\nservers=['h']\n", help),
         {6, 6},
         "peerdesk-config-expects-nick"},
        {with("[[network]]\ntype='irc'\nname='l'\nnick='n'\nservers=['h', 'h:99999']\n", help),
         {7, 15},
         "peerdesk-config-expects-server"},
        {with("[[network]]\ntype='irc'\nname='a:b'\nnick='n'\nservers=['h']\n", help),
         {5, 6},
         "peerdesk-config-expects-word"},
    });
}

TEST(Config, tells_of_a_mistake_in_a_desk) {
    expect_single_problems({
        {with(irc, "[[desk]]\nlanguage = 'en'\n"), {9, 1}, "peerdesk-config-missing"},
        {with(irc, "[[desk]]\nname = 'two words'\n"), {10, 8}, "peerdesk-config-expects-word"},
        {with(irc, help + "language = 'xx'\n"), {11, 12}, "peerdesk-config-unknown-locale"},
        {with(irc, help + "zone = 'Europe/Madird'\n"), {11, 8}, "peerdesk-config-unknown-zone"},
        {with(irc, help + "zoone = 'UTC'\n"), {11, 1}, "peerdesk-config-unknown-key-near"},
        {with(irc, help + help), {12, 8}, "peerdesk-config-desk-twice"},
        {with(irc, help + "[[desk]]\nname = 'HELP'\n"), {12, 8}, "peerdesk-config-desk-twice"},
        {with(irc, help + "responders = 'bo'\n"), {11, 14}, "peerdesk-config-expects-texts"},
        {with(irc, help + "responders = ['bo', 3]\n"), {11, 21}, "peerdesk-config-expects-texts"},
        {with(irc, help + "responders = ['oftc:bo']\n"),
         {11, 15},
         "peerdesk-config-unknown-network"},
        {with(irc, help + "rooms = 3\n"), {11, 9}, "peerdesk-config-expects-table"},
        {with(irc, help + "[desk.rooms]\npublic = ['oftc:#x']\n"),
         {12, 11},
         "peerdesk-config-unknown-network"},
        {with(irc, help + "[desk.rooms]\npublic = ['libera:x']\n"),
         {12, 11},
         "peerdesk-config-expects-room"},
        {with(irc, help + "[desk.rooms]\npublic = ['#a']\nstaff = ['#A']\n"),
         {13, 10},
         "peerdesk-config-room-twice"},
        {with(irc, help + "[desk.rooms]\npublic = ['#a', '#b']\n"),
         {12, 17},
         "peerdesk-config-second-room"},
        {with(irc, help + "[desk.rooms]\npubic = ['#a']\n"),
         {12, 1},
         "peerdesk-config-unknown-key-near"},
        {with(irc, help + "[desk.limits]\nask_first = 0\n"),
         {12, 13},
         "peerdesk-config-expects-number"},
        {with(irc, help + "[desk.limits]\nclose_after = 7\n"),
         {12, 15},
         "peerdesk-config-expects-duration"},
        {with(irc, help + "[desk.limits]\nclose_after = '90 s'\n"),
         {12, 15},
         "peerdesk-config-expects-duration"},
        {with(irc, help + "[desk.limits]\nask_more_after = '40 min'\n"),
         {12, 18},
         "peerdesk-config-order"},
        {with(irc, help + "[desk.limits]\nnudge_after = '5 h'\n"),
         {12, 15},
         "peerdesk-config-order"},
        {with(irc, help + "[desk.goal]\npeople = 0\n"), {12, 10}, "peerdesk-config-expects-number"},
        {with(irc, help + "[desk.goal]\npeople = 1.5\n"),
         {12, 10},
         "peerdesk-config-expects-number"},
    });
}

TEST(Config, wants_the_network_named_where_there_are_several) {
    const std::string two = "[[network]]\ntype='console'\nname='c'\n" + irc;
    expect_single_problems(
        {{with(two, help + "responders = ['bo']\n"), {14, 15}, "peerdesk-config-needs-network"}});
}

TEST(Config, tells_of_all_mistakes_at_once_in_the_order_of_the_file) {
    const ConfigReading reading = read("[databse]\n[log]\nlevel = 3\n[[desk]]\nzone = 'x'\n");
    std::vector<std::pair<int, std::string>> found;
    for (const ConfigProblem& problem : reading.problems) {
        found.emplace_back(problem.spot.line, problem.key);
    }
    EXPECT_EQ(found, (std::vector<std::pair<int, std::string>>{
                         {0, "peerdesk-config-missing"}, // database.file
                         {0, "peerdesk-config-missing"}, // [[network]]
                         {1, "peerdesk-config-unknown-key-near"},
                         {3, "peerdesk-config-expects-text"},
                         {4, "peerdesk-config-missing"}, // desk.name
                         {5, "peerdesk-config-unknown-zone"},
                     }));
}

TEST(Config, goes_on_behind_lines_that_are_no_toml) {
    const ConfigReading reading =
        read("[database]\nfile = \"x\n[log]\nlevel = \nextra = 1\n" + irc + help);
    std::vector<std::pair<int, std::string>> found;
    for (const ConfigProblem& problem : reading.problems) {
        found.emplace_back(problem.spot.line, problem.key);
    }
    EXPECT_EQ(found, (std::vector<std::pair<int, std::string>>{
                         {2, "peerdesk-config-syntax"},
                         {4, "peerdesk-config-syntax"},
                         {5, "peerdesk-config-unknown-key"},
                     }));
}

TEST(Config, stops_after_twenty_syntax_errors) {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "= broken\n";
    EXPECT_EQ(read(text).problems.size(), 20U);
}

TEST(Config, is_described_as_file_line_and_column) {
    const ConfigProblem problem{{12, 5}, "a", {}};
    EXPECT_EQ(describe(problem, "peerdesk.toml", *words(), "en"), "peerdesk.toml:12:5: b");
    EXPECT_EQ(describe({{0, 0}, "a", {}}, "peerdesk.toml", *words(), "en"), "peerdesk.toml: b");
}

TEST(Config, tells_why_a_file_cannot_be_read) {
    for (const char* file : {"/nowhere/peerdesk.toml", "/"}) {
        const ConfigReading reading = load_config(file, *words(), Secrets::read);
        ASSERT_EQ(reading.problems.size(), 1U);
        EXPECT_EQ(reading.problems[0].key, "peerdesk-config-unreadable");
    }
}

TEST(Config, moves_desks_to_the_console_for_a_trial) {
    ConfigReading reading =
        read(with(irc, help + "responders = ['bo']\n[desk.rooms]\npublic = ['#a']\n"));
    ASSERT_TRUE(reading.config.has_value());
    const Config moved = moved_to_console(*std::move(reading.config), {});
    ASSERT_EQ(moved.networks.size(), 1U);
    EXPECT_EQ(moved.settings.desks[0].public_rooms[0].network, "console");
    EXPECT_EQ(moved.settings.desks[0].responders[0].network, "console");
}

TEST(Config, embeds_a_desk_with_two_responders_and_a_coordinator) {
    const Config config = embedded_config({});
    ASSERT_EQ(config.settings.desks.size(), 1U);
    const desk::DeskSettings& desk = config.settings.desks[0];
    EXPECT_EQ(desk.responders,
              (std::vector<desk::NamedAccount>{{"console", "bo"}, {"console", "chi"}}));
    EXPECT_EQ(desk.coordinators, (std::vector<desk::NamedAccount>{{"console", "cora"}}));
    EXPECT_EQ(desk.public_rooms[0].id, "#help");
}

} // namespace
} // namespace peerdesk::runtime
