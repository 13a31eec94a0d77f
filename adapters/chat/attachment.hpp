// SPDX-License-Identifier: MIT
// A file somebody sent. Nothing is fetched: what is kept is what the network needs to show it
// again.
#pragma once

#include <cstdint>
#include <string>

namespace peerdesk::chat {

enum class AttachmentKind { image, video, audio, sticker, file };

struct Attachment {
    AttachmentKind kind = AttachmentKind::file;
    std::string ref;        ///< the network's own reference; means nothing to another network
    std::string name;       ///< as the sender called it; may be empty
    std::string type;       ///< media type as the sender says, e.g. "image/png"; may be empty
    std::int64_t bytes = 0; ///< 0: not known

    bool operator==(const Attachment&) const = default;
};

} // namespace peerdesk::chat
