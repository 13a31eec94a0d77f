// SPDX-License-Identifier: MIT
// Reads what `message_ref` and `topic_ref` wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace peerdesk::telegram {

struct RemoteId {
    std::int64_t chat = 0;
    std::int64_t number = 0; ///< of the message, or of the topic
    bool is_topic = false;
    bool operator==(const RemoteId&) const = default;
};

/// Nothing for any other text.
[[nodiscard]] std::optional<RemoteId> read_remote_id(std::string_view text);

} // namespace peerdesk::telegram
