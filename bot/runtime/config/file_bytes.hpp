// SPDX-License-Identifier: MIT
// The bytes of a file that a person wrote, up to a limit.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace peerdesk::runtime {

/// At most `length_max` and one byte more, so that a longer file is seen to be longer. @return 0 or
/// errno.
[[nodiscard]] int read_bytes(const std::filesystem::path& file, std::size_t length_max,
                             std::string& into);

} // namespace peerdesk::runtime
