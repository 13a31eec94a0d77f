// SPDX-License-Identifier: MIT
// What days of the week are called in the shipped locales, from ICU.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace peerdesk::text {

/// Full and short names of all `locales`, folded, with the day's number from 0 for Monday; longer
/// names first, equal ones once. A name that means two days in two locales is left out, and so is
/// one with a hyphen, which stands between days ("mon-fri").
[[nodiscard]] std::vector<std::pair<std::string, int>>
weekday_names(std::span<const std::string> locales);

} // namespace peerdesk::text
