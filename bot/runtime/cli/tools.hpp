// SPDX-License-Identifier: MIT
// The subcommands, one function each, one file each.
#pragma once

#include "bot/runtime/cli/command_line.hpp"
#include "bot/runtime/cli/speaker.hpp"
#include "bot/runtime/failure.hpp"

#include <string_view>

namespace peerdesk::runtime {

[[nodiscard]] ExitCode run_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode console_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode check_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode summary_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode backup_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode restore_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode export_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode export_skills_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode check_skills_tool(const CommandLine& line, const Speaker& speaker);
[[nodiscard]] ExitCode version_tool(const Speaker& speaker);

} // namespace peerdesk::runtime
