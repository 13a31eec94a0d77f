// SPDX-License-Identifier: MIT
// What a person said, with its form and files, on its way to other places. Each network gets the
// best it has: the file itself where it can be shown again, else a line that names it.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::desk {

using conversation::Context;
using conversation::Turn;

struct Said {
    std::string network; ///< where it was said: its files are known there
    std::string text;
    std::string html;
    std::vector<chat::Attachment> attachments;

    [[nodiscard]] bool is_empty() const { return text.empty() && attachments.empty(); }
};

[[nodiscard]] Said said_of(const storage::TicketMessage& message);
/// What this turn's person wrote, the whole of it.
[[nodiscard]] Said said_of(const Turn& turn);
/// `text` alone, or the whole when `text` is all they wrote.
[[nodiscard]] Said said_of(const Turn& turn, std::string_view text);

/// The text and a line for each file, in words.
[[nodiscard]] std::string in_words(const conversation::Services& services, std::string_view locale,
                                   const Said& said);

/// Makes the whole message around somebody's words.
using Frame = std::function<std::string(std::string_view words)>;

/// The message as plain text and, where the words have a form, as HTML; else that is empty.
struct Rendered {
    std::string text;
    std::string html;
};
[[nodiscard]] Rendered render(const conversation::Services& services, std::string_view locale,
                              const Said& said, const Frame& frame);

/// Owes the words within their frame, then each file that the network can show again.
void post_said(Context& context, const storage::StoredPlace& place, const Said& said,
               std::string_view locale, const Frame& frame, const conversation::About& about);

/// Keeps it with a ticket. `text` as taken; the rest as the turn has it.
storage::MessageId keep(Turn& turn, storage::TicketId ticket, storage::MessageKind kind,
                        std::string_view text);

} // namespace peerdesk::desk
