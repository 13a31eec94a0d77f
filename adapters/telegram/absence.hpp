// SPDX-License-Identifier: MIT
// How long we were away: the server keeps what people say for a day, and what is older is lost.
#pragma once

#include "adapters/chat/event.hpp"
#include "adapters/net/clock.hpp"
#include "adapters/telegram/session_context.hpp"

namespace peerdesk::telegram {

/// The server forgets an update after that time.
inline constexpr std::chrono::hours kept_by_server{24};

/// Notes that a poll was answered; it is written with the next batch of anything else.
void store_last_poll(BatchBook& book, net::Instant now);
/// What to tell when the link comes up; more than a day after the last answered poll it is a
/// finding too. To be called before this poll is noted.
[[nodiscard]] chat::LinkChanged link_up(SessionContext& context, chat::Capabilities capabilities,
                                        net::Instant now);

} // namespace peerdesk::telegram
