// SPDX-License-Identifier: MIT
// An event and its fields as one line of logfmt, without secrets.
#pragma once

#include "adapters/chat/adapter.hpp"

#include <span>
#include <string>
#include <string_view>

namespace peerdesk::runtime {

/// "event=link_down network=libera reason=\"timed out\"". Values are quoted when they need it, and
/// never hold a line break or other control character; longer ones than `value_length_max` are cut.
[[nodiscard]] std::string log_line(std::string_view event, std::span<const chat::Log::Field> fields,
                                   std::span<const std::string> secrets);

/// The text with every occurrence of a secret replaced by "[hidden]".
[[nodiscard]] std::string scrub(std::string text, std::span<const std::string> secrets);

inline constexpr std::size_t value_length_max = 500; ///< bytes

} // namespace peerdesk::runtime
