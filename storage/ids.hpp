// SPDX-License-Identifier: MIT
// Row ids that cannot be mixed up, and the one type for moments in time.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace peerdesk::storage {

/// Milliseconds since 1970 in UTC; every time column holds this count.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

template <class Tag>
struct Id {
    std::int64_t value = 0;
    auto operator<=>(const Id&) const = default;
    /// False for the default id, which no row has.
    explicit operator bool() const { return value != 0; }
};

using DeskId = Id<struct DeskTag>;
using PersonId = Id<struct PersonTag>;
using IdentityId = Id<struct IdentityTag>;
using TicketId = Id<struct TicketTag>; ///< also the number people see: #12
using MessageId = Id<struct MessageTag>;
using OutboxId = Id<struct OutboxTag>;
using TimerId = Id<struct TimerTag>;
using PromptId = Id<struct PromptTag>;
using IntroductionId = Id<struct IntroductionTag>; ///< also the number people see

} // namespace peerdesk::storage
