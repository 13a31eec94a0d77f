// SPDX-License-Identifier: MIT
// `peerdesk check`: everything a run depends on is tried, and each finding says how to mend it.
#include "bot/runtime/cli/target.hpp"
#include "bot/runtime/cli/tools.hpp"
#include "bot/runtime/store.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>

namespace peerdesk::runtime {

namespace {

constexpr std::chrono::seconds network_deadline{60};

/// Says findings as they come and remembers whether one was a problem.
class Findings {
  public:
    explicit Findings(const Speaker& speaker) : speaker_(speaker) {}

    void tell(FindingLevel level, std::string_view key,
              const std::vector<text::Param>& params = {}) {
        speaker_.say(label(level), {speaker_.render(key, params)});
        count_ += level == FindingLevel::problem ? 1 : 0;
    }
    [[nodiscard]] int problems() const { return count_; }

  private:
    static std::string_view label(FindingLevel level) {
        switch (level) {
        case FindingLevel::ok:
            return "peerdesk-check-ok";
        case FindingLevel::note:
            return "peerdesk-check-note";
        case FindingLevel::problem:
            return "peerdesk-check-problem";
        }
        return "peerdesk-check-problem";
    }
    const Speaker& speaker_;
    int count_ = 0;
};

void check_locales(const Config& config, const Speaker& speaker, Findings& findings) {
    text::Problems problems;
    const auto texts = load_texts(config, speaker, problems);
    for (const text::Problem& problem : problems) {
        findings.tell(FindingLevel::problem, "peerdesk-check-locale",
                      {problem.file, problem.key, problem.what});
    }
    if (problems.empty()) {
        findings.tell(FindingLevel::ok, "peerdesk-check-locales",
                      {texts->catalogue->codes().size()});
    }
}

void check_desks(const Config& config, Findings& findings) {
    for (const desk::DeskSettings& desk : config.settings.desks) {
        if (desk.coordinators.empty()) {
            findings.tell(FindingLevel::note, "peerdesk-check-no-coordinator", {desk.name});
        }
        if (desk.responders.empty()) {
            findings.tell(FindingLevel::note, "peerdesk-check-no-responder", {desk.name});
        }
        if (desk.staff_rooms.empty()) {
            findings.tell(FindingLevel::note, "peerdesk-check-no-staff-room", {desk.name});
        }
    }
}

/// A database that is not there yet is made by the first run; here only its folder is tried.
void check_new_database(const std::filesystem::path& file, Findings& findings) {
    auto folder = std::filesystem::absolute(file).parent_path();
    while (!std::filesystem::exists(folder))
        folder = folder.parent_path();
    if (::access(folder.c_str(), W_OK | X_OK) == 0) {
        findings.tell(FindingLevel::ok, "peerdesk-check-database-new", {file.string()});
    } else {
        findings.tell(FindingLevel::problem, "peerdesk-check-database-folder",
                      {file.string(), folder.string()});
    }
}

void check_database(const std::filesystem::path& file, Findings& findings) {
    if (!std::filesystem::exists(file)) return check_new_database(file, findings);
    if (const auto lock = lock_store(file); !lock) {
        // A running Peerdesk holds it: look, do not touch.
        findings.tell(FindingLevel::note, lock.error().key, lock.error().params);
        if (const auto read = open_for_reading(file); !read) {
            findings.tell(FindingLevel::problem, read.error().key, read.error().params);
        } else {
            findings.tell(FindingLevel::ok, "peerdesk-check-database-readable", {file.string()});
        }
        return;
    }
    if (::access(file.c_str(), W_OK) != 0) {
        findings.tell(FindingLevel::problem, "peerdesk-cli-database-read-only",
                      {file.string(), ""});
        return;
    }
    auto read = open_for_reading(file);
    if (!read) {
        const bool is_older = read.error().key == "peerdesk-cli-database-older";
        findings.tell(is_older ? FindingLevel::note : FindingLevel::problem, read.error().key,
                      read.error().params);
        return;
    }
    if (const auto damage = read->integrity_check(); !damage.empty()) {
        findings.tell(FindingLevel::problem, "peerdesk-cli-database-damaged",
                      {file.string(), damage.front()});
        return;
    }
    findings.tell(FindingLevel::ok, "peerdesk-check-database", {file.string()});
}

void check_networks(const Config& config, const Speaker& speaker, Findings& findings) {
    for (const auto& network : config.networks) {
        speaker.say("peerdesk-check-trying", {network->name()});
        for (const NetworkFinding& finding : network->check(network_deadline)) {
            findings.tell(finding.level, finding.key, finding.params);
        }
    }
}

} // namespace

ExitCode check_tool(const CommandLine& line, const Speaker& speaker) {
    const auto file = find_config(line);
    if (!file) return speaker.fail({ExitCode::usage, "peerdesk-cli-no-config", {}});
    const auto config = load_or_complain(*file, speaker, Secrets::read);
    if (!config) return config.error().code;
    Findings findings(speaker);
    findings.tell(FindingLevel::ok, "peerdesk-check-config", {file->string()});
    check_locales(*config, speaker, findings);
    if (config->skill_tree) {
        findings.tell(FindingLevel::ok, "peerdesk-check-skills", {config->skill_tree->size()});
    }
    check_desks(*config, findings);
    check_database(config->database_file, findings);
    check_networks(*config, speaker, findings);
    speaker.say("peerdesk-check-summary", {findings.problems()});
    return findings.problems() == 0 ? ExitCode::done : ExitCode::failed;
}

} // namespace peerdesk::runtime
