// SPDX-License-Identifier: MIT
#include "bot/runtime/config/config.hpp"

#include "bot/runtime/config/desk_reader.hpp"
#include "bot/runtime/config/file_bytes.hpp"
#include "bot/runtime/config/network_types.hpp"
#include "bot/runtime/config/toml_text.hpp"
#include "bot/skills/tree_file.hpp"

#include <fmt/format.h>

#include <cstring>
#include <map>
#include <utility>

namespace peerdesk::runtime {

namespace {

using namespace std::chrono_literals;

constexpr auto transport_least = 24h;
constexpr auto transport_most = 24h * 3650;
constexpr std::size_t network_name_length_max = 32; ///< bytes

void read_database(TableReader& file, const std::filesystem::path& folder, Config& config) {
    auto table = file.table("database");
    if (!table) {
        if (!file.has("database")) {
            file.complain({}, "peerdesk-config-missing",
                          {"database.file", "[database]\nfile = \"peerdesk.db\""});
        }
        return;
    }
    if (const auto path = table->required_text("file", "file = \"peerdesk.db\"")) {
        config.database_file = folder / path->text;
    }
    table->read("keep_messages", config.settings.transport_retention, transport_least,
                transport_most);
    table->finish();
}

void read_log(TableReader& file, Config& config) {
    auto table = file.table("log");
    if (!table) return;
    static const std::map<std::string, chat::LogLevel, std::less<>> levels{
        {"debug", chat::LogLevel::debug},
        {"info", chat::LogLevel::info},
        {"warning", chat::LogLevel::warning},
        {"error", chat::LogLevel::error},
    };
    if (const auto level = table->text("level")) {
        const auto found = levels.find(level->text);
        if (found != levels.end()) {
            config.log_level = found->second;
        } else {
            table->complain(level->spot, "peerdesk-config-expects-one-of",
                            {"log.level", "debug, info, warning, error"});
        }
    }
    table->finish();
}

void read_locales(TableReader& file, const std::filesystem::path& folder, Config& config) {
    auto table = file.table("locales");
    if (!table) return;
    if (const auto path = table->required_text("folder", "folder = \"locales\"")) {
        config.locale_folder = folder / path->text;
        std::error_code ignored;
        if (!std::filesystem::is_directory(config.locale_folder, ignored)) {
            table->complain(path->spot, "peerdesk-config-no-folder",
                            {config.locale_folder.string()});
        }
    }
    table->finish();
}

const NetworkType* find_type(TableReader& table) {
    const auto written = table.required_text("type", "type = \"irc\"");
    if (!written) return nullptr;
    std::vector<std::string_view> known;
    known.reserve(network_types().size());
    for (const NetworkType& type : network_types()) {
        if (type.type == written->text) return &type;
        known.push_back(type.type);
    }
    table.complain(written->spot, "peerdesk-config-expects-one-of",
                   {"network.type", fmt::format("{}", fmt::join(known, ", "))});
    return nullptr;
}

/// @return whether every network could be made out.
bool read_networks(TableReader& file, const SecretContext& secrets, Config& config) {
    if (!file.has("network")) {
        file.complain({}, "peerdesk-config-missing", {"[[network]]", "[[network]]"});
    }
    bool knows_all = true;
    std::map<std::string, int, std::less<>> lines;
    for (TableReader& table : file.tables("network")) {
        const NetworkType* type = find_type(table);
        std::string name;
        if (const auto written = table.required_text("name", "name = \"libera\"")) {
            name = written->text;
            if (name.find_first_of(" :#\t") != std::string::npos ||
                name.size() > network_name_length_max) {
                table.complain(written->spot, "peerdesk-config-expects-word",
                               {"network.name", network_name_length_max});
            }
            const auto [first, is_new] = lines.try_emplace(name, written->spot.line);
            if (!is_new) {
                table.complain(written->spot, "peerdesk-config-network-twice",
                               {name, first->second});
            }
        }
        if (type == nullptr) { // its keys mean nothing then
            knows_all = false;
            continue;
        }
        config.networks.push_back(type->read(table, std::move(name), secrets));
        table.finish();
    }
    return knows_all;
}

void read_desks(TableReader& file, bool knows_all, const text::Catalogue& words, Config& config) {
    if (!file.has("desk")) {
        file.complain({}, "peerdesk-config-missing", {"[[desk]]", "[[desk]]\nname = \"help\""});
    }
    DeskReader reader(config.networks, knows_all, words);
    for (TableReader& table : file.tables("desk")) {
        config.settings.desks.push_back(reader.read(table));
    }
}

/// What only follows from a line that could not be read is left out.
std::vector<ConfigProblem> without_echoes(std::vector<ConfigProblem> problems,
                                          const TomlText& toml) {
    std::erase_if(problems, [&](const ConfigProblem& problem) {
        if (problem.key == "peerdesk-config-syntax") return false;
        return !toml.has_all_headers ||
               (!toml.is_whole && problem.key == "peerdesk-config-missing");
    });
    return problems;
}

/// The tree of skills: read here, so that a mistake in it keeps the program from starting with half
/// of what is wanted, and a reload from taking any of it.
void read_skills(TableReader& file, const std::filesystem::path& folder, Config& config) {
    const auto path = file.text("skills");
    if (!path) return;
    const std::filesystem::path tree_file = folder / path->text;
    std::string text;
    if (const int error = read_bytes(tree_file, skills::tree_bytes_max, text); error != 0) {
        file.complain(path->spot, "peerdesk-skills-unreadable",
                      {tree_file.string(), std::strerror(error)});
        return;
    }
    auto reading = skills::read_tree(text);
    for (const skills::TreeProblem& problem : reading.problems)
        file.complain(path->spot, problem.key, skills::params_of(problem, tree_file.string()));
    if (reading.problems.empty()) config.skill_tree = std::move(reading.tree);
}

} // namespace

ConfigReading read_config(std::string_view text, const std::filesystem::path& folder,
                          const text::Catalogue& words, Secrets secrets) {
    ConfigProblems problems;
    const TomlText toml = parse_toml(text, problems);
    Config config;
    TableReader file(toml.table, "", problems);
    read_database(file, folder, config);
    read_log(file, config);
    read_locales(file, folder, config);
    read_skills(file, folder, config);
    const bool knows_all = read_networks(
        file, {folder, secrets == Secrets::read, config.secrets, config.database_file}, config);
    read_desks(file, knows_all, words, config);
    file.finish();
    if (!problems.empty()) return {std::nullopt, without_echoes(problems.sorted(), toml)};
    return {std::move(config), {}};
}

ConfigReading load_config(const std::filesystem::path& file, const text::Catalogue& words,
                          Secrets secrets) {
    std::string text;
    ConfigProblems problems;
    if (const int error = read_bytes(file, config_length_max, text); error != 0) {
        problems.add({}, "peerdesk-config-unreadable", {std::strerror(error)});
        return {std::nullopt, problems.sorted()};
    }
    if (text.size() > config_length_max) {
        problems.add({}, "peerdesk-config-too-long", {config_length_max});
        return {std::nullopt, problems.sorted()};
    }
    return read_config(text, file.parent_path(), words, secrets);
}

} // namespace peerdesk::runtime
