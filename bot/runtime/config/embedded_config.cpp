// SPDX-License-Identifier: MIT
// The configuration nobody has to write: one desk on the console.
#include "bot/runtime/config/config.hpp"
#include "bot/runtime/config/console_setup.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace peerdesk::runtime {

namespace {

chat::Place console_room(std::string id) {
    return {std::string(console_network), chat::PlaceKind::room, std::move(id)};
}

desk::NamedAccount console_account(std::string account) {
    return {std::string(console_network), std::move(account)};
}

/// Rooms of several networks may become one on the console; the first use counts.
void move_rooms(std::vector<chat::Place>& rooms, NetworkSetup& console,
                std::vector<chat::Place>& taken) {
    std::vector<chat::Place> moved;
    for (const chat::Place& room : rooms) {
        const auto id = console.room_id(room.id);
        if (!id) continue;
        const chat::Place place = console_room(*id);
        if (std::ranges::find(taken, place) != taken.end()) continue;
        taken.push_back(place);
        console.add_room(*id);
        moved.push_back(place);
    }
    rooms = std::move(moved);
}

void move_accounts(std::vector<desk::NamedAccount>& accounts) {
    for (desk::NamedAccount& account : accounts)
        account.network = console_network;
}

} // namespace

Config embedded_config(std::filesystem::path history_file) {
    desk::DeskSettings settings;
    settings.name = "help";
    settings.public_rooms = {console_room("#help")};
    settings.staff_rooms = {console_room("#staff")};
    settings.coordinator_rooms = {console_room("#coordinators")};
    settings.coordinators = {console_account("cora")};
    settings.responders = {console_account("bo"), console_account("chi")};

    Config config;
    config.log_level = chat::LogLevel::warning;
    config.settings.desks.push_back(std::move(settings));
    return moved_to_console(std::move(config), std::move(history_file));
}

Config moved_to_console(Config config, std::filesystem::path history_file) {
    config.networks.clear();
    config.networks.push_back(
        make_console_setup(std::string(console_network), std::move(history_file)));
    NetworkSetup& console = *config.networks.back();
    std::vector<chat::Place> taken;
    for (desk::DeskSettings& settings : config.settings.desks) {
        move_rooms(settings.public_rooms, console, taken);
        move_rooms(settings.staff_rooms, console, taken);
        move_rooms(settings.coordinator_rooms, console, taken);
        move_accounts(settings.coordinators);
        move_accounts(settings.responders);
    }
    return config;
}

} // namespace peerdesk::runtime
