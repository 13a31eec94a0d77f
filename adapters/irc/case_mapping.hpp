// SPDX-License-Identifier: MIT
// How a network compares nicks and channels. Only its own CASEMAPPING counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::irc {

enum class CaseMapping {
    ascii,
    rfc1459,        ///< also {}|~ are the small forms of []\^
    rfc1459_strict, ///< the same without ~ and ^
};

/// The value of the ISUPPORT token; nothing for a mapping we do not know.
[[nodiscard]] std::optional<CaseMapping> case_mapping_of(std::string_view token);

[[nodiscard]] char fold(CaseMapping mapping, char c);
[[nodiscard]] std::string fold(CaseMapping mapping, std::string_view text);
[[nodiscard]] bool is_equal(CaseMapping mapping, std::string_view left, std::string_view right);

} // namespace peerdesk::irc
