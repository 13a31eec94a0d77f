// SPDX-License-Identifier: MIT
#include "tests/servers/child_process.hpp"

#include "tests/servers/workspace.hpp"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;

constexpr auto poll_interval = 5ms;
constexpr int could_not_start = 127; // as a shell says it

// Runs between fork and exec.
[[noreturn]] void become(const Command& command, pid_t parent) {
    const int output = ::open(command.output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    const int input = ::open("/dev/null", O_RDONLY);
    if (output < 0 || input < 0) ::_exit(could_not_start);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    const rlimit no_core{0, 0}; // InspIRCd dies of a segmentation fault after a clean stop
    ::setrlimit(RLIMIT_CORE, &no_core);
    if (::chdir(command.folder.c_str()) != 0) ::_exit(could_not_start);
    if (command.is_unprivileged && ::geteuid() == 0) {
        if (::setgroups(0, nullptr) != 0 || ::setgid(unprivileged_id) != 0 ||
            ::setuid(unprivileged_id) != 0) {
            ::_exit(could_not_start);
        }
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // after the change of user, which would clear it
    if (::getppid() != parent) ::_exit(could_not_start);
    for (const auto& [name, value] : command.variables) {
        ::setenv(name.c_str(), value.c_str(), 1);
    }
    std::vector<char*> words;
    for (const std::string& word : command.words)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execv(words[0], words.data());
    ::_exit(could_not_start);
}

} // namespace

ChildProcess::ChildProcess(Command command) : command_(std::move(command)) {
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ == 0) become(command_, parent);
}

ChildProcess::~ChildProcess() {
    if (is_running()) kill();
}

bool ChildProcess::is_running() {
    return !wait_for_end(0ms);
}

void ChildProcess::signal(int number) const {
    if (!exit_code_) ::kill(pid_, number);
}

void ChildProcess::kill() {
    signal(SIGKILL);
    signal(SIGCONT);
    while (!wait_for_end(10s)) {
    }
}

std::optional<int> ChildProcess::wait_for_end(std::chrono::milliseconds wait) {
    const auto end = std::chrono::steady_clock::now() + wait;
    while (!exit_code_) {
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
        } else if (std::chrono::steady_clock::now() >= end) {
            return std::nullopt;
        } else {
            std::this_thread::sleep_for(poll_interval);
        }
    }
    return exit_code_;
}

std::string ChildProcess::output() const {
    return read_file(command_.output);
}

} // namespace peerdesk::servers
