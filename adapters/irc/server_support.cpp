// SPDX-License-Identifier: MIT
#include "adapters/irc/server_support.hpp"

#include <algorithm>
#include <charconv>

namespace peerdesk::irc {
namespace {

/// A server that sends tokens for ever may not fill our memory.
constexpr std::size_t tokens_max = 200;
constexpr std::size_t line_bytes_least = 512;
constexpr std::size_t line_bytes_most = 8192;

std::optional<std::size_t> to_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "\x20" is a blank and so on; what is not two hex digits stays as it is.
std::string without_escapes(std::string_view raw) {
    std::string value;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        unsigned char byte = 0;
        if (raw.substr(i).starts_with("\\x") && i + 4 <= raw.size()) {
            const char* digits = raw.data() + i + 2;
            const auto [end, error] = std::from_chars(digits, digits + 2, byte, 16);
            if (error == std::errc{} && end == digits + 2) {
                value += static_cast<char>(byte);
                i += 3;
                continue;
            }
        }
        value += raw[i];
    }
    return value;
}

} // namespace

void ServerSupport::read(std::span<const std::string_view> tokens) {
    for (const std::string_view token : tokens) {
        const std::size_t equals = token.find('=');
        const std::string_view name = token.substr(0, equals);
        if (name.starts_with('-')) {
            tokens_.erase(std::string{name.substr(1)});
            if (name == "-CASEMAPPING") case_mapping_ = CaseMapping::rfc1459;
            continue;
        }
        if (name.empty() || (tokens_.size() >= tokens_max && !has(name))) continue;
        set(name, equals == std::string_view::npos ? std::string{}
                                                   : without_escapes(token.substr(equals + 1)));
    }
}

void ServerSupport::set(std::string_view token, std::string value) {
    if (token == "CASEMAPPING") case_mapping_ = case_mapping_of(value).value_or(CaseMapping::ascii);
    if (token == "LINELEN") {
        const std::size_t bytes = to_number(value).value_or(line_bytes_least);
        value = std::to_string(std::clamp(bytes, line_bytes_least, line_bytes_most));
    }
    tokens_.insert_or_assign(std::string{token}, std::move(value));
}

std::string_view ServerSupport::value(std::string_view token) const {
    const auto found = tokens_.find(token);
    return found == tokens_.end() ? std::string_view{} : std::string_view{found->second};
}

std::size_t ServerSupport::number(std::string_view token, std::size_t otherwise) const {
    return to_number(value(token)).value_or(otherwise);
}

bool ServerSupport::is_channel(std::string_view name) const {
    const std::string_view types = has("CHANTYPES") ? value("CHANTYPES") : "#&";
    return !name.empty() && types.find(name.front()) != std::string_view::npos;
}

std::optional<std::string_view> ServerSupport::without_status_mark(std::string_view target) const {
    const std::string_view marks = has("STATUSMSG") ? value("STATUSMSG") : "@+";
    if (target.size() < 2 || is_channel(target)) return std::nullopt;
    if (marks.find(target.front()) == std::string_view::npos) return std::nullopt;
    if (!is_channel(target.substr(1))) return std::nullopt;
    return target.substr(1);
}

std::string_view ServerSupport::without_prefix_marks(std::string_view nick) const {
    std::string_view marks = has("PREFIX") ? value("PREFIX") : "(ov)@+";
    marks.remove_prefix(std::min(marks.find(')') + 1, marks.size()));
    nick.remove_prefix(std::min(nick.find_first_not_of(marks), nick.size()));
    return nick;
}

std::size_t ServerSupport::targets_max(std::string_view command) const {
    std::string_view list = value("TARGMAX");
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view entry = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        const std::size_t colon = entry.find(':');
        if (entry.substr(0, colon) != command || colon == std::string_view::npos) continue;
        return to_number(entry.substr(colon + 1)).value_or(0);
    }
    return 0;
}

} // namespace peerdesk::irc
