// SPDX-License-Identifier: MIT
// A file somebody sent. Nothing is fetched: what is kept is what the network needs to show it
// again.
#pragma once

#include <cstdint>
#include <string>

namespace peerdesk::chat {

enum class AttachmentKind {
    image,
    video,
    audio,
    voice, ///< spoken into the device
    sticker,
    file,
    location, ///< `name` holds latitude and longitude in degrees
    contact,  ///< `name` holds a name and a number
    poll,     ///< `name` holds the question and its choices
    dice,     ///< `name` holds what was thrown
    unknown,  ///< the network has it and we do not know it; `name` holds the network's word
};

struct Attachment {
    AttachmentKind kind = AttachmentKind::file;
    std::string ref;        ///< the network's own reference; means nothing to another network
    std::string name;       ///< as the sender called it; may be empty
    std::string type;       ///< media type as the sender says, e.g. "image/png"; may be empty
    std::int64_t bytes = 0; ///< 0: not known
    std::string network{};  ///< whose `ref` it is, by its configured name

    bool operator==(const Attachment&) const = default;
};

} // namespace peerdesk::chat
