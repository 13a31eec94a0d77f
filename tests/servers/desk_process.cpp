// SPDX-License-Identifier: MIT
#include "tests/servers/desk_process.hpp"

#include "tests/servers/waiting.hpp"

#include <signal.h>

#include <algorithm>
#include <regex>
#include <stdexcept>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;

constexpr auto join_wait = 30s;
constexpr auto tool_wait = 30s;

std::ptrdiff_t count_of(const std::string& text, const std::string& pattern) {
    const std::regex wanted{pattern};
    return std::distance(std::sregex_iterator{text.begin(), text.end(), wanted}, {});
}

/// The rooms of IRC: each is told in the log when it was joined.
std::ptrdiff_t irc_rooms_of(const DeskPlan& plan) {
    std::ptrdiff_t count = 0;
    for (const auto* rooms : {&plan.public_rooms, &plan.staff_rooms, &plan.coordinator_rooms}) {
        count += std::ranges::count_if(*rooms, [&](const std::string& room) {
            return std::ranges::any_of(plan.networks, [&](const NetworkPlan& network) {
                return room.starts_with(network.name + ":");
            });
        });
    }
    return count;
}

/// Whether the log tells that every network of this kind is up, with which its rooms are ready.
template <class Plan>
bool are_up(const std::vector<Plan>& networks, std::string_view word, const std::string& log) {
    return std::ranges::all_of(networks, [&](const Plan& network) {
        return count_of(log, std::string{word} + "\\.up .*network=" + network.name + "\\b") > 0;
    });
}

} // namespace

std::string program_file() {
    return PEERDESK_BINARY_DIR "/bot/peerdesk";
}

DeskProcess::DeskProcess(DeskPlan plan, Workspace& workspace)
    : plan_(std::move(plan)), folder_(workspace.folder("desk")),
      config_(write_config(plan_, folder_)) {}

void DeskProcess::start() {
    start_without_waiting();
    wait_until_joined();
}

void DeskProcess::start_without_waiting() {
    const auto log = folder_ / "log";
    log_begin_ = read_file(log).size();
    process_ = std::make_unique<ChildProcess>(
        Command{.words = {program_file(), "run", "--config", config_.string()},
                .folder = folder_,
                .output = log});
}

void DeskProcess::wait_until_joined() {
    const auto irc_rooms = irc_rooms_of(plan_);
    const bool joined = eventually(join_wait, [&] {
        if (!process_->is_running()) return true;
        const std::string written = log();
        return count_of(written, "irc\\.finding .*what=joined") >= irc_rooms &&
               are_up(plan_.matrix_networks, "matrix", written) &&
               are_up(plan_.telegram_networks, "telegram", written);
    });
    if (!joined || !process_->is_running()) {
        throw std::runtime_error("the desk did not get into its rooms:\n" + log());
    }
}

int DeskProcess::stop(std::chrono::milliseconds wait) {
    process_->signal(SIGTERM);
    const auto code = process_->wait_for_end(wait);
    if (!code) throw std::runtime_error("the desk did not stop:\n" + log());
    return *code;
}

void DeskProcess::kill() {
    process_->kill();
}

bool DeskProcess::logs(std::string_view pattern, std::chrono::milliseconds wait) const {
    const std::regex wanted{std::string{pattern}};
    return eventually(wait, [&] { return std::regex_search(log(), wanted); });
}

std::string DeskProcess::log() const {
    return read_file(folder_ / "log").substr(log_begin_);
}

DeskProcess::Said DeskProcess::run(std::vector<std::string> words) const {
    const auto output = folder_ / "tool.log";
    std::filesystem::remove(output);
    words.insert(words.begin(), program_file());
    words.insert(words.end(), {"--config", config_.string()});
    ChildProcess tool{{.words = std::move(words), .folder = folder_, .output = output}};
    const auto code = tool.wait_for_end(tool_wait);
    return {code.value_or(-1), tool.output()};
}

} // namespace peerdesk::servers
