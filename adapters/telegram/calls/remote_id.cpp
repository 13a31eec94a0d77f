// SPDX-License-Identifier: MIT
#include "adapters/telegram/calls/remote_id.hpp"

#include <charconv>

namespace peerdesk::telegram {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || read != end) return std::nullopt;
    return value;
}

} // namespace

std::optional<RemoteId> read_remote_id(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    std::string_view rest = text.substr(slash + 1);
    RemoteId id;
    id.is_topic = rest.starts_with('t');
    if (id.is_topic) rest.remove_prefix(1);
    const auto chat = number(text.substr(0, slash));
    const auto own = number(rest);
    if (!chat || !own || *own <= 0) return std::nullopt;
    id.chat = *chat;
    id.number = *own;
    return id;
}

} // namespace peerdesk::telegram
