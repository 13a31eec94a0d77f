// SPDX-License-Identifier: MIT
#include "bot/runtime/cli/program.hpp"

#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/memory.hpp"

#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <exception>

namespace peerdesk::runtime {

namespace {

constexpr mode_t others_may_nothing = 077;

ExitCode use(const CommandLine& line, const Speaker& speaker) {
    switch (line.tool) {
    case Tool::run:
        return run_tool(line, speaker);
    case Tool::check:
        return check_tool(line, speaker);
    case Tool::console:
        return console_tool(line, speaker);
    case Tool::summary:
        return summary_tool(line, speaker);
    case Tool::backup:
        return backup_tool(line, speaker);
    case Tool::restore:
        return restore_tool(line, speaker);
    case Tool::export_skills:
        return export_skills_tool(line, speaker);
    case Tool::check_skills:
        return check_skills_tool(line, speaker);
    case Tool::export_tables:
        return export_tool(line, speaker);
    case Tool::version:
        return version_tool(speaker);
    }
    return ExitCode::usage;
}

ExitCode run(int argc, char** argv) {
    text::Problems problems; // the compiled-in locales are tested; `check` tells of folders
    const Speaker speaker(text::make_snapshot(problems));
    const auto line = parse_command_line(argc, argv, speaker);
    if (!line) return line.error().code;
    try {
        return use(*line, speaker);
    } catch (const std::exception& error) {
        return speaker.fail({ExitCode::failed, "peerdesk-cli-unexpected", {error.what()}});
    }
}

} // namespace

int run_program(int argc, char** argv) {
    keep_memory_small();
    ::umask(others_may_nothing);
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of write, not the end
    try {
        return static_cast<int>(run(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "peerdesk: %s\n", error.what()); // before there were any words
        return static_cast<int>(ExitCode::failed);
    }
}

} // namespace peerdesk::runtime
