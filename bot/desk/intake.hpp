// SPDX-License-Identifier: MIT
// A newcomer's words become a ticket, or join the one they have.
#pragma once

#include "bot/conversation/outgoing.hpp"

#include <string_view>
#include <vector>

namespace peerdesk::desk {

using conversation::Arguments;
using conversation::Turn;

/// Guesses the asker's language from letters and small words, once nothing better is known.
void guess_language(Turn& turn, std::string_view text);
/// Bare text of an asker: joins their newest open ticket of this place, or opens one.
void take_question(Turn& turn, std::string_view text);
/// Adds the text to their open ticket of this place; false when there is none.
[[nodiscard]] bool join_open_ticket(Turn& turn, std::string_view text);
/// `ask TEXT`: opens another ticket, up to the desk's limit; beyond it the text joins the newest.
void ask(Turn& turn, const Arguments& arguments);
/// Adds an asker's words to their ticket and shows them to the staff; the asker hears nothing.
void follow_up(Turn& turn, storage::Ticket ticket, std::string_view text);
/// Their tickets of this desk that are not closed, newest first; of all desks where it is not clear
/// which one they mean.
[[nodiscard]] std::vector<storage::Ticket> unclosed_here(const Turn& turn);
/// While somebody is over the rate limit: keeps what they say with their open ticket, if any.
void keep_silently(Turn& turn, std::string_view text);

} // namespace peerdesk::desk
