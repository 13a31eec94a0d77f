// SPDX-License-Identifier: MIT
// Words that may not stand in the project: work put off, and places that exist on one machine only.
// The words are put together from halves, so that this file does not find itself.
#include "tests/tidy/source_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::tidy {
namespace {

bool is_word_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Whether a lower-case text holds the word, not as a part of a longer one.
bool holds_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !is_word_letter(text[at - 1]);
        const auto end = at + word.size();
        if (begins && (end == text.size() || !is_word_letter(text[end]))) return true;
    }
    return false;
}

bool is_prose(const SourceFile& file) {
    return file.is_in("locales") || file.is_in("tests/transcripts/scripts");
}

TEST(Words, nothing_is_put_off_in_the_sources) {
    const std::vector<std::string> words{
        std::string{"fix"} + "me", std::string{"xx"} + "x", std::string{"for "} + "now",
        std::string{"not "} + "implemented", std::string{"st"} + "ub"};
    std::vector<std::string> findings;
    for (const SourceFile& file : project_files()) {
        const bool code = file.is_cpp() || file.name() == "CMakeLists.txt" ||
                          (!file.lines.empty() && file.lines.front().starts_with("#!"));
        if (!code) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string text = lower(file.lines[i]);
            for (const std::string& word : words) {
                if (holds_word(text, word)) findings.push_back(finding(file, i + 1, word));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Words, a_todo_says_what_would_trigger_it) {
    const std::string word = std::string{"TO"} + "DO";
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        for (std::size_t i = 0; i < file->lines.size(); ++i) {
            const std::string& line = file->lines[i];
            const auto at = line.find(word);
            if (at == std::string::npos) continue;
            const std::string rest = lower(line.substr(at));
            if (!holds_word(rest, "when") && !holds_word(rest, "once") && !holds_word(rest, "if")) {
                findings.push_back(finding(*file, i + 1, line));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Words, no_path_of_one_machine_and_no_registry_is_named) {
    const std::vector<std::string> places{
        std::string{"/wo"} + "rk/",       std::string{"/ho"} + "me/",
        std::string{"/ro"} + "ot/",       std::string{"deb.deb"} + "ian.org",
        std::string{"pypi."} + "org",     std::string{"crates."} + "io",
        std::string{"proxy.gol"} + "ang", std::string{"artifact-"} + "registry"};
    std::vector<std::string> findings;
    for (const SourceFile& file : project_files()) {
        if (is_prose(file)) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            for (const std::string& place : places) {
                if (file.lines[i].find(place) != std::string::npos) {
                    findings.push_back(finding(file, i + 1, place));
                }
            }
        }
    }
    // The project's own folder and whatever stands beside it.
    const std::string here = PEERDESK_SOURCE_DIR;
    for (const SourceFile& file : project_files()) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            if (file.lines[i].find(here + "/") != std::string::npos) {
                findings.push_back(finding(file, i + 1, here));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

TEST(Words, a_test_that_is_switched_off_is_not_kept) {
    const std::string word = std::string{"DISA"} + "BLED_";
    std::vector<std::string> findings;
    for (const SourceFile* file : cpp_files()) {
        for (std::size_t i = 0; i < file->lines.size(); ++i) {
            if (file->lines[i].find(word) != std::string::npos) {
                findings.push_back(finding(*file, i + 1, file->lines[i]));
            }
        }
    }
    EXPECT_TRUE(findings.empty()) << joined(findings);
}

} // namespace
} // namespace peerdesk::tidy
