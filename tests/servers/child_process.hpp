// SPDX-License-Identifier: MIT
// A program started by a test. It never outlives the test, not even one that crashes.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peerdesk::servers {

inline constexpr uid_t unprivileged_id = 65534; ///< nobody, nogroup

struct Command {
    std::vector<std::string> words;
    std::filesystem::path folder;                 ///< where it runs
    std::filesystem::path output;                 ///< both its streams are appended here
    std::map<std::string, std::string> variables; ///< beside the test's own environment
    bool is_unprivileged = false;                 ///< as root: drop to nobody first
};

class ChildProcess {
  public:
    explicit ChildProcess(Command command);
    ~ChildProcess(); ///< kills it
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] bool is_running();
    void signal(int number) const;

    /// SIGKILL, and waits for the end.
    void kill();

    /// The exit code (128 + signal for a death by signal), or nothing if it still runs after
    /// `wait`.
    [[nodiscard]] std::optional<int> wait_for_end(std::chrono::milliseconds wait);

    [[nodiscard]] pid_t pid() const { return pid_; }
    [[nodiscard]] std::string output() const;

  private:
    Command command_;
    pid_t pid_ = -1;
    std::optional<int> exit_code_;
};

} // namespace peerdesk::servers
