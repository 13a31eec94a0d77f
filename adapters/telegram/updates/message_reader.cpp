// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/message_reader.hpp"

#include "adapters/telegram/updates/clean_text.hpp"
#include "adapters/telegram/updates/content_reader.hpp"
#include "adapters/telegram/updates/people_reader.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t album_bytes_max = 64;
constexpr std::size_t quote_bytes_max = 4'096; ///< of 1,024 units

std::int64_t seconds_in(JsonView value) {
    return std::max<std::int64_t>(value.integer().value_or(0), 0);
}

std::optional<RepliedTo> read_replied(JsonView replied) {
    const auto id = replied["message_id"].integer();
    if (!id || *id <= 0) return std::nullopt;
    return RepliedTo{.message = *id,
                     .is_topic_opening = replied["forum_topic_created"].is_object()};
}

} // namespace

std::optional<Message> read_message(JsonView message) {
    auto chat = read_chat(message["chat"]);
    const auto id = message["message_id"].integer();
    if (!chat || !id || *id <= 0) return std::nullopt;
    Message said;
    said.chat = std::move(*chat);
    said.id = *id;
    said.from = read_user(message["from"]);
    said.sender_chat = read_chat(message["sender_chat"]);
    said.date = seconds_in(message["date"]);
    said.edit_date = seconds_in(message["edit_date"]);
    said.thread = seconds_in(message["message_thread_id"]);
    said.is_topic_message = message["is_topic_message"].is_true();
    said.reply_to = read_replied(message["reply_to_message"]);
    if (message["quote"]["is_manual"].is_true())
        said.quote = cut_text(message["quote"]["text"].text(), quote_bytes_max);
    said.migrate_to = message["migrate_to_chat_id"].integer();
    said.migrate_from = message["migrate_from_chat_id"].integer();
    const std::string_view album = message["media_group_id"].text();
    if (album.size() <= album_bytes_max) said.media_group = album;
    if (!read_content(message, said)) return std::nullopt;
    return said;
}

} // namespace peerdesk::telegram
