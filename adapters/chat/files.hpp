// SPDX-License-Identifier: MIT
// Files on their way from one network to another. Everything here happens on the network thread.
#pragma once

#include "adapters/chat/attachment.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace peerdesk::chat {

/// The bytes of a file, or why there are none.
struct FetchedFile {
    std::string bytes;
    std::string type;    ///< media type, as who holds it says; may be empty
    std::string problem; ///< empty: all went well. Holds no secret and no address with one
};
using FileDone = std::function<void(FetchedFile)>;

/// Larger files are not carried across: they are held in memory, one for each message on its way.
inline constexpr std::size_t carried_bytes_max = 20UL << 20U;

/// An adapter whose network keeps files that can be fetched.
class FileHolder {
  public:
    virtual ~FileHolder() = default;
    /// Calls `done` exactly once, later; never from within.
    virtual void fetch(const Attachment& file, FileDone done) = 0;
};

/// Whoever knows all networks: finds the one that holds a file.
class FileSource {
  public:
    virtual ~FileSource() = default;
    virtual void fetch(const Attachment& file, FileDone done) = 0;
};

} // namespace peerdesk::chat
