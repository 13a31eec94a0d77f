// SPDX-License-Identifier: MIT
// A program under test: a command that is given the address of the Bot API and a token, and says
// back every text it hears in a private chat.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace peerdesk::bench {

/// What is aimed at; 0: nothing.
struct Aims {
    double backlog_per_second_min = 0;
    double slow_per_second_min = 0;    ///< while each sendMessage takes its time
    double wait_p99_max = 0;           ///< ms
    double processor_per_1000_max = 0; ///< s
    double idle_mib_max = 0;
};

struct Contender {
    std::string name;
    std::vector<std::string> command; ///< address and token are put behind its first `fixed` words
    std::size_t fixed = 1;
    std::map<std::string, std::string> variables;
    Aims aims{};
};

/// The bare client, Peerdesk's own adapter and commits, the public libraries if they were fetched,
/// and whatever the environment names as PEERDESK_BENCH_ECHO, a command of its own.
[[nodiscard]] std::vector<Contender> contenders();

/// The words to start it with.
[[nodiscard]] std::vector<std::string>
command_line(const Contender& contender, const std::string& url, const std::string& token);

} // namespace peerdesk::bench
