// SPDX-License-Identifier: MIT
// Character references of HTML ("&amp;", "&#39;") to characters and back.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::matrix {

/// The text with the characters its references stand for. Names beyond the usual ones stay as they
/// are written; what stands for a control character is gone.
[[nodiscard]] std::string decode_entities(std::string_view raw);

/// Text of HTML written anew: every '&', '<' and '>' as a reference, all other references as their
/// characters, but for names we do not know, which stay.
[[nodiscard]] std::string normal_text(std::string_view raw);

} // namespace peerdesk::matrix
