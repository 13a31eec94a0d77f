// SPDX-License-Identifier: MIT
// The locale files as they were when the program was built; the source is generated.
#pragma once

#include <span>
#include <string_view>

namespace peerdesk::text {

struct EmbeddedLocale {
    std::string_view code;                   ///< "pt-br"
    std::span<const std::string_view> parts; ///< the file's bytes, in order
};

/// Sorted by file name; qqq is not among them.
std::span<const EmbeddedLocale> embedded_locales();

} // namespace peerdesk::text
