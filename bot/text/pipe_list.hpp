// SPDX-License-Identifier: MIT
// Lists inside one message, "hello | hi": words of a language that translators keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::text {

/// The items without the space around them; empty ones are left out.
inline std::vector<std::string> split_pipe_list(std::string_view list) {
    constexpr std::string_view space = " \t\r\n";
    std::vector<std::string> items;
    while (!list.empty()) {
        const std::size_t bar = list.find('|');
        const std::string_view item = list.substr(0, bar);
        list = bar == std::string_view::npos ? std::string_view{} : list.substr(bar + 1);
        const std::size_t begin = item.find_first_not_of(space);
        if (begin == std::string_view::npos) continue;
        items.emplace_back(item.substr(begin, item.find_last_not_of(space) - begin + 1));
    }
    return items;
}

} // namespace peerdesk::text
