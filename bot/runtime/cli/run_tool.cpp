// SPDX-License-Identifier: MIT
// `peerdesk run` and `peerdesk console`: the same process, on networks or on this terminal.
#include "bot/runtime/cli/target.hpp"
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/process.hpp"

#include <unistd.h>

#include <utility>

namespace peerdesk::runtime {

namespace {

void log_problems(chat::Log& log, const text::Problems& problems) {
    for (const text::Problem& problem : problems) {
        log.write(chat::LogLevel::warning, "locale_problem",
                  {{"file", problem.file}, {"key", problem.key}, {"reason", problem.what}});
    }
}

std::optional<Reloaded> reload(const std::filesystem::path& file, const Speaker& speaker,
                               chat::Log& log) {
    auto config = load_or_complain(file, speaker, Secrets::skip);
    if (!config) return std::nullopt;
    text::Problems problems;
    auto texts = load_texts(*config, speaker, problems);
    log_problems(log, problems);
    return Reloaded{std::move(config->settings), std::move(texts), std::move(config->skill_tree)};
}

ExitCode run_process(ProcessSetup setup, EventLog& log, const Speaker& speaker) {
    log.hide(setup.config.secrets);
    auto store = open_store(setup.config.database_file);
    if (!store) return speaker.fail(store.error());
    Process process(std::move(setup), *std::move(store), log);
    return process.run();
}

} // namespace

ExitCode run_tool(const CommandLine& line, const Speaker& speaker) {
    const auto file = find_config(line);
    if (!file) return speaker.fail({ExitCode::usage, "peerdesk-cli-no-config", {}});
    auto config = load_or_complain(*file, speaker, Secrets::read);
    if (!config) return config.error().code;

    EventLog log(config->log_level);
    if (::geteuid() == 0) log.write(chat::LogLevel::warning, "running_as_root", {});
    ProcessSetup setup;
    text::Problems problems;
    setup.texts = load_texts(*config, speaker, problems);
    log_problems(log, problems);
    setup.locale = config->settings.desks.front().language;
    setup.config = *std::move(config);
    setup.reload = [path = *file, &speaker, &log] { return reload(path, speaker, log); };
    return run_process(std::move(setup), log, speaker);
}

ExitCode console_tool(const CommandLine& line, const Speaker& speaker) {
    const std::filesystem::path history = state_folder() / "console.history";
    Config config;
    if (line.config.empty()) {
        config = embedded_config(history);
    } else {
        auto loaded = load_or_complain(line.config, speaker, Secrets::skip);
        if (!loaded) return loaded.error().code;
        config = moved_to_console(*std::move(loaded), history);
    }
    // Not the configured one: what is tried here must not be counted among real questions.
    config.database_file = line.database.empty() ? console_database() : line.database;
    config.log_level = chat::LogLevel::warning; // the terminal is for the conversation
    std::error_code ignored;
    std::filesystem::create_directories(history.parent_path(), ignored);

    EventLog log(config.log_level);
    ProcessSetup setup;
    setup.texts = speaker.texts();
    setup.locale = speaker.locale();
    setup.config = std::move(config);
    return run_process(std::move(setup), log, speaker);
}

} // namespace peerdesk::runtime
