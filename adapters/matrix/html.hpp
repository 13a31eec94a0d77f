// SPDX-License-Identifier: MIT
// Formatted text of messages: only the elements that the client-server API lists, well formed.
// Source: client-server API, "m.room.message msgtypes", org.matrix.custom.html.
#pragma once

#include <string>
#include <string_view>

namespace peerdesk::matrix {

/// Only allowed elements and attributes (links only to http, https, ftp, mailto, magnet), nested
/// at most 100 deep, every element closed, all else as escaped text; <mx-reply> and its content
/// are gone. Never throws; empty when nothing but text without any form is left.
[[nodiscard]] std::string sanitize_html(std::string_view html);

/// As a screen reader would want it: block elements are lines, list items "- " or "1. ", links
/// followed by their address in brackets, images by their alternative text.
[[nodiscard]] std::string plain_text(std::string_view html);

/// The text as HTML: &, <, > and quotes escaped, line breaks as <br>.
[[nodiscard]] std::string escape_html(std::string_view text);

} // namespace peerdesk::matrix
