// SPDX-License-Identifier: MIT
// What somebody wrote on Telegram as the HTML that messages have in the rest of the program.
#pragma once

#include "adapters/telegram/text/entity.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram {

/// Elements strong, em, u, del, span (a spoiler), blockquote, pre, code and a, each closed, links
/// only to http, https, ftp, mailto and magnet; all else is escaped, line ends are <br> (within
/// pre they stay). Empty when the entities say no more than plain text does. Never throws,
/// whatever the entities are.
/// @param text valid UTF-8
[[nodiscard]] std::string to_html(std::string_view text, const std::vector<Entity>& entities);

} // namespace peerdesk::telegram
