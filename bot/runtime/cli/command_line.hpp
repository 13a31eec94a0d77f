// SPDX-License-Identifier: MIT
// argv -> what is wanted.
#pragma once

#include "bot/runtime/cli/speaker.hpp"
#include "bot/runtime/failure.hpp"

#include <expected>
#include <filesystem>
#include <string>

namespace peerdesk::runtime {

enum class Tool {
    run,
    check,
    console,
    summary,
    backup,
    restore,
    export_tables,
    export_skills,
    check_skills,
    version
};

struct CommandLine {
    Tool tool = Tool::version;
    std::filesystem::path config;   ///< empty: the usual places
    std::filesystem::path database; ///< empty: what the configuration says
    std::filesystem::path file;     ///< of backup, restore and skills check
    std::string desk;               ///< empty: the first one
    std::string week = "last";
    std::string format;
    std::string table;           ///< empty: all
    std::filesystem::path chart; ///< of summary: the picture to draw; empty: none
};

/// Help was printed, or what is wrong was said.
struct Ended {
    ExitCode code = ExitCode::done;
};

[[nodiscard]] std::expected<CommandLine, Ended> parse_command_line(int argc, char** argv,
                                                                   const Speaker& speaker);

} // namespace peerdesk::runtime
