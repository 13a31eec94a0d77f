// SPDX-License-Identifier: MIT
// Files as calls: by the server's own id, without fetching them.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/telegram/calls/calls.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// The method for a file, its parameter and whether it can have words below it.
struct FileMethod {
    std::string_view kind; ///< the first word of `Attachment::ref`
    std::string_view method;
    bool has_caption = true;
    char album = 0; ///< files with the same sign can be sent as one; 0: with none
};

/// Appends the calls that send these files, neighbours as one where the server takes that.
/// @param words_below whether the text goes below the only file, or the only files sent as one
void add_file_calls(std::vector<Call>& calls, const chat::Outbound& message, std::int64_t chat,
                    const std::vector<chat::Attachment>& files, bool words_below);

/// Whether the words of a message go below its only file, or the files that are sent as one: where
/// they fit and can stand.
[[nodiscard]] bool are_words_below(const chat::Outbound& message);

} // namespace peerdesk::telegram
