// SPDX-License-Identifier: MIT
// `skills export` and `skills check` on real files.
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/store.hpp"
#include "bot/skills/loading.hpp"
#include "bot/skills/tree_file.hpp"
#include "tests/bot/runtime/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace peerdesk::runtime {
namespace {

using testing::HasSubstr;

class SkillsTool : public testing::Test {
  protected:
    SkillsTool() {
        text::Problems problems;
        speaker_ = std::make_unique<Speaker>(text::make_snapshot(problems));
    }

    void store(std::string_view tree) {
        auto opened = open_store(folder_.path() / "p.db");
        ASSERT_TRUE(opened.has_value());
        storage::Database::Transaction transaction(opened->database);
        skills::load_tree(opened->database, skills::read_tree(tree).tree, {});
        transaction.commit();
    }
    std::string exported(const char* format) {
        CommandLine line;
        line.database = folder_.path() / "p.db";
        line.format = format;
        testing::internal::CaptureStdout();
        EXPECT_EQ(export_skills_tool(line, *speaker_), ExitCode::done);
        return testing::internal::GetCapturedStdout();
    }
    ExitCode check(std::string_view text) {
        CommandLine line;
        line.file = folder_.path() / "skills.csv";
        std::ofstream(line.file, std::ios::binary) << text;
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const ExitCode code = check_skills_tool(line, *speaker_);
        said_ = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
        return code;
    }

    TemporaryFolder folder_;
    std::unique_ptr<Speaker> speaker_;
    std::string said_;
};

constexpr std::string_view tree =
    "id,parent,category,teachable,locale,name,aliases,wikidata\r\n"
    "lua,,technical,true,en,Lua modules,Scribunto;modules,Q207316\r\n";

TEST_F(SkillsTool, writes_the_same_tree_in_both_forms) {
    store(tree);
    EXPECT_EQ(exported("csv"), "id,parent,category,teachable,locale,name,aliases,wikidata\r\n"
                               "lua,,technical,true,en,Lua modules,modules;Scribunto,Q207316\r\n");
    const std::string json = exported("");
    EXPECT_EQ(json, exported("json"));
    const std::string csv = exported("csv");
    store(json);
    EXPECT_EQ(exported("csv"), csv);
}

TEST_F(SkillsTool, checks_a_file_without_any_database) {
    EXPECT_EQ(check(tree), ExitCode::done);
    EXPECT_THAT(said_, HasSubstr("1 skill"));
    EXPECT_EQ(check("id,parent,category,teachable,locale,name,aliases\nlua,gone,a,,en,Lua,\n"),
              ExitCode::failed);
    EXPECT_THAT(said_, HasSubstr("skills.csv:2: lua: "));
    EXPECT_THAT(said_, HasSubstr("gone"));
    CommandLine line;
    line.file = folder_.path() / "not-there.json";
    testing::internal::CaptureStderr();
    EXPECT_EQ(check_skills_tool(line, *speaker_), ExitCode::usage);
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("not-there.json"));
}

} // namespace
} // namespace peerdesk::runtime
