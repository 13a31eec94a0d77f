// SPDX-License-Identifier: MIT
// The commands that Telegram's apps offer behind the slash, in every language we speak.
#pragma once

#include "adapters/telegram/config.hpp"
#include "bot/text/catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::runtime {

/// @param locale of the list for people whose language has none
/// @param staff_rooms where whoever is inside is offered what the staff can do
[[nodiscard]] std::vector<telegram::CommandList>
telegram_commands(const text::Catalogue& catalogue, std::string_view locale,
                  const std::vector<std::string>& staff_rooms);

} // namespace peerdesk::runtime
