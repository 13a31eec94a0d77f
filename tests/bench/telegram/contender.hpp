// SPDX-License-Identifier: MIT
// A program under test: a command that is given the address of the Bot API and a token, and says
// back every text it hears in a private chat.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace peerdesk::bench {

struct Contender {
    std::string name;
    std::vector<std::string> command; ///< address and token are put behind its first `fixed` words
    std::size_t fixed = 1;
    std::map<std::string, std::string> variables;
    double backlog_per_second_min = 0; ///< what is aimed at; 0: nothing
};

/// The bare client, the public libraries if they were fetched, and whatever the environment names
/// as PEERDESK_BENCH_ECHO, a command of its own.
[[nodiscard]] std::vector<Contender> contenders();

/// The words to start it with.
[[nodiscard]] std::vector<std::string>
command_line(const Contender& contender, const std::string& url, const std::string& token);

} // namespace peerdesk::bench
