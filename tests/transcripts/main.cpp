// SPDX-License-Identifier: MIT
// Each tests/transcripts/*.txt is four tests: plain, with everything delivered twice, and with a
// clean and an unclean restart between any two lines. `--approve` rewrites what is expected.
#include "tests/transcripts/approve.hpp"
#include "tests/transcripts/parser.hpp"
#include "tests/transcripts/pieces.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

namespace peerdesk::transcripts {
namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> transcript_files() {
    std::vector<std::filesystem::path> files;
    const std::filesystem::path folder = PEERDESK_SOURCE_DIR "/tests/transcripts";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::shared_ptr<const text::Snapshot> texts() {
    static const auto snapshot = [] {
        text::Problems problems;
        return text::make_snapshot(problems);
    }();
    return snapshot;
}

std::string joined(const std::vector<std::string>& said) {
    std::string result;
    for (const std::string& each : said)
        result += as_lines(each);
    return result.empty() ? "  (silence)\n" : result;
}

class TranscriptTest : public testing::Test {
  public:
    TranscriptTest(std::filesystem::path file, Way way) : file_(std::move(file)), way_(way) {}

    void TestBody() override {
        const std::string text = read_file(file_);
        Script script;
        try {
            script = parse(text);
        } catch (const ParseError& error) {
            FAIL() << file_.filename().string() << " " << error.what();
        }
        if (way_ == Way::twice && !script.why_not_twice.empty()) return;
        const bool is_restarting = way_ == Way::restarted || way_ == Way::crashed;
        if (is_restarting && !script.why_not_restarted.empty()) return;
        compare(script, lines_of(text), play(script, way_, texts()));
    }

  private:
    void compare(const Script& script, const std::vector<std::string>& lines,
                 const Played& played) const {
        for (const std::string& problem : played.problems) {
            ADD_FAILURE() << file_.filename().string() << " " << problem;
        }
        for (std::size_t i = 0; i < script.steps.size(); ++i) {
            const Step& step = script.steps[i];
            if (played.said[i] == step.expected) continue;
            ADD_FAILURE() << file_.filename().string() << " line " << step.line + 1 << ": "
                          << lines[step.line] << "\nexpected:\n"
                          << joined(step.expected) << "said:\n"
                          << joined(played.said[i]);
        }
    }

    std::filesystem::path file_;
    Way way_;
};

void register_transcripts() {
    const std::pair<Way, const char*> ways[] = {{Way::plain, "Transcript"},
                                                {Way::twice, "TranscriptTwice"},
                                                {Way::restarted, "TranscriptRestarted"},
                                                {Way::crashed, "TranscriptCrashed"}};
    for (const auto& [way, suite] : ways) {
        for (const auto& file : transcript_files()) {
            testing::RegisterTest(
                suite, file.stem().string().c_str(), nullptr, nullptr, __FILE__, __LINE__,
                [file, way]() -> testing::Test* { return new TranscriptTest(file, way); });
        }
    }
}

/// Rewrites the files whose name contains `filter`.
int approve(const std::string& filter) {
    int problems = 0;
    for (const auto& file : transcript_files()) {
        if (!file.stem().string().contains(filter)) continue;
        const std::string text = read_file(file);
        try {
            const Script script = parse(text);
            const Played played = play(script, Way::plain, texts());
            for (const std::string& problem : played.problems) {
                std::cerr << file.filename().string() << " " << problem << "\n";
                ++problems;
            }
            std::ofstream(file, std::ios::binary) << approved(text, script, played);
        } catch (const ParseError& error) {
            std::cerr << file.filename().string() << " " << error.what() << "\n";
            ++problems;
        }
    }
    return problems == 0 ? 0 : 1;
}

} // namespace
} // namespace peerdesk::transcripts

int main(int argc, char** argv) {
    if (argc > 1 && std::string_view(argv[1]) == "--approve") {
        return peerdesk::transcripts::approve(argc > 2 ? argv[2] : "");
    }
    testing::InitGoogleTest(&argc, argv);
    peerdesk::transcripts::register_transcripts();
    return RUN_ALL_TESTS();
}
