// SPDX-License-Identifier: MIT
// The parameters of a request, in its path and behind the question mark.
#pragma once

#include "tests/adapters/matrix/schema/endpoints.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::matrix::schema {

/// Nothing when a '%' is not followed by two hexadecimal digits or a sign stands there that must
/// be encoded.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

/// Empty when all parameters are known, complete and of their types.
/// @param operation the member of the path item for the request's method
[[nodiscard]] std::string problem_with_parameters(SchemaFiles& files, const FoundEndpoint& found,
                                                  const Schema& operation, std::string_view query);

} // namespace peerdesk::matrix::schema
