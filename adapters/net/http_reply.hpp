// SPDX-License-Identifier: MIT
// Answers of an HTTP server of ours as bytes.
#pragma once

#include "adapters/net/http_service.hpp"

#include <string>

namespace peerdesk::net {

/// The whole answer, without a body.
/// @param keeps whether the connection stays open after it
[[nodiscard]] std::string write_reply(const HttpReply& reply, bool keeps);

} // namespace peerdesk::net
