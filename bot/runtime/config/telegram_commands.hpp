// SPDX-License-Identifier: MIT
// The commands that Telegram's apps offer behind the slash, in every language we speak.
#pragma once

#include "adapters/telegram/config.hpp"
#include "bot/text/catalogue.hpp"

#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// @param locale of the list for people whose language has none
[[nodiscard]] std::vector<telegram::CommandList> telegram_commands(const text::Catalogue& catalogue,
                                                                   std::string_view locale);

} // namespace peerdesk::runtime
