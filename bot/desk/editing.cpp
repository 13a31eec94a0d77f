// SPDX-License-Identifier: MIT
#include "bot/desk/editing.hpp"

#include "bot/desk/copies.hpp"

namespace peerdesk::desk {

namespace {

/// Who edits for ever fills the record: beyond this only the newest text counts.
constexpr int edits_max = 50;

} // namespace

void change_message(conversation::Turn& turn, const storage::TicketMessage& message,
                    std::string_view text, std::string_view html) {
    // What was emptied, by its time or by who asked to be forgotten, is not filled again.
    if (!message.body || *message.body == text || message.removed) return;
    auto& messages = turn.tables().messages;
    if (messages.edit_count(message.id) >= edits_max) return;
    messages.edit(message.id, text, html, turn.inbox_id, turn.now);
    if (const auto now = messages.find(message.id)) change_copies(turn, *now);
}

} // namespace peerdesk::desk
