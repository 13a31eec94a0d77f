// SPDX-License-Identifier: MIT
// The bot's list of commands, one for each scope and language.
#include "tests/fakes/telegram/methods/handlers.hpp"
#include "tests/fakes/telegram/refusal.hpp"

#include <algorithm>

namespace peerdesk::telegram_fake {
namespace {

std::string key_of(const Call& call) {
    const Json& scope = call.value("scope");
    const Json written = scope.is_object() ? scope : Json{{"type", "default"}};
    const std::string language = call.text("language_code");
    const bool is_code =
        language.empty() || (language.size() == 2 && std::ranges::all_of(language, [](char c) {
                                 return c >= 'a' && c <= 'z';
                             }));
    if (!is_code) throw bad_request("invalid language code specified");
    return nlohmann::json::parse(written.dump()).dump() + " " + language;
}

void check(const Json& command) {
    constexpr std::size_t name_max = 32;
    constexpr std::size_t description_bytes_max = std::size_t{256} * 4;
    std::string name = command.value("command", "");
    if (name.starts_with('/')) name.erase(0, 1);
    const bool is_name =
        !name.empty() && name.size() <= name_max && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    if (!is_name) throw bad_request("BOT_COMMAND_INVALID");
    const std::string description = command.value("description", "");
    if (description.empty() || description.size() > description_bytes_max)
        throw bad_request("BOT_COMMAND_DESCRIPTION_INVALID");
}

} // namespace

Json set_my_commands(World& world, const Call& call) {
    constexpr std::size_t commands_max = 100;
    const Json& commands = call.value("commands");
    if (commands.size() > commands_max) throw bad_request("BOT_COMMANDS_TOO_MUCH");
    for (const Json& command : commands)
        check(command);
    world.commands[key_of(call)] = commands;
    return true;
}

Json get_my_commands(World& world, const Call& call) {
    const auto found = world.commands.find(key_of(call));
    return found == world.commands.end() ? Json::array() : found->second;
}

Json delete_my_commands(World& world, const Call& call) {
    world.commands.erase(key_of(call));
    return true;
}

} // namespace peerdesk::telegram_fake
