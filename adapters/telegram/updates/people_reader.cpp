// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/people_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::pair<std::string_view, ChatKind> chat_kinds[] = {
    {"private", ChatKind::direct},
    {"group", ChatKind::group},
    {"supergroup", ChatKind::supergroup},
    {"channel", ChatKind::channel}};

constexpr std::pair<std::string_view, Standing> standings[] = {
    {"creator", Standing::owner}, {"administrator", Standing::administrator},
    {"member", Standing::member}, {"restricted", Standing::restricted},
    {"left", Standing::left},     {"kicked", Standing::kicked}};

template <class Value, std::size_t size>
Value value_of(const std::pair<std::string_view, Value> (&table)[size], std::string_view word) {
    const auto* const found =
        std::ranges::find(table, word, &std::pair<std::string_view, Value>::first);
    return found == std::end(table) ? Value::unknown : found->second;
}

} // namespace

std::optional<User> read_user(JsonView user) {
    const auto id = user["id"].integer();
    if (!id || *id == 0) return std::nullopt;
    return User{.id = *id,
                .is_bot = user["is_bot"].is_true(),
                .first_name = std::string{user["first_name"].text()},
                .last_name = std::string{user["last_name"].text()},
                .username = std::string{user["username"].text()},
                .language_code = std::string{user["language_code"].text()}};
}

std::optional<Chat> read_chat(JsonView chat) {
    const auto id = chat["id"].integer();
    if (!id || *id == 0) return std::nullopt;
    return Chat{.id = *id,
                .kind = value_of(chat_kinds, chat["type"].text()),
                .title = std::string{chat["title"].text()},
                .username = std::string{chat["username"].text()},
                .is_forum = chat["is_forum"].is_true()};
}

std::optional<Membership> read_membership(JsonView member) {
    if (!member["status"].is_text()) return std::nullopt;
    Membership found;
    found.standing = value_of(standings, member["status"].text());
    found.user = member["user"]["id"].integer().value_or(0);
    const bool is_owner = found.standing == Standing::owner;
    found.is_member = is_owner || found.standing == Standing::administrator ||
                      found.standing == Standing::member || member["is_member"].is_true();
    found.can_send = found.standing == Standing::restricted
                         ? found.is_member && member["can_send_messages"].is_true()
                         : found.is_member;
    found.can_manage_topics = is_owner || member["can_manage_topics"].is_true();
    found.can_delete = is_owner || member["can_delete_messages"].is_true();
    return found;
}

} // namespace peerdesk::telegram
