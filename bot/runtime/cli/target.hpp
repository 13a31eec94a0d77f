// SPDX-License-Identifier: MIT
// Which configuration and database a tool works on.
#pragma once

#include "bot/runtime/cli/command_line.hpp"
#include "bot/runtime/cli/speaker.hpp"
#include "bot/runtime/config/config.hpp"

#include <expected>
#include <filesystem>
#include <optional>

namespace peerdesk::runtime {

/// The file told, else peerdesk.toml here, else /etc/peerdesk/peerdesk.toml; nothing when none is.
[[nodiscard]] std::optional<std::filesystem::path> find_config(const CommandLine& line);

/// Loads it; mistakes are said at once.
[[nodiscard]] std::expected<Config, Ended>
load_or_complain(const std::filesystem::path& file, const Speaker& speaker, Secrets secrets);

/// For a tool that reads: --database with the desks of --config; without either the usual
/// configuration, and where there is none the console's database with its desk. No secrets.
[[nodiscard]] std::expected<Config, Ended> choose_target(const CommandLine& line,
                                                         const Speaker& speaker);

/// $XDG_STATE_HOME/peerdesk or ~/.local/state/peerdesk (XDG Base Directory Specification).
[[nodiscard]] std::filesystem::path state_folder();
[[nodiscard]] std::filesystem::path console_database();

/// The words a configuration wants: the speaker's, with those of the configured folder over them.
[[nodiscard]] std::shared_ptr<const text::Snapshot>
load_texts(const Config& config, const Speaker& speaker, text::Problems& problems);

} // namespace peerdesk::runtime
