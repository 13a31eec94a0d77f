// SPDX-License-Identifier: MIT
// Where files lie, how long they are and what they are called.
#include "tests/tidy/source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace peerdesk::tidy {
namespace {

constexpr std::size_t source_lines_max = 400;
constexpr std::size_t test_lines_max = 600;

const std::set<std::string> root_allowed{
    "CMakeLists.txt",  "bot",
    "adapters",        "matching",
    "storage",         "locales",
    "tests",           "deploy",
    "README.md",       "ARCHITECTURE.md",
    "CONTRIBUTING.md", "CHANGELOG.md",
    "LICENSE",         "CMakePresets.json",
    "SECURITY.md",     "CODE_OF_CONDUCT.md",
    "build", // untracked
};

// Rooms in which no two files may share a name: a name alone must find the file. Each network is
// a room of its own, since every one has a session.
const std::array<std::string_view, 13> rooms{"adapters/chat",
                                             "adapters/wire",
                                             "adapters/net",
                                             "adapters/irc",
                                             "adapters/matrix",
                                             "adapters/http_session",
                                             "adapters/telegram",
                                             "adapters/console",
                                             "matching",
                                             "storage",
                                             "bot",
                                             "tests/transcripts",
                                             "tests/servers"};

bool is_script(const SourceFile& file) {
    return !file.lines.empty() && file.lines.front().starts_with("#!");
}

bool wants_license(const SourceFile& file) {
    return file.is_cpp() || file.name() == "CMakeLists.txt" || file.path.ends_with(".cmake") ||
           is_script(file);
}

TEST(Layout, the_top_level_holds_only_what_the_design_names) {
    std::vector<std::string> findings;
    for (const std::string& name : root_entries()) {
        if (!name.starts_with('.') && !root_allowed.contains(name)) findings.push_back(name);
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Layout, every_source_begins_with_its_license) {
    std::vector<std::string> findings;
    for (const SourceFile& file : project_files()) {
        if (!wants_license(file)) continue;
        const std::size_t at = is_script(file) ? 1 : 0;
        const std::string text = file.lines.size() > at ? file.lines[at] : "";
        if (!text.ends_with("SPDX-License-Identifier: MIT")) {
            findings.push_back(finding(file, at + 1, "no SPDX line"));
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Layout, no_file_is_longer_than_one_idea) {
    std::vector<std::string> findings;
    for (const SourceFile& file : project_files()) {
        if (!file.is_cpp() && !is_script(file)) continue;
        const auto limit = file.is_in("tests") ? test_lines_max : source_lines_max;
        if (file.lines.size() > limit) {
            findings.push_back(finding(file, file.lines.size(),
                                       "longer than " + std::to_string(limit) + " lines"));
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Layout, no_two_files_of_a_room_share_a_name) {
    std::vector<std::string> findings;
    for (const std::string_view room : rooms) {
        std::map<std::string_view, std::string> seen;
        for (const SourceFile* file : cpp_files()) {
            if (!file->is_in(room)) continue;
            const auto [entry, is_new] = seen.try_emplace(file->name(), file->path);
            if (!is_new) findings.push_back(file->path + " and " + entry->second);
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Layout, names_are_in_lower_case_with_underscores) {
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        const bool plain = std::ranges::all_of(file->name(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
        });
        if (!plain) findings.push_back(file->path);
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

// Told, not demanded: some sources are proved by their neighbour's test.
TEST(Layout, sources_without_a_test_of_their_name_are_told) {
    std::set<std::string> tests;
    std::vector<std::string> sources;
    for (const SourceFile* file : cpp_files()) {
        if (file->path.ends_with("_test.cpp")) tests.insert(file->path);
        const bool in_room = file->is_in("bot") || file->is_in("adapters") ||
                             file->is_in("matching") || file->is_in("storage");
        if (in_room && file->path.ends_with(".cpp")) sources.push_back(file->path);
    }
    std::size_t without = 0;
    for (const std::string& source : sources) {
        const auto stem = source.substr(0, source.size() - std::string_view{".cpp"}.size());
        if (tests.contains("tests/" + stem + "_test.cpp")) continue;
        ++without;
        std::cout << "no test of its name: " << source << "\n";
    }
    std::cout << without << " of " << sources.size() << " sources have no test of their name\n";
}

} // namespace
} // namespace peerdesk::tidy
