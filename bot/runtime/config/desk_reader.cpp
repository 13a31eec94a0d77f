// SPDX-License-Identifier: MIT
#include "bot/runtime/config/desk_reader.hpp"

#include "bot/text/fold.hpp"
#include "bot/text/zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace peerdesk::runtime {

namespace {

constexpr std::size_t name_length_max = 40;  ///< bytes
constexpr std::size_t prefix_length_max = 8; ///< bytes

std::string names_of(const std::vector<std::unique_ptr<NetworkSetup>>& networks) {
    std::vector<std::string_view> names;
    names.reserve(networks.size());
    for (const auto& network : networks)
        names.push_back(network->name());
    return fmt::format("{}", fmt::join(names, ", "));
}

} // namespace

DeskReader::DeskReader(const std::vector<std::unique_ptr<NetworkSetup>>& networks, bool knows_all,
                       const text::Catalogue& words)
    : networks_(networks), knows_all_(knows_all), words_(words) {}

desk::DeskSettings DeskReader::read(TableReader& table) {
    desk::DeskSettings settings;
    read_identity(table, settings);
    read_rooms(table, settings);
    settings.coordinators = accounts(table, "coordinators");
    settings.responders = accounts(table, "responders");
    table.read("plain_answers", settings.plain_answers);
    table.read("thread_answers", settings.thread_answers);
    table.read("weekly_summary", settings.weekly_summary);
    read_desk_limits(table, settings);
    table.finish();
    return settings;
}

void DeskReader::read_identity(TableReader& table, desk::DeskSettings& settings) {
    if (const auto name = table.required_text("name", "name = \"help\"")) {
        settings.name = name->text;
        const bool is_word = name->text.find_first_of(" \t:#") == std::string::npos;
        if (!is_word || name->text.size() > name_length_max) {
            table.complain(name->spot, "peerdesk-config-expects-word",
                           {"desk.name", name_length_max});
        }
        const auto [first, is_new] =
            lines_of_names_.try_emplace(text::fold(name->text), name->spot.line);
        if (!is_new) {
            table.complain(name->spot, "peerdesk-config-desk-twice", {name->text, first->second});
        }
    }
    if (const auto language = table.text("language")) {
        settings.language = language->text;
        if (!words_.ships(language->text)) {
            table.complain(language->spot, "peerdesk-config-unknown-locale",
                           {language->text, fmt::format("{}", fmt::join(words_.codes(), ", "))});
        }
    }
    if (const auto zone = table.text("zone")) {
        settings.zone = zone->text;
        if (!text::is_known_zone(zone->text)) {
            table.complain(zone->spot, "peerdesk-config-unknown-zone", {zone->text});
        }
    }
    if (const auto prefix = table.text("prefix")) {
        settings.prefix = prefix->text;
        if (prefix->text.size() > prefix_length_max ||
            prefix->text.find(' ') != std::string::npos) {
            table.complain(prefix->spot, "peerdesk-config-expects-word",
                           {"desk.prefix", prefix_length_max});
        }
    }
}

void DeskReader::read_rooms(TableReader& table, desk::DeskSettings& settings) {
    auto found = table.table("rooms");
    if (!found) return;
    settings.public_rooms = rooms(*found, "public");
    settings.staff_rooms = rooms(*found, "staff");
    settings.coordinator_rooms = rooms(*found, "coordinators");
    found->finish();
}

std::vector<chat::Place> DeskReader::rooms(TableReader& table, std::string_view key) {
    std::vector<chat::Place> result;
    std::set<std::string> networks_seen;
    for (const Located& written : table.texts(key)) {
        const auto target = address(table, written);
        if (!target) continue;
        const auto id = target->network->room_id(target->rest);
        if (!id) {
            table.complain(written.spot, "peerdesk-config-expects-room", {written.text});
            continue;
        }
        chat::Place place{target->network->name(), chat::PlaceKind::room, *id};
        const auto [first, is_new] = lines_of_rooms_.try_emplace(place, written.spot.line);
        if (!is_new) {
            table.complain(written.spot, "peerdesk-config-room-twice",
                           {written.text, first->second});
        } else if (!networks_seen.insert(place.network).second) {
            table.complain(written.spot, "peerdesk-config-second-room",
                           {written.text, place.network});
        }
        target->network->add_room(target->rest);
        if (key == "staff") target->network->add_staff_room(target->rest);
        result.push_back(std::move(place));
    }
    return result;
}

std::vector<desk::NamedAccount> DeskReader::accounts(TableReader& table,
                                                     std::string_view key) const {
    std::vector<desk::NamedAccount> result;
    for (const Located& written : table.texts(key)) {
        if (auto target = address(table, written)) {
            result.push_back({target->network->name(), std::move(target->rest)});
        }
    }
    return result;
}

std::optional<DeskReader::Address> DeskReader::address(TableReader& table,
                                                       const Located& written) const {
    const auto colon = written.text.find(':');
    if (colon == std::string::npos && networks_.size() == 1 && knows_all_) {
        return Address{networks_.front().get(), written.text};
    }
    if (colon == std::string::npos || colon + 1 == written.text.size()) {
        if (knows_all_ || networks_.size() > 1) {
            table.complain(written.spot, "peerdesk-config-needs-network",
                           {written.text, names_of(networks_)});
        }
        return std::nullopt;
    }
    const std::string name = written.text.substr(0, colon);
    for (const auto& network : networks_) {
        if (network->name() == name) return Address{network.get(), written.text.substr(colon + 1)};
    }
    if (knows_all_) {
        table.complain(written.spot, "peerdesk-config-unknown-network",
                       {name, names_of(networks_)});
    }
    return std::nullopt;
}

} // namespace peerdesk::runtime
