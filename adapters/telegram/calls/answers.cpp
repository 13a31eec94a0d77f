// SPDX-License-Identifier: MIT
// What the answers to calls mean. Nothing here throws, whatever the bytes are.
#include "adapters/telegram/calls/calls.hpp"
#include "adapters/telegram/updates/json_view.hpp"
#include "adapters/telegram/updates/remote_ids.hpp"

#include <array>

namespace peerdesk::telegram {
namespace {

constexpr std::int64_t forbidden = 403;

struct Words {
    std::string_view begin; ///< of the description behind "Bad Request: "
    Refusal refusal;
};
constexpr std::array<Words, 24> known_words{{
    {"message is not modified", Refusal::already_so},
    {"TOPIC_NOT_MODIFIED", Refusal::already_so},
    {"query is too old", Refusal::already_so},
    {"query ID is invalid", Refusal::already_so},
    {"message to delete not found", Refusal::already_so},
    {"chat not found", Refusal::unreachable},
    {"PEER_ID_INVALID", Refusal::unreachable},
    {"USER_IS_BLOCKED", Refusal::unreachable},
    {"not enough rights to send", Refusal::unreachable},
    {"have no rights to send", Refusal::unreachable},
    {"CHAT_WRITE_FORBIDDEN", Refusal::unreachable},
    {"message thread not found", Refusal::thread_lost},
    {"TOPIC_DELETED", Refusal::thread_lost},
    {"TOPIC_ID_INVALID", Refusal::thread_lost},
    {"TOPIC_CLOSED", Refusal::thread_closed},
    {"the chat is not a forum", Refusal::no_threads},
    {"CHANNEL_FORUM_MISSING", Refusal::no_threads},
    {"there is no text in the message to edit", Refusal::no_text},
    {"message to be replied not found", Refusal::bad_quote},
    {"message to reply not found", Refusal::bad_quote},
    {"replied message not found", Refusal::bad_quote},
    {"QUOTE_TEXT_INVALID", Refusal::bad_quote},
    {"REACTION_INVALID", Refusal::bad_sign},
    {"REACTION_EMPTY", Refusal::bad_sign},
}};

std::string made_by_one(const std::string& method, std::int64_t chat, JsonView result) {
    if (method == "createForumTopic") {
        const auto topic = result["message_thread_id"].integer();
        return topic ? topic_ref(chat, *topic) : std::string{};
    }
    const auto message = result["message_id"].integer();
    return message ? message_ref(chat, *message) : std::string{};
}

} // namespace

std::string made_by(const Call& call, std::int64_t chat, std::string_view result) {
    if (call.is_repeatable) return {};
    const auto json = nlohmann::json::parse(result, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded()) return {};
    const JsonView view{json};
    if (!view.is_array()) return made_by_one(call.method, chat, view);
    const auto items = view.items(1);
    return items.empty() ? std::string{} : made_by_one(call.method, chat, items.front());
}

Refusal refusal_of(const AnswerBody& answer) {
    if (answer.migrate_to_chat) return Refusal::migrated;
    if (answer.error_code == forbidden) return Refusal::unreachable;
    std::string_view words = answer.description;
    constexpr std::string_view bad_request = "Bad Request: ";
    if (words.starts_with(bad_request)) words.remove_prefix(bad_request.size());
    for (const Words& known : known_words)
        if (words.starts_with(known.begin)) return known.refusal;
    return Refusal::plain;
}

} // namespace peerdesk::telegram
