// SPDX-License-Identifier: MIT
#include "adapters/irc/irc_message.hpp"

#include <algorithm>

namespace peerdesk::irc {
namespace {

/// Cuts the word before the next blank off `rest`, and all blanks after it.
std::string_view next_word(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.find_first_not_of(' ', end), rest.size()));
    return word;
}

std::vector<Tag> parse_tags(std::string_view text) {
    std::vector<Tag> tags;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view entry = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t equals = entry.find('=');
        const std::string_view key = entry.substr(0, equals);
        if (key.empty()) continue;
        tags.push_back({key, equals == std::string_view::npos ? std::string_view{}
                                                              : entry.substr(equals + 1)});
    }
    return tags;
}

} // namespace

bool IrcMessage::has_tag(std::string_view key) const {
    return std::ranges::any_of(tags, [key](const Tag& tag) { return tag.key == key; });
}

std::string IrcMessage::tag(std::string_view key) const {
    for (auto tag = tags.rbegin(); tag != tags.rend(); ++tag)
        if (tag->key == key) return unescape_tag(tag->raw_value);
    return {};
}

Source parse_source(std::string_view text) {
    Source source;
    const std::size_t at = text.find('@');
    if (at != std::string_view::npos) source.host = text.substr(at + 1);
    const std::string_view before = text.substr(0, at);
    const std::size_t bang = before.find('!');
    if (bang != std::string_view::npos) source.user = before.substr(bang + 1);
    source.nick = before.substr(0, bang);
    return source;
}

std::optional<IrcMessage> parse_line(std::string_view line) {
    IrcMessage message;
    // A few servers begin with a blank; trailing CRs are somebody's line end.
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.remove_suffix(1);
    if (line.starts_with('@')) message.tags = parse_tags(next_word(line).substr(1));
    if (line.starts_with(':')) {
        message.has_source = true;
        message.raw_source = next_word(line).substr(1);
        message.source = parse_source(message.raw_source);
    }
    message.command = next_word(line);
    if (message.command.empty()) return std::nullopt;
    while (!line.empty()) {
        if (line.front() == ':') {
            message.params.push_back(line.substr(1));
            break;
        }
        message.params.push_back(next_word(line));
    }
    return message;
}

std::string unescape_tag(std::string_view raw) {
    std::string value;
    value.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            value += raw[i];
            continue;
        }
        if (++i == raw.size()) break;
        switch (raw[i]) {
        case ':':
            value += ';';
            break;
        case 's':
            value += ' ';
            break;
        case 'r':
            value += '\r';
            break;
        case 'n':
            value += '\n';
            break;
        default:
            value += raw[i];
            break;
        }
    }
    return value;
}

std::string escape_tag(std::string_view value) {
    std::string raw;
    raw.reserve(value.size());
    for (const char c : value) {
        switch (c) {
        case ';':
            raw += "\\:";
            break;
        case ' ':
            raw += "\\s";
            break;
        case '\\':
            raw += "\\\\";
            break;
        case '\r':
            raw += "\\r";
            break;
        case '\n':
            raw += "\\n";
            break;
        case '\0':
            break; // has no escape and may not pass
        default:
            raw += c;
            break;
        }
    }
    return raw;
}

} // namespace peerdesk::irc
