// SPDX-License-Identifier: MIT
// Whether a text begins by calling us, and what is left when the call is cut.
#pragma once

#include "adapters/irc/case_mapping.hpp"

#include <optional>
#include <string_view>

namespace peerdesk::irc {

/// "nick: text", "nick, text", "@nick text" (with or without a mark) and the nick alone.
/// @return the text without the address; nothing if we are not addressed.
[[nodiscard]] std::optional<std::string_view>
cut_address(std::string_view text, std::string_view nick, CaseMapping mapping);

} // namespace peerdesk::irc
