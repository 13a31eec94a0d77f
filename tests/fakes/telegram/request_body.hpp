// SPDX-License-Identifier: MIT
// The parameters of a request in all the forms the Bot API takes: query, form, multipart, JSON.
#pragma once

#include "tests/fakes/telegram/call.hpp"
#include "tests/fakes/telegram/json.hpp"

#include <string>
#include <string_view>

namespace peerdesk::telegram_fake {

struct Parameters {
    Json values = Json::object();
    Uploads uploads;
};

/// Throws Refusal for a body that cannot be read. What is in the body wins over the query.
[[nodiscard]] Parameters read_parameters(std::string_view query, std::string_view content_type,
                                         std::string_view body);

/// "%41+b" as "A b"
[[nodiscard]] std::string percent_decoded(std::string_view text);

} // namespace peerdesk::telegram_fake
