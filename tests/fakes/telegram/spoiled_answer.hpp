// SPDX-License-Identifier: MIT
// Answers as bytes: whole ones, and those a fault spoils.
#pragma once

#include "tests/fakes/telegram/dispatch.hpp"
#include "tests/fakes/telegram/faults.hpp"

#include <optional>
#include <string>

namespace peerdesk::telegram_fake {

/// Adds a whole HTTP answer.
void append_answer(std::string& out, const Reply& reply);

/// What a fault says instead of doing what was asked; nothing for one that spoils afterwards.
[[nodiscard]] std::optional<Reply> answer_instead(const Fault& fault);

/// Adds the answer as the fault leaves it. @return false when the connection ends then
bool append_spoiled(std::string& out, const Reply& reply, FaultKind kind);

} // namespace peerdesk::telegram_fake
