// SPDX-License-Identifier: MIT
// An answer of getUpdates on its way into a batch: each update once, with what it means for the
// desk and for what we know, and the offset that will confirm them all.
#pragma once

#include "adapters/net/clock.hpp"
#include "adapters/telegram/chats.hpp"
#include "adapters/telegram/poll_loop.hpp"
#include "adapters/telegram/session_context.hpp"
#include "adapters/telegram/update_window.hpp"
#include "adapters/telegram/updates/answer_body.hpp"
#include "adapters/telegram/updates/inbound.hpp"

#include <cstdint>
#include <string>

namespace peerdesk::telegram {

class UpdateIntake {
  public:
    /// Updates that could not be read and are kept for whoever looks into it.
    static constexpr std::size_t parked_max = 20;

    UpdateIntake(SessionContext& context, Chats& chats, const Inbound& inbound);

    /// Puts into the book what the answer holds.
    Progress take(const AnswerBody& answer, net::Instant now);
    /// Goes past the first update of an answer in which nothing can be read but its id.
    void skip(const AnswerBody& answer, net::Instant now);
    /// What was known of another bot's updates means nothing any more.
    void reset() { window_ = UpdateWindow{context_.book.stored("seen")}; }

  private:
    void read(Update update, net::Instant now);
    void park(std::int64_t id, const UnreadableUpdate& update, net::Instant now);
    [[nodiscard]] std::int64_t offset() const;

    SessionContext& context_;
    Chats& chats_;
    const Inbound& inbound_;
    UpdateWindow window_;
};

} // namespace peerdesk::telegram
