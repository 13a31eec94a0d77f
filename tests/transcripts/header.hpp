// SPDX-License-Identifier: MIT
// The lines before the first moment: networks and desks.
//   net irc: accounts, confirms          (also: guests only, insecure, in flight 2)
//   desk help: public #help; staff #staff; responders bo, chi; coordinator cora; ask first 1
//   no restart: why                      not twice: why
// A transcript that names neither has one network "chat" that knows accounts and confirms, and the
// desk above.
#pragma once

#include "tests/transcripts/script.hpp"

#include <string_view>

namespace peerdesk::transcripts {

/// Reads one header line into `script`; false when it is none.
bool read_header_line(Script& script, std::string_view line, std::size_t number);
/// Puts in what the transcript left out.
void complete_header(Script& script);
/// "#help@tg" -> (network, "#help"); the first network where none is named.
[[nodiscard]] chat::Place parse_room(const Script& script, std::string_view text,
                                     std::size_t number);
/// "~ana@irc"
[[nodiscard]] Who parse_who(const Script& script, std::string_view text, std::size_t number);

} // namespace peerdesk::transcripts
