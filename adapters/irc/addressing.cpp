// SPDX-License-Identifier: MIT
#include "adapters/irc/addressing.hpp"

#include <algorithm>

namespace peerdesk::irc {
namespace {

std::string_view without_leading_blanks(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
}

} // namespace

std::optional<std::string_view> cut_address(std::string_view text, std::string_view nick,
                                            CaseMapping mapping) {
    text = without_leading_blanks(text);
    const bool has_at = text.starts_with('@');
    if (has_at) text.remove_prefix(1);
    if (nick.empty() || !is_equal(mapping, text.substr(0, nick.size()), nick)) return std::nullopt;
    text.remove_prefix(nick.size());
    if (text.empty()) return text;
    const bool has_mark = text.front() == ':' || text.front() == ',';
    const bool has_blank = text.front() == ' ' || text.front() == '\t';
    if (!has_mark && !(has_at && has_blank)) return std::nullopt;
    if (has_mark) text.remove_prefix(1);
    return without_leading_blanks(text);
}

} // namespace peerdesk::irc
