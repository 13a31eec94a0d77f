// SPDX-License-Identifier: MIT
// Reads numbers out of text, whatever script its digits are in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::text {

/// The text with every decimal digit of any script turned into 0-9.
std::string plain_digits(std::string_view text);

/// The number a text starts with, as JavaScript's parseFloat reads it; NaN if there is none.
double read_number(std::string_view text);

/// The whole number that all of the text is.
std::optional<std::int64_t> read_whole(std::string_view text);
/// The finite decimal number that all of the text is.
std::optional<double> read_decimal(std::string_view text);

} // namespace peerdesk::text
