// SPDX-License-Identifier: MIT
// The JSON of the fake keeps the order of its fields, as the real server's answers do.
#pragma once

#include <nlohmann/json.hpp>

namespace peerdesk::telegram_fake {

using Json = nlohmann::ordered_json;

} // namespace peerdesk::telegram_fake
