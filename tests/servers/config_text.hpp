// SPDX-License-Identifier: MIT
// The configurations of the servers: files of tests/servers/configs, their @WORD@ marks filled in.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace peerdesk::servers {

/// The file `name` with every @WORD@ replaced by the value of WORD. Marks without one stay.
[[nodiscard]] std::string filled(std::string_view name,
                                 const std::map<std::string, std::string>& values = {});

} // namespace peerdesk::servers
