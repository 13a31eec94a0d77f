// SPDX-License-Identifier: MIT
// The tree of skills in a configuration: read with it, and its mistakes told with it.
#include "bot/runtime/config/config.hpp"
#include "tests/bot/runtime/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <memory>
#include <string_view>

namespace peerdesk::runtime {
namespace {

constexpr std::string_view tree =
    "id,parent,category,teachable,locale,name,aliases\nlua,,technical,true,en,Lua modules,\n";

struct SkillsConfig : testing::Test {
    TemporaryFolder folder;

    SkillsConfig() {
        write("peerdesk.toml", "skills = 'skills.csv'\n[database]\nfile = 'p.db'\n[[network]]\n"
                               "type = 'irc'\nname = 'libera'\nnick = 'desk'\n"
                               "servers = ['irc.example.org']\n[[desk]]\nname = 'help'\n");
    }
    void write(const char* name, std::string_view text) const {
        std::ofstream(folder.path() / name, std::ios::binary) << text;
    }
    [[nodiscard]] ConfigReading read() const {
        static const std::array texts{text::LocaleText{"en", R"({"a": "b"})"}};
        text::Problems problems;
        const auto words = text::Catalogue::from_texts(texts, problems);
        return load_config(folder.path() / "peerdesk.toml", *words, Secrets::skip);
    }
};

TEST_F(SkillsConfig, is_read_from_the_folder_of_the_configuration) {
    write("skills.csv", tree);
    const ConfigReading reading = read();
    ASSERT_TRUE(reading.config.has_value()) << reading.problems.front().key;
    ASSERT_TRUE(reading.config->skill_tree.has_value());
    EXPECT_EQ(reading.config->skill_tree->front().code, "lua");
}

TEST_F(SkillsConfig, says_where_its_file_is_wrong_and_takes_nothing) {
    write("skills.csv", std::string(tree) + "lua,gone,other,true,es,Lua,\n");
    const ConfigReading reading = read();
    EXPECT_FALSE(reading.config.has_value());
    ASSERT_EQ(reading.problems.size(), 2U);
    EXPECT_EQ(reading.problems[0].key, "peerdesk-skills-bad-member");
    EXPECT_EQ(reading.problems[1].key, "peerdesk-skills-no-parent");
    EXPECT_EQ(reading.problems[0].spot.line, 1) << "of the line that names the file";
    const auto& place = std::get<std::string>(reading.problems[0].params.front().value());
    EXPECT_EQ(place, (folder.path() / "skills.csv").string() + ":3: lua: ");
}

TEST_F(SkillsConfig, says_that_its_file_is_not_there) {
    const ConfigReading reading = read();
    ASSERT_EQ(reading.problems.size(), 1U);
    EXPECT_EQ(reading.problems[0].key, "peerdesk-skills-unreadable");
}

} // namespace
} // namespace peerdesk::runtime
