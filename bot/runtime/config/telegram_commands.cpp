// SPDX-License-Identifier: MIT
#include "bot/runtime/config/telegram_commands.hpp"

#include <array>
#include <span>
#include <string>

namespace peerdesk::runtime {

namespace {

constexpr std::array<std::string_view, 9> in_private{
    "ask", "status", "solved", "learned", "thanks", "language", "link", "help", "about"};
constexpr std::array<std::string_view, 3> in_groups{"ask", "status", "help"};
constexpr std::array<std::string_view, 12> for_staff{"ask",  "claim", "release", "reply",
                                                     "note", "close", "snooze",  "reopen",
                                                     "list", "show",  "next",    "help"};

struct Scope {
    std::string_view name; ///< a kind of BotCommandScope, or a room
    std::span<const std::string_view> commands;
};
constexpr std::array scopes{Scope{"all_private_chats", in_private},
                            Scope{"all_group_chats", in_groups},
                            Scope{"all_chat_administrators", for_staff}};

/// Telegram names languages by two letters.
constexpr std::size_t code_length = 2;

telegram::CommandList list_of(const text::Catalogue& catalogue, const Scope& scope,
                              std::string_view locale, std::string_view code) {
    telegram::CommandList list;
    list.scope = scope.name;
    list.language = code;
    for (const std::string_view command : scope.commands) {
        list.commands.push_back(
            {std::string(command),
             catalogue.render(locale, "peerdesk-help-" + std::string(command))});
    }
    return list;
}

} // namespace

std::vector<telegram::CommandList> telegram_commands(const text::Catalogue& catalogue,
                                                     std::string_view locale,
                                                     const std::vector<std::string>& staff_rooms) {
    std::vector<telegram::CommandList> lists;
    std::vector<Scope> all(scopes.begin(), scopes.end());
    for (const std::string& room : staff_rooms)
        all.push_back({room, for_staff});
    for (const Scope& scope : all) {
        lists.push_back(list_of(catalogue, scope, locale, {}));
        for (const auto& each : catalogue.codes()) {
            lists.push_back(
                list_of(catalogue, scope, each, std::string_view(each).substr(0, code_length)));
        }
    }
    return lists;
}

} // namespace peerdesk::runtime
