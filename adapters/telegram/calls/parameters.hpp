// SPDX-License-Identifier: MIT
// Parameters that several methods have in common. JSON stays within this folder's .cpp files and
// this header.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "adapters/telegram/text/formatted_text.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace peerdesk::telegram {

/// A body of a request: invalid bytes become U+FFFD.
[[nodiscard]] std::string dumped(const nlohmann::json& json);

/// Puts chat_id, the topic and what is answered. A message that hangs on another one (a card in a
/// group without topics) answers it.
void add_place(nlohmann::json& parameters, const chat::Outbound& message, std::int64_t chat);
/// Puts the words under `field` ("text", "caption") and their entities beside them.
void add_words(nlohmann::json& parameters, std::string_view field, const FormattedText& words);
/// Puts the words of a message, if it has some, and its buttons below a file.
void add_caption(nlohmann::json& parameters, const chat::Outbound& message);
/// Puts the buttons, two in a row; nothing where there are none.
void add_buttons(nlohmann::json& parameters, const chat::Outbound& message);

/// The words of a message with the people it calls: the name before its first colon leads to the
/// one person called, several get a mark without width at the end.
[[nodiscard]] FormattedText words_of(const chat::Outbound& message);

} // namespace peerdesk::telegram
