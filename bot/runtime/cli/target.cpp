// SPDX-License-Identifier: MIT
#include "bot/runtime/cli/target.hpp"

#include <cstdlib>
#include <utility>

namespace peerdesk::runtime {

std::optional<std::filesystem::path> find_config(const CommandLine& line) {
    if (!line.config.empty()) return line.config;
    for (const char* place : {"peerdesk.toml", "/etc/peerdesk/peerdesk.toml"}) {
        std::error_code ignored;
        if (std::filesystem::exists(place, ignored)) return place;
    }
    return std::nullopt;
}

std::expected<Config, Ended> load_or_complain(const std::filesystem::path& file,
                                              const Speaker& speaker, Secrets secrets) {
    ConfigReading reading = load_config(file, speaker.words(), secrets);
    if (reading.config) return *std::move(reading.config);
    speaker.complain(reading.problems, file);
    return std::unexpected(Ended{ExitCode::usage});
}

std::expected<Config, Ended> choose_target(const CommandLine& line, const Speaker& speaker) {
    const bool only_database = line.config.empty() && !line.database.empty();
    const auto file = only_database ? std::nullopt : find_config(line);
    if (!file) {
        Config config = embedded_config({});
        config.database_file = line.database.empty() ? console_database() : line.database;
        return config;
    }
    auto config = load_or_complain(*file, speaker, Secrets::skip);
    if (config && !line.database.empty()) config->database_file = line.database;
    return config;
}

std::filesystem::path state_folder() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') {
        return std::filesystem::path(state) / "peerdesk";
    }
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = home == nullptr || *home == '\0' ? "." : home;
    return base / ".local" / "state" / "peerdesk";
}

std::filesystem::path console_database() {
    return state_folder() / "console.db";
}

std::shared_ptr<const text::Snapshot> load_texts(const Config& config, const Speaker& speaker,
                                                 text::Problems& problems) {
    // The compiled-in ones are read once: it takes a tenth of a second and two megabytes.
    return config.locale_folder.empty() ? speaker.texts()
                                        : text::make_snapshot(config.locale_folder, problems);
}

} // namespace peerdesk::runtime
