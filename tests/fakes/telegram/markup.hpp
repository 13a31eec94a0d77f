// SPDX-License-Identifier: MIT
// The parse modes: HTML, MarkdownV2 and the old Markdown, as text and entities.
#pragma once

#include "tests/fakes/telegram/formatted_text.hpp"

#include <string>

namespace peerdesk::telegram_fake {

/// Throws Refusal "can't parse entities: ..." for faulty markup, and for an unknown mode.
[[nodiscard]] FormattedText parse_markup(const std::string& text, const std::string& parse_mode);

} // namespace peerdesk::telegram_fake
