// SPDX-License-Identifier: MIT
// The real program, run by a test: started, killed, stopped, and its log and database read.
#pragma once

#include "tests/servers/child_process.hpp"
#include "tests/servers/desk_plan.hpp"
#include "tests/servers/workspace.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

/// The program's file in the build that the test belongs to.
[[nodiscard]] std::string program_file();

class DeskProcess {
  public:
    /// Writes the configuration; starts nothing.
    DeskProcess(DeskPlan plan, Workspace& workspace);

    /// Starts it and waits until it is in all its rooms on all its networks.
    void start();
    void start_without_waiting();
    void wait_until_joined();

    /// SIGTERM. The exit code; throws if it has not ended by then.
    int stop(std::chrono::milliseconds wait = std::chrono::seconds{15});
    void kill(); ///< SIGKILL
    [[nodiscard]] pid_t pid() const { return process_->pid(); }
    void signal(int number) const { process_->signal(number); }
    [[nodiscard]] bool is_running() { return process_ && process_->is_running(); }

    /// Whether a line that matches is written to the log of the present process in time.
    [[nodiscard]] bool logs(std::string_view pattern,
                            std::chrono::milliseconds wait = std::chrono::seconds{20}) const;
    /// What the present process wrote.
    [[nodiscard]] std::string log() const;

    /// Runs another subcommand on the same configuration and returns its exit code and output.
    struct Said {
        int exit_code = 0;
        std::string output;
    };
    [[nodiscard]] Said run(std::vector<std::string> words) const;

    [[nodiscard]] std::filesystem::path database_file() const { return folder_ / "peerdesk.db"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    DeskPlan plan_;
    std::filesystem::path folder_;
    std::filesystem::path config_;
    std::unique_ptr<ChildProcess> process_;
    std::size_t log_begin_ = 0; ///< of the present process, in the file that all share
};

} // namespace peerdesk::servers
