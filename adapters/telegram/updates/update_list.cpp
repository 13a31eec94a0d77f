// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/update_list.hpp"

#include "adapters/telegram/updates/json_bytes.hpp"

#include <algorithm>

namespace peerdesk::telegram {
namespace {

/// How every update begins. Within a text its quotes would have backslashes before them.
constexpr std::string_view opening = "{\"update_id\"";

constexpr std::string_view gap = ", ";

std::size_t skip_gap(std::string_view json, std::size_t at) {
    return std::min(json.find_first_not_of(gap, at), json.size());
}

/// Where the update that begins at `at` ends; npos when the bytes end within it.
std::size_t update_end(std::string_view json, std::size_t at) {
    const std::size_t next = json.find(opening, at + 1);
    const std::size_t end = value_end(json, at);
    if (end <= next) return end;
    return json.find_last_not_of(gap, next - 1) + 1;
}

} // namespace

UpdateList split_updates(std::string_view result, bool is_whole) {
    UpdateList list{.updates = {}, .is_whole = is_whole};
    std::size_t at = skip_blanks(result, 0);
    if (at == result.size() || result[at] != '[') return {.updates = {}, .is_whole = false};
    for (at = skip_gap(result, at + 1); list.updates.size() < updates_max;) {
        if (at == result.size() || result[at] == ']') break;
        const std::size_t end = update_end(result, at);
        if (end == std::string_view::npos) {
            list.is_whole = false;
            break;
        }
        list.updates.push_back(result.substr(at, end - at));
        at = skip_gap(result, end);
    }
    return list;
}

} // namespace peerdesk::telegram
