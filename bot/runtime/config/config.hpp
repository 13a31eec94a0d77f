// SPDX-License-Identifier: MIT
// The whole configuration of a process, read from peerdesk.toml.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "bot/desk/settings.hpp"
#include "bot/runtime/config/config_problem.hpp"
#include "bot/runtime/config/network_setup.hpp"
#include "bot/text/catalogue.hpp"
#include "storage/skills.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

struct Config {
    std::filesystem::path database_file;
    chat::LogLevel log_level = chat::LogLevel::info;
    std::filesystem::path locale_folder; ///< empty: the locales in the program are all
    std::optional<std::vector<storage::TreeSkill>> skill_tree; ///< none: it stays as it is stored
    desk::Settings settings;
    std::vector<std::unique_ptr<NetworkSetup>> networks;
    std::vector<std::string> secrets; ///< every secret read, to be kept out of logs
};

/// Either a configuration or at least one problem.
struct ConfigReading {
    std::optional<Config> config;
    std::vector<ConfigProblem> problems; ///< in the file's order
};

/// Whether the secrets a configuration names are read too. Without them its networks cannot run.
enum class Secrets { read, skip };

/// Reads a configuration's text. Files it names are looked up from `folder`.
[[nodiscard]] ConfigReading read_config(std::string_view text, const std::filesystem::path& folder,
                                        const text::Catalogue& words, Secrets secrets);

/// The same for a file; one that cannot be read, or is over `config_length_max`, is a problem.
[[nodiscard]] ConfigReading load_config(const std::filesystem::path& file,
                                        const text::Catalogue& words, Secrets secrets);

inline constexpr std::size_t config_length_max = 1'048'576; ///< bytes

/// What `peerdesk console` runs with: one desk "help" with the responders bo and chi and the
/// coordinator cora, on the console alone. The database is named by the caller.
[[nodiscard]] Config embedded_config(std::filesystem::path history_file);

/// The desks of a configuration moved to the console, to be tried without any network.
[[nodiscard]] Config moved_to_console(Config config, std::filesystem::path history_file);

} // namespace peerdesk::runtime
