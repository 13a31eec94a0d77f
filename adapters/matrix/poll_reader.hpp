// SPDX-License-Identifier: MIT
// Polls (MSC3381), which we only read: as words, the question and its answers.
#pragma once

#include "adapters/matrix/json_document.hpp"

#include <string>
#include <string_view>

namespace peerdesk::matrix {

/// Of the event that begins a poll, under its stable or its older name.
[[nodiscard]] bool is_poll_type(std::string_view type);

/// The question, and a line "1. …" for each answer; empty when there is no question.
[[nodiscard]] std::string poll_words(JsonValue content);

} // namespace peerdesk::matrix
