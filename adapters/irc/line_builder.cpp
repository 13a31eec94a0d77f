// SPDX-License-Identifier: MIT
#include "adapters/irc/line_builder.hpp"

#include "adapters/irc/irc_message.hpp"

namespace peerdesk::irc {
namespace {

char cleaned(char c) {
    return c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
}

void append_middle(std::string& line, std::string_view param) {
    while (param.starts_with(':'))
        param.remove_prefix(1);
    if (param.empty()) {
        line += '*';
        return;
    }
    for (const char c : param) {
        const char clean = cleaned(c);
        line += clean == ' ' ? '_' : clean;
    }
}

void append_last(std::string& line, std::string_view param) {
    const std::size_t start = line.size();
    for (const char c : param)
        line += cleaned(c);
    const std::string_view written = std::string_view{line}.substr(start);
    const bool needs_colon =
        written.empty() || written.front() == ':' || written.find(' ') != std::string_view::npos;
    if (needs_colon) line.insert(start, 1, ':');
}

void append_tags(std::string& line, std::span<const OutgoingTag> tags) {
    char mark = '@';
    for (const OutgoingTag& tag : tags) {
        line += mark;
        append_middle(line, tag.key);
        if (!tag.value.empty()) {
            line += '=';
            line += escape_tag(tag.value);
        }
        mark = ';';
    }
    if (!tags.empty()) line += ' ';
}

} // namespace

std::string build_line(std::string_view command, std::span<const std::string_view> params,
                       std::span<const OutgoingTag> tags) {
    std::string line;
    append_tags(line, tags);
    append_middle(line, command);
    for (std::size_t i = 0; i < params.size(); ++i) {
        line += ' ';
        if (i + 1 < params.size())
            append_middle(line, params[i]);
        else
            append_last(line, params[i]);
    }
    line += "\r\n";
    return line;
}

std::string build_line(std::string_view command, std::initializer_list<std::string_view> params) {
    return build_line(command, std::span{params.begin(), params.size()});
}

} // namespace peerdesk::irc
