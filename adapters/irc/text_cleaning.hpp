// SPDX-License-Identifier: MIT
// Bytes from an IRC line to plain text: valid UTF-8, no formatting codes, no control characters.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::irc {

/// UTF-8 where the bytes are that, else CP1252 (with Latin-1 in its holes), then cleaned: bold,
/// italic, underline, strike, monospace, reverse, reset, "\x03" and "\x04" colours with their
/// digits, every control character but tab, and noncharacters are gone.
[[nodiscard]] std::string clean_text(std::string_view bytes);

/// The same for what we send, where a newline separates lines and stays: no relayed text can carry
/// a CTCP or colours of its own.
[[nodiscard]] std::string clean_outgoing(std::string_view text);

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

} // namespace peerdesk::irc
