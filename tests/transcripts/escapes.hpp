// SPDX-License-Identifier: MIT
// What a transcript writes for what a line of text cannot hold.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::transcripts {

/// "\n" becomes a line break, "{repeat WORD 300}" the word 300 times.
[[nodiscard]] std::string resolve_escapes(std::string_view text);
/// Cuts "peerdesk:" or "@peerdesk" from the front; whether it stood there.
bool cut_address(std::string& text);

} // namespace peerdesk::transcripts
