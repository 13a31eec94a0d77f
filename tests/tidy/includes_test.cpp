// SPDX-License-Identifier: MIT
// Every #include against the table of rooms: what may not be called may not even be seen.
#include "tests/tidy/includes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace peerdesk::tidy {
namespace {

// One library, and the only files that may include it.
struct Border {
    std::string_view library;
    std::vector<std::string_view> files;
};

// Where a library sits behind a border of our own, few files know it.
const std::vector<Border> borders{
    {"SQLiteCpp/", {"storage/database.", "storage/statement."}},
    {"sqlite3.h", {"storage/database.", "storage/statement.", "tests/"}},
    {"boost/beast/",
     {"adapters/net/http_answer_reader.cpp", "adapters/net/http_request_reader.cpp", "tests/"}},
    {"boost/asio/ssl/", {"adapters/net/server_stream.cpp", "adapters/net/asio_impl.cpp", "tests/"}},
    {"toml++/", {"bot/runtime/config/"}},
    {"CLI/", {"bot/main.cpp", "bot/runtime/cli/", "tests/fakes/telegram/telegram_fake.cpp"}},
    {"histedit.h", {"adapters/console/"}},
};

// What makes an answer depend on more than its arguments.
const std::vector<std::string_view> impure_headers{
    "random", "fstream", "iostream", "filesystem", "thread", "mutex", "future", "cstdlib", "ctime"};

bool may_include(const SourceFile& file, const RoomRule& rule, const Include& include) {
    if (include.ours) {
        return include.name.starts_with(std::string{rule.room} + "/") ||
               starts_with_any(include.name, rule.rooms);
    }
    if (is_std_header(include.name)) {
        return !file.is_in("matching") || std::ranges::count(impure_headers, include.name) == 0;
    }
    return starts_with_any(include.name, rule.libraries);
}

TEST(Includes, a_room_includes_only_what_the_table_of_rooms_allows) {
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        const RoomRule* rule = rule_for(*file);
        if (rule == nullptr) continue;
        for (const Include& include : includes_of(*file)) {
            if (!may_include(*file, *rule, include)) {
                findings.push_back(
                    finding(*file, include.line,
                            std::string{rule->room} + " may not include " + include.name));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Includes, a_library_behind_a_border_is_seen_by_its_border_files_alone) {
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        for (const Include& include : includes_of(*file)) {
            for (const Border& border : borders) {
                if (include.ours || !include.name.starts_with(border.library)) continue;
                if (starts_with_any(file->path, border.files)) continue;
                findings.push_back(finding(*file, include.line,
                                           include.name + " belongs to " +
                                               std::string{border.files.front()} + "*"));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Includes, the_log_library_is_known_to_one_file) {
    std::vector<std::string> files;
    for (const SourceFile* file : cpp_files()) {
        for (const Include& include : includes_of(*file)) {
            if (!include.ours && include.name.starts_with("spdlog/")) {
                if (files.empty() || files.back() != file->path) files.push_back(file->path);
            }
        }
    }
    EXPECT_LE(files.size(), 1u) << joined(files);
}

TEST(Includes, ours_are_written_from_the_root_and_exist) {
    std::vector<std::string> paths;
    for (const SourceFile* file : cpp_files())
        paths.push_back(file->path);
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        for (const Include& include : includes_of(*file)) {
            if (include.ours && !std::ranges::binary_search(paths, include.name)) {
                findings.push_back(
                    finding(*file, include.line, include.name + " is no file of the project"));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Includes, exact_asio_headers_are_named) {
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        for (const Include& include : includes_of(*file)) {
            if (include.name == "boost/asio.hpp" || include.name == "boost/beast.hpp") {
                findings.push_back(finding(*file, include.line, include.name));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

} // namespace
} // namespace peerdesk::tidy
