// SPDX-License-Identifier: MIT
#include "adapters/telegram/calls/parameters.hpp"

#include "adapters/telegram/calls/remote_id.hpp"
#include "adapters/telegram/text/from_html.hpp"
#include "adapters/telegram/text/utf16.hpp"
#include "adapters/telegram/updates/remote_ids.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace peerdesk::telegram {
namespace {

using nlohmann::json;

constexpr std::size_t buttons_in_row = 2;
/// The server keeps no more of one message.
constexpr std::size_t entities_kept_max = 100;
/// A name longer than this is none.
constexpr std::size_t name_bytes_max = 128;
/// Seen by nobody, read by no screen reader.
constexpr std::string_view no_width = "\u200B";

constexpr std::array<std::pair<EntityKind, std::string_view>, 10> sent_kinds{{
    {EntityKind::bold, "bold"},
    {EntityKind::italic, "italic"},
    {EntityKind::underline, "underline"},
    {EntityKind::strikethrough, "strikethrough"},
    {EntityKind::spoiler, "spoiler"},
    {EntityKind::blockquote, "blockquote"},
    {EntityKind::code, "code"},
    {EntityKind::pre, "pre"},
    {EntityKind::text_link, "text_link"},
    {EntityKind::text_mention, "text_mention"},
}};

json entities_of(const std::vector<Entity>& entities) {
    json list = json::array();
    for (const Entity& entity : entities) {
        if (list.size() == entities_kept_max) break;
        const auto kind = std::ranges::find(sent_kinds, entity.kind,
                                            &std::pair<EntityKind, std::string_view>::first);
        if (kind == sent_kinds.end()) continue; // the server finds the others by itself
        json one{{"type", kind->second}, {"offset", entity.offset}, {"length", entity.length}};
        if (entity.kind == EntityKind::text_link) one["url"] = entity.url;
        if (entity.kind == EntityKind::pre && !entity.language.empty())
            one["language"] = entity.language;
        if (entity.kind == EntityKind::text_mention)
            one["user"] = {{"id", entity.user}, {"is_bot", false}, {"first_name", "-"}};
        list.push_back(std::move(one));
    }
    return list;
}

/// Bytes of the name before the first colon.
std::size_t name_length(std::string_view text) {
    const auto colon = text.find(": ");
    if (colon == std::string_view::npos || colon == 0 || colon > name_bytes_max) return 0;
    return text.substr(0, colon).contains('\n') ? 0 : colon;
}

void call_people(FormattedText& words, const std::vector<std::string>& ids) {
    const std::size_t name = ids.size() == 1 ? name_length(words.text) : 0;
    const bool is_marked = std::ranges::any_of(
        words.entities, [](const Entity& entity) { return entity.offset == 0; });
    if (name > 0 && !is_marked) {
        const auto user = user_in(ids.front());
        if (!user) return;
        const std::size_t length = utf16_length(std::string_view{words.text}.substr(0, name));
        words.entities.insert(words.entities.begin(),
                              {EntityKind::text_mention, 0, length, {}, *user, {}});
        return;
    }
    for (const std::string& id : ids) {
        const auto user = user_in(id);
        if (!user) continue;
        words.entities.push_back(
            {EntityKind::text_mention, utf16_length(words.text), 1, {}, *user, {}});
        words.text += no_width;
    }
}

void add_reply(json& parameters, std::int64_t message) {
    parameters["reply_parameters"] = {{"message_id", message},
                                      {"allow_sending_without_reply", true}};
}

} // namespace

std::string dumped(const json& json) {
    return json.dump(-1, ' ', false, json::error_handler_t::replace);
}

void add_place(json& parameters, const chat::Outbound& message, std::int64_t chat) {
    parameters["chat_id"] = chat;
    const auto target = read_remote_id(message.target);
    const auto thread = read_remote_id(message.thread);
    const bool is_topic = thread && thread->is_topic && thread->chat == chat;
    if (is_topic && thread->number != general_topic)
        parameters["message_thread_id"] = thread->number;
    if (target && !target->is_topic && target->chat == chat) {
        add_reply(parameters, target->number);
    } else if (thread && !thread->is_topic && thread->chat == chat) {
        add_reply(parameters, thread->number);
    }
}

void add_words(json& parameters, std::string_view field, const FormattedText& words) {
    parameters[std::string{field}] = words.text;
    json entities = entities_of(words.entities);
    if (entities.empty()) return;
    parameters[field == "text" ? "entities" : "caption_entities"] = std::move(entities);
}

void add_caption(json& parameters, const chat::Outbound& message) {
    const FormattedText words = trimmed(words_of(message));
    if (!is_blank(words.text)) add_words(parameters, "caption", words);
    add_buttons(parameters, message);
}

void add_buttons(json& parameters, const chat::Outbound& message) {
    if (message.buttons.empty()) return;
    json rows = json::array();
    for (std::size_t i = 0; i < message.buttons.size(); ++i) {
        if (i % buttons_in_row == 0) rows.push_back(json::array());
        const chat::Button& button = message.buttons[i];
        rows.back().push_back({{"text", button.label}, {"callback_data", button.action}});
    }
    parameters["reply_markup"] = {{"inline_keyboard", std::move(rows)}};
}

FormattedText words_of(const chat::Outbound& message) {
    FormattedText words = from_html(message.html, message.text);
    if (message.place.kind != chat::PlaceKind::room || message.mentions.empty()) return words;
    call_people(words, message.mentions);
    words.entities = nested(words.text, std::move(words.entities));
    return words;
}

} // namespace peerdesk::telegram
