// SPDX-License-Identifier: MIT
// Outbound messages as the content of Matrix events.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace peerdesk::matrix {

/// One event to send for a message; a text that is too long for one event becomes several.
struct EventContent {
    std::string type; ///< "m.room.message", "m.reaction"
    std::string json; ///< of the content
};

/// The largest event is 65,536 bytes as the servers pass it on, signatures and all (client-server
/// API, "Size limits"); what is left for content after their share.
inline constexpr std::size_t content_bytes_max = 48'000;

/// The contents for `message`, with "org.peerdesk.txn": `txn` (further ones: txn + ".2", …).
/// `m.mentions` always; m.notice for the program's words, m.text for a person's, the attachment's
/// own msgtype for a file; HTML only if it was given; in a thread `is_falling_back` tells a
/// fallback (to `thread_latest`) from an answer (`target`). Not for `Act::remove`.
[[nodiscard]] std::vector<EventContent> contents_of(const chat::Outbound& message,
                                                    const std::string& txn);

/// The transaction id of an outbox row: the same for the same row for ever, and never that of
/// another row, also after a restored backup.
[[nodiscard]] std::string txn_of(const chat::Outbound& message);

/// "@ana:example.org" of "a:@ana:example.org" and back.
[[nodiscard]] std::string user_of(const std::string& author_id);
[[nodiscard]] std::string author_id_of(const std::string& user);

} // namespace peerdesk::matrix
