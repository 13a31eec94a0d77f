// SPDX-License-Identifier: MIT
#include "adapters/telegram/calls/calls.hpp"

#include "adapters/telegram/calls/file_calls.hpp"
#include "adapters/telegram/calls/parameters.hpp"
#include "adapters/telegram/calls/remote_id.hpp"
#include "adapters/telegram/text/text_parts.hpp"
#include "adapters/telegram/text/utf16.hpp"
#include "adapters/telegram/updates/remote_ids.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace peerdesk::telegram {
namespace {

using nlohmann::json;

constexpr std::size_t title_units_max = 128;
constexpr std::size_t press_units_max = 200;
/// Longer answers to a press stay on the screen until they are put away.
constexpr std::size_t press_units_glance = 60;

Call repeatable(std::string method, const json& parameters) {
    return {std::move(method), dumped(parameters), "application/json", true, 0};
}

/// What is about a message of ours is meant for the chat as it was then.
std::optional<RemoteId> target_in(const chat::Outbound& message, std::int64_t chat, bool is_topic) {
    const auto target = read_remote_id(message.target);
    if (!target || target->chat != chat || target->is_topic != is_topic) return std::nullopt;
    return target;
}

void add_text_calls(std::vector<Call>& calls, const chat::Outbound& message, std::int64_t chat) {
    const FormattedText words = words_of(message);
    if (is_blank(words.text)) return;
    for (const FormattedText& cut : split(words)) {
        const FormattedText part = trimmed(cut);
        if (is_blank(part.text)) continue;
        json parameters;
        add_place(parameters, message, chat);
        add_words(parameters, "text", part);
        parameters["link_preview_options"] = {{"is_disabled", true}};
        if (calls.empty()) add_buttons(parameters, message);
        calls.push_back({"sendMessage", dumped(parameters), "application/json", false, 1});
    }
}

std::vector<chat::Attachment> own_files(const chat::Outbound& message) {
    std::vector<chat::Attachment> files;
    std::ranges::copy_if(message.attachments, std::back_inserter(files),
                         [&](const chat::Attachment& file) {
                             return file.network.empty() || file.network == message.place.network;
                         });
    return files;
}

std::vector<Call> said(const chat::Outbound& message, std::int64_t chat) {
    std::vector<Call> calls;
    const auto files = own_files(message);
    const bool words_below = are_words_below(message);
    if (!words_below) add_text_calls(calls, message, chat);
    add_file_calls(calls, message, chat, files, words_below);
    return calls;
}

/// What is changed keeps to one message: the rest of a longer text was in others.
Call changed(const chat::Outbound& message, const RemoteId& target, bool is_caption) {
    chat::Outbound plain = message;
    plain.mentions.clear();
    const std::size_t units_max = is_caption ? caption_units_max : text_units_max;
    json parameters{{"chat_id", target.chat}, {"message_id", target.number}};
    add_words(parameters, is_caption ? "caption" : "text",
              trimmed(split(words_of(plain), units_max).front()));
    if (!is_caption) parameters["link_preview_options"] = {{"is_disabled", true}};
    add_buttons(parameters, message);
    return repeatable(is_caption ? "editMessageCaption" : "editMessageText", parameters);
}

/// Without the marks that only ask for a coloured picture: the server's list has none.
std::string bare_sign(std::string sign) {
    constexpr std::string_view in_colour = "\uFE0F";
    for (auto at = sign.find(in_colour); at != std::string::npos; at = sign.find(in_colour, at))
        sign.erase(at, in_colour.size());
    return sign;
}

Call reacted(const chat::Outbound& message, const RemoteId& target) {
    const json sign{{"type", "emoji"}, {"emoji", bare_sign(message.text)}};
    return repeatable("setMessageReaction", {{"chat_id", target.chat},
                                             {"message_id", target.number},
                                             {"reaction", json::array({sign})}});
}

Call opened(const chat::Outbound& message, std::int64_t chat) {
    const json parameters{{"chat_id", chat},
                          {"name", std::string{cut_utf16(message.text, title_units_max)}}};
    return {"createForumTopic", dumped(parameters), "application/json", false, 1};
}

Call switched(const chat::Outbound& message, const RemoteId& thread) {
    const bool is_closed = message.act == chat::Act::close_thread;
    if (thread.number == general_topic)
        return repeatable(is_closed ? "closeGeneralForumTopic" : "reopenGeneralForumTopic",
                          {{"chat_id", thread.chat}});
    return repeatable(is_closed ? "closeForumTopic" : "reopenForumTopic",
                      {{"chat_id", thread.chat}, {"message_thread_id", thread.number}});
}

Call press_answered(const chat::Outbound& message) {
    json parameters{{"callback_query_id", message.target}};
    const std::string text{cut_utf16(message.text, press_units_max)};
    if (!text.empty()) {
        parameters["text"] = text;
        parameters["show_alert"] = utf16_length(text) > press_units_glance;
    }
    return repeatable("answerCallbackQuery", parameters);
}

} // namespace

std::vector<Call> calls_of(const chat::Outbound& message, std::int64_t chat) {
    using chat::Act;
    switch (message.act) {
    case Act::say:
        return said(message, chat);
    case Act::open_thread:
        return {opened(message, chat)};
    case Act::answer_press:
        return {press_answered(message)};
    case Act::change:
        if (is_blank(message.text)) return {};
        if (const auto target = target_in(message, chat, false))
            return {changed(message, *target, false)};
        return {};
    case Act::remove:
        if (const auto target = target_in(message, chat, false))
            return {repeatable("deleteMessage",
                               {{"chat_id", target->chat}, {"message_id", target->number}})};
        return {};
    case Act::react:
        if (const auto target = target_in(message, chat, false)) return {reacted(message, *target)};
        return {};
    case Act::close_thread:
    case Act::reopen_thread:
        if (const auto thread = target_in(message, chat, true)) return {switched(message, *thread)};
        return {};
    }
    std::unreachable();
}

std::vector<Call> caption_calls_of(const chat::Outbound& message, std::int64_t chat) {
    if (const auto target = target_in(message, chat, false))
        return {changed(message, *target, true)};
    return {};
}

} // namespace peerdesk::telegram
