// SPDX-License-Identifier: MIT
#include "adapters/irc/irc_message.hpp"
#include "adapters/irc/line_builder.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace peerdesk::irc {
namespace {

struct Row {
    std::string line;
    std::string source;
    std::string command;
    std::vector<std::string> params;
    std::map<std::string, std::string> tags;
};

std::vector<std::string> params_of(const IrcMessage& message) {
    return {message.params.begin(), message.params.end()};
}

std::map<std::string, std::string> tags_of(const IrcMessage& message) {
    std::map<std::string, std::string> tags;
    for (const Tag& tag : message.tags)
        tags[std::string{tag.key}] = message.tag(tag.key);
    return tags;
}

const std::vector<Row> rows = {
    {"PING", "", "PING", {}, {}},
    {"PING x", "", "PING", {"x"}, {}},
    {":irc.test 001 me :Welcome to it", "irc.test", "001", {"me", "Welcome to it"}, {}},
    {":a!b@c PRIVMSG #x :", "a!b@c", "PRIVMSG", {"#x", ""}, {}},
    {":a!b@c PRIVMSG #x ::)", "a!b@c", "PRIVMSG", {"#x", ":)"}, {}},
    {":a  PRIVMSG   #x   :two  blanks ", "a", "PRIVMSG", {"#x", "two  blanks "}, {}},
    {"CAP * LS :sasl ", "", "CAP", {"*", "LS", "sasl "}, {}},
    {":s CAP * LS account-tag", "s", "CAP", {"*", "LS", "account-tag"}, {}},
    {"AUTHENTICATE :+", "", "AUTHENTICATE", {"+"}, {}},
    {"BATCH :-1", "", "BATCH", {"-1"}, {}},
    {"COMMAND a ", "", "COMMAND", {"a"}, {}},
    {"  PING x", "", "PING", {"x"}, {}},
    {"PING x\r", "", "PING", {"x"}, {}},
    {"@a=b PING", "", "PING", {}, {{"a", "b"}}},
    {"@a=b;c=;d PING", "", "PING", {}, {{"a", "b"}, {"c", ""}, {"d", ""}}},
    {R"(@a=\:\s\\\r\n PING)", "", "PING", {}, {{"a", "; \\\r\n"}}},
    {R"(@a=\b\ PING)", "", "PING", {}, {{"a", "b"}}},
    {"@a=1;a=2 PING", "", "PING", {}, {{"a", "2"}}},
    {"@+draft/reply=x;time=2020-01-01T00:00:00Z :n!u@h PRIVMSG me :hi",
     "n!u@h",
     "PRIVMSG",
     {"me", "hi"},
     {{"+draft/reply", "x"}, {"time", "2020-01-01T00:00:00Z"}}},
    {"@;;=x;a= :n PING", "n", "PING", {}, {{"a", ""}}},
    {":s 353 me = #x :@op +voice ", "s", "353", {"me", "=", "#x", "@op +voice "}, {}},
};

TEST(IrcMessage, every_row_is_taken_apart) {
    for (const Row& row : rows) {
        SCOPED_TRACE(row.line);
        const auto message = parse_line(row.line);
        ASSERT_TRUE(message);
        EXPECT_EQ(message->raw_source, row.source);
        EXPECT_EQ(message->command, row.command);
        EXPECT_EQ(params_of(*message), row.params);
        EXPECT_EQ(tags_of(*message), row.tags);
    }
}

TEST(IrcMessage, a_line_without_a_command_is_nothing) {
    for (const std::string_view line :
         {"", " ", ":source", ":source ", "@tag", "@tag :source ", "\r"})
        EXPECT_FALSE(parse_line(line)) << line;
}

TEST(IrcMessage, a_source_has_up_to_three_parts) {
    EXPECT_EQ(parse_source("n!u@h"), (Source{"n", "u", "h"}));
    EXPECT_EQ(parse_source("n@h"), (Source{"n", "", "h"}));
    EXPECT_EQ(parse_source("n!u"), (Source{"n", "u", ""}));
    EXPECT_EQ(parse_source("irc.test"), (Source{"irc.test", "", ""}));
    EXPECT_EQ(parse_source(""), (Source{"", "", ""}));
    EXPECT_EQ(parse_source("n!u@h@i"), (Source{"n", "u", "h@i"}));
}

TEST(IrcMessage, eight_kilobytes_of_tags_are_read) {
    const std::string value(8'100, 'v');
    const std::string line = "@k=" + value + " PING x";
    const auto message = parse_line(line);
    ASSERT_TRUE(message);
    EXPECT_EQ(message->tag("k"), value);
}

TEST(IrcMessage, tags_come_back_from_their_escapes) {
    EXPECT_TRUE(rc::check([](std::string value) {
        std::erase(value, '\0');
        RC_ASSERT(unescape_tag(escape_tag(value)) == value);
    }));
}

TEST(IrcMessage, any_bytes_are_parsed_without_harm) {
    EXPECT_TRUE(rc::check([](const std::string& bytes) {
        const auto message = parse_line(bytes);
        if (message) RC_ASSERT(!message->command.empty());
    }));
}

TEST(LineBuilder, what_it_builds_means_what_was_asked) {
    EXPECT_EQ(build_line("PRIVMSG", {"#x", "hello there"}), "PRIVMSG #x :hello there\r\n");
    EXPECT_EQ(build_line("NICK", {"me"}), "NICK me\r\n");
    EXPECT_EQ(build_line("PRIVMSG", {"#x", ":)"}), "PRIVMSG #x ::)\r\n");
    EXPECT_EQ(build_line("PRIVMSG", {"#x", ""}), "PRIVMSG #x :\r\n");
    EXPECT_EQ(build_line("MODE", {"me", "+B"}), "MODE me +B\r\n");
}

TEST(LineBuilder, a_parameter_cannot_become_two) {
    EXPECT_EQ(build_line("JOIN", {"#a b", "key"}), "JOIN #a_b key\r\n");
    EXPECT_EQ(build_line("PRIVMSG", {":x", "t"}), "PRIVMSG x t\r\n");
    EXPECT_EQ(build_line("PRIVMSG", {"", "t"}), "PRIVMSG * t\r\n");
}

TEST(LineBuilder, no_line_end_and_no_nul_ever_passes) {
    EXPECT_TRUE(rc::check([](const std::string& command, const std::vector<std::string>& words,
                             const std::map<std::string, std::string>& values) {
        const std::vector<std::string_view> params(words.begin(), words.end());
        std::vector<OutgoingTag> tags;
        for (const auto& [key, value] : values)
            tags.push_back({key, value});
        const std::string line = build_line(command, params, tags);
        RC_ASSERT(line.ends_with("\r\n"));
        const std::string inner = line.substr(0, line.size() - 2);
        RC_ASSERT(inner.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
    }));
}

TEST(LineBuilder, control_bytes_in_every_place_are_defused) {
    const std::string evil{"a\r\nQUIT\0b", 9};
    const std::vector<std::string_view> params{evil, evil};
    const std::vector<OutgoingTag> tags{{evil, evil}};
    const std::string line = build_line(evil, params, tags);
    EXPECT_EQ(std::ranges::count(line, '\n'), 1);
    EXPECT_EQ(std::ranges::count(line, '\r'), 1);
    EXPECT_EQ(std::ranges::count(line, '\0'), 0);
}

// The free vectors of ircdocs/parser-tests, where somebody has them.
class SharedVectors : public testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("PEERDESK_TEST_DATA");
        if (folder == nullptr) GTEST_SKIP() << "PEERDESK_TEST_DATA is not set";
        folder_ = std::filesystem::path{folder} / "irc";
        if (!std::filesystem::exists(folder_)) GTEST_SKIP() << folder_ << " does not exist";
    }
    nlohmann::json read(const char* name) const {
        std::ifstream file{folder_ / name};
        return nlohmann::json::parse(file).at("tests");
    }
    std::filesystem::path folder_;
};

TEST_F(SharedVectors, lines_are_taken_apart) {
    for (const nlohmann::json& test : read("msg-split.json")) {
        const std::string line = test.at("input");
        SCOPED_TRACE(line);
        const auto message = parse_line(line);
        ASSERT_TRUE(message);
        const nlohmann::json& atoms = test.at("atoms");
        EXPECT_EQ(message->command, atoms.value("verb", ""));
        EXPECT_EQ(message->raw_source, atoms.value("source", ""));
        EXPECT_EQ(params_of(*message), atoms.value("params", std::vector<std::string>{}));
        EXPECT_EQ(tags_of(*message), atoms.value("tags", std::map<std::string, std::string>{}));
    }
}

TEST_F(SharedVectors, lines_are_put_together) {
    for (const nlohmann::json& test : read("msg-join.json")) {
        const nlohmann::json& atoms = test.at("atoms");
        if (atoms.contains("source")) continue; // a client never sends one
        const auto words = atoms.value("params", std::vector<std::string>{});
        const auto values = atoms.value("tags", std::map<std::string, std::string>{});
        const std::vector<std::string_view> params(words.begin(), words.end());
        std::vector<OutgoingTag> tags;
        for (const auto& [key, value] : values)
            tags.push_back({key, value});
        std::string line = build_line(std::string{atoms.at("verb")}, params, tags);
        line.resize(line.size() - 2);
        const auto matches = test.at("matches").get<std::vector<std::string>>();
        // "k" and "k=" mean the same, and the order of tags means nothing: compare the parsed form.
        const auto ours = parse_line(line);
        ASSERT_TRUE(ours);
        EXPECT_TRUE(std::ranges::any_of(matches, [&ours](const std::string& match) {
            const auto theirs = parse_line(match);
            return theirs && theirs->command == ours->command &&
                   params_of(*theirs) == params_of(*ours) && tags_of(*theirs) == tags_of(*ours);
        })) << line;
    }
}

TEST_F(SharedVectors, sources_are_taken_apart) {
    for (const nlohmann::json& test : read("userhost-split.json")) {
        const std::string text = test.at("source");
        const Source source = parse_source(text);
        const nlohmann::json& atoms = test.at("atoms");
        EXPECT_EQ(source.nick, atoms.value("nick", "")) << text;
        EXPECT_EQ(source.user, atoms.value("user", "")) << text;
        EXPECT_EQ(source.host, atoms.value("host", "")) << text;
    }
}

} // namespace
} // namespace peerdesk::irc
