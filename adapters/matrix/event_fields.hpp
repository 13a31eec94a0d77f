// SPDX-License-Identifier: MIT
// Members of events as the types we want them to be; what is of another type is not there.
#pragma once

#include "adapters/matrix/json_document.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace peerdesk::matrix {

inline constexpr std::size_t id_bytes_max = 255; ///< client-server API, "Size limits"
inline constexpr std::size_t name_bytes_max = 255;
inline constexpr std::size_t reason_bytes_max = 500;

/// An id of an event, room or person (or a type); empty when it is none or too long.
[[nodiscard]] std::string id_in(JsonValue value);
/// The ids of a list, at most `count_max` of them.
[[nodiscard]] std::vector<std::string> ids_in(JsonValue list, std::size_t count_max);
/// One clean line of at most `bytes_max` bytes.
[[nodiscard]] std::string line_in(JsonValue value, std::size_t bytes_max);
/// A number that cannot be negative; 0 when there is none.
[[nodiscard]] std::int64_t count_in(JsonValue value);

} // namespace peerdesk::matrix
