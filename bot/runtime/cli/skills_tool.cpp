// SPDX-License-Identifier: MIT
// `peerdesk skills export` writes the tree of skills, `peerdesk skills check` reads a file of one.
#include "bot/runtime/cli/target.hpp"
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/config/file_bytes.hpp"
#include "bot/runtime/store.hpp"
#include "bot/skills/tree_file.hpp"

#include <cstring>
#include <iostream>
#include <string>

namespace peerdesk::runtime {

ExitCode export_skills_tool(const CommandLine& line, const Speaker& speaker) {
    const auto config = choose_target(line, speaker);
    if (!config) return config.error().code;
    auto database = open_for_reading(config->database_file);
    if (!database) return speaker.fail(database.error());
    const auto tree = skills::written_tree(*database);
    std::cout << (line.format == "csv" ? skills::to_csv(tree) : skills::to_json(tree));
    if (!std::cout.flush())
        return speaker.fail({ExitCode::failed, "peerdesk-cli-write-failed", {}});
    return ExitCode::done;
}

ExitCode check_skills_tool(const CommandLine& line, const Speaker& speaker) {
    std::string text;
    if (const int error = read_bytes(line.file, skills::tree_bytes_max, text); error != 0) {
        return speaker.fail({ExitCode::usage,
                             "peerdesk-skills-unreadable",
                             {line.file.string(), std::strerror(error)}});
    }
    const auto reading = skills::read_tree(text);
    for (const skills::TreeProblem& problem : reading.problems)
        speaker.complain(problem.key, skills::params_of(problem, line.file.string()));
    if (!reading.problems.empty()) return ExitCode::failed;
    speaker.say("peerdesk-cli-skills-fine", {line.file.string(), reading.tree.size()});
    return ExitCode::done;
}

} // namespace peerdesk::runtime
