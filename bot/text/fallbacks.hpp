// SPDX-License-Identifier: MIT
// Which locale to read where one lacks a message, as translatewiki.net and MediaWiki do it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::text {

/// The table's entry for a lower-case code, without truncations and without the final "en".
std::span<const std::string_view> fallbacks(std::string_view code);

/// Every code to try for `locale`, in order, each once: itself, its truncations at "-", each
/// fallback with its truncations, and "en" last. Case and "_" do not matter.
std::vector<std::string> lookup_chain(std::string_view locale);

/// "pt_BR" -> "pt-br".
std::string normal_code(std::string_view locale);

} // namespace peerdesk::text
