// SPDX-License-Identifier: MIT
#include "bot/runtime/cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::runtime {
namespace {

std::expected<CommandLine, Ended> parse(std::vector<std::string> words) {
    static const Speaker speaker = [] {
        text::Problems problems;
        return Speaker(text::make_snapshot(problems));
    }();
    words.insert(words.begin(), "peerdesk");
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    auto line = parse_command_line(static_cast<int>(argv.size()), argv.data(), speaker);
    (void)testing::internal::GetCapturedStdout();
    (void)testing::internal::GetCapturedStderr();
    return line;
}

TEST(CommandLine, names_a_tool_and_its_files) {
    const auto run = parse({"run", "--config", "p.toml"});
    ASSERT_TRUE(run.has_value());
    EXPECT_EQ(run->tool, Tool::run);
    EXPECT_EQ(run->config, "p.toml");

    const auto summary =
        parse({"summary", "--week", "2026-W47", "--desk", "help", "--format", "csv"});
    ASSERT_TRUE(summary.has_value());
    EXPECT_EQ(summary->tool, Tool::summary);
    EXPECT_EQ(summary->week, "2026-W47");
    EXPECT_EQ(summary->desk, "help");
    EXPECT_EQ(summary->format, "csv");

    const auto backup = parse({"backup", "-c", "p.toml", "out.db"});
    ASSERT_TRUE(backup.has_value());
    EXPECT_EQ(backup->tool, Tool::backup);
    EXPECT_EQ(backup->file, "out.db");
}

TEST(CommandLine, names_what_is_done_with_skills) {
    const auto written = parse({"skills", "export", "-c", "p.toml", "--format", "csv"});
    ASSERT_TRUE(written.has_value());
    EXPECT_EQ(written->tool, Tool::export_skills);
    EXPECT_EQ(written->format, "csv");
    const auto checked = parse({"skills", "check", "skills.json"});
    ASSERT_TRUE(checked.has_value());
    EXPECT_EQ(checked->tool, Tool::check_skills);
    EXPECT_EQ(checked->file, "skills.json");
    EXPECT_FALSE(parse({"skills"}).has_value());
    EXPECT_FALSE(parse({"skills", "check"}).has_value());
    EXPECT_FALSE(parse({"skills", "export", "--format", "xml"}).has_value());
}

TEST(CommandLine, ends_well_when_help_was_wanted) {
    for (const auto& words : {std::vector<std::string>{"--help"}, {"run", "--help"}}) {
        const auto line = parse(words);
        ASSERT_FALSE(line.has_value());
        EXPECT_EQ(line.error().code, ExitCode::done);
    }
}

TEST(CommandLine, refuses_what_it_does_not_know) {
    for (const auto& words : {std::vector<std::string>{},
                              {"walk"},
                              {"run", "--fast"},
                              {"backup"},
                              {"summary", "--format", "xml"},
                              {"export", "--format", "text"}}) {
        const auto line = parse(words);
        ASSERT_FALSE(line.has_value());
        EXPECT_EQ(line.error().code, ExitCode::usage);
    }
}

} // namespace
} // namespace peerdesk::runtime
