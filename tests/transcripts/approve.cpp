// SPDX-License-Identifier: MIT
#include "tests/transcripts/approve.hpp"

#include "tests/transcripts/parser.hpp"

#include <map>

namespace peerdesk::transcripts {

std::string as_lines(const std::string& said) {
    std::string result;
    std::string_view lead = said_mark;
    for (const std::string& line : lines_of(said + "\n")) {
        result += lead;
        result += line.empty() ? "." : line;
        result += '\n';
        lead = said_indent;
    }
    return result;
}

std::string approved(std::string_view text, const Script& script, const Played& played) {
    std::map<std::size_t, std::size_t> step_ending_at;
    for (std::size_t step = 0; step < script.steps.size(); ++step) {
        step_ending_at[script.steps[step].line] = step;
    }
    std::string result;
    const auto lines = lines_of(text);
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const std::string& line = lines[index];
        if (line.starts_with(said_mark) || line.starts_with(said_indent)) continue;
        result += line + "\n";
        const auto found = step_ending_at.find(index);
        if (found == step_ending_at.end()) continue;
        for (const std::string& said : played.said[found->second])
            result += as_lines(said);
    }
    return result;
}

} // namespace peerdesk::transcripts
