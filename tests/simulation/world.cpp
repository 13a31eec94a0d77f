// SPDX-License-Identifier: MIT
#include "tests/simulation/world.hpp"

#include <array>

namespace peerdesk::simulation {

namespace {

constexpr std::array newcomer_names{"ana",  "badr",  "chloe", "dima",
                                    "elif", "fatou", "gita",  "hugo"};
constexpr std::array responder_names{"ren", "sol", "tai", "uma", "vik", "wen"};
constexpr std::array net_names{"irc", "tg", "mx"};
const std::vector<std::string> languages{"en", "es", "fr", "ar", "ru", "pt-br", "hi"};

std::vector<NetPlan> draw_nets(Dice& dice) {
    std::vector<NetPlan> nets;
    const int count = dice.between(1, 3);
    for (int i = 0; i < count; ++i) {
        NetPlan net;
        net.name = net_names[static_cast<std::size_t>(i)];
        net.public_room = {net.name, chat::PlaceKind::room, "#help"};
        net.staff_room = {net.name, chat::PlaceKind::room, "#staff"};
        // Staff need accounts somewhere; the first network has them.
        net.has_accounts = i == 0 || dice.chance(50);
        net.confirms = dice.chance(60);
        net.in_flight_max = static_cast<std::size_t>(dice.between(1, 16));
        net.has_threads = net.has_accounts && dice.chance(45);
        if (net.has_threads) {
            net.confirms = true;
            net.in_place_max = static_cast<std::size_t>(dice.between(1, 4));
        }
        nets.push_back(std::move(net));
    }
    return nets;
}

Human draw_human(Dice& dice, const World& world, const char* name, Part part) {
    Human human;
    human.id = world.humans.size();
    human.name = name;
    human.part = part;
    human.language = part == Part::newcomer ? dice.pick(languages) : "en";
    for (std::size_t net = 0; net < world.nets.size(); ++net) {
        const bool may_be_here = part == Part::newcomer || world.nets[net].has_accounts;
        if (may_be_here && dice.chance(60)) human.networks.push_back(net);
    }
    if (human.networks.empty()) human.networks.push_back(0);
    return human;
}

/// The second desk lives on the first network beside the first desk and shares its people.
void add_desks(Dice& dice, World& world) {
    desk::DeskSettings desk;
    desk.name = "help";
    desk.ask_first = static_cast<std::size_t>(dice.between(1, 3));
    desk.person_messages_max = dice.between(5, 20);
    const bool has_staff_rooms = dice.chance(80);
    for (const NetPlan& net : world.nets) {
        desk.public_rooms.push_back(net.public_room);
        if (has_staff_rooms && net.has_accounts) desk.staff_rooms.push_back(net.staff_room);
    }
    for (const Human& human : world.humans) {
        auto& into = human.part == Part::coordinator ? desk.coordinators : desk.responders;
        if (!human.is_staff()) continue;
        for (const std::size_t net : human.networks) {
            into.push_back({world.nets[net].name, human.name});
        }
    }
    world.settings.desks.push_back(desk);
    if (!dice.chance(25)) return;
    const std::string& first = world.nets.front().name;
    desk.name = "garden";
    desk.public_rooms = {{first, chat::PlaceKind::room, "#garden"}};
    desk.staff_rooms = {{first, chat::PlaceKind::room, "#garden-staff"}};
    world.settings.desks.push_back(desk);
}

} // namespace

chat::Capabilities NetPlan::capabilities() const {
    chat::Capabilities can;
    can.has_accounts = has_accounts;
    can.confirms_delivery = confirms;
    can.in_flight_max = in_flight_max;
    can.in_place_max = in_place_max;
    can.is_idempotent = has_threads;
    can.can_thread = has_threads;
    can.can_reply = has_threads;
    can.can_change = has_threads;
    can.can_remove = has_threads;
    can.can_react = has_threads;
    can.takes_files = has_threads;
    return can;
}

World draw_world(Dice& dice) {
    World world;
    world.nets = draw_nets(dice);
    const int newcomers = dice.between(3, 8);
    for (int i = 0; i < newcomers; ++i) {
        world.humans.push_back(
            draw_human(dice, world, newcomer_names[static_cast<std::size_t>(i)], Part::newcomer));
    }
    const int responders = dice.between(2, 6);
    for (int i = 0; i < responders; ++i) {
        world.humans.push_back(
            draw_human(dice, world, responder_names[static_cast<std::size_t>(i)], Part::responder));
    }
    world.humans.push_back(draw_human(dice, world, "cora", Part::coordinator));
    add_desks(dice, world);
    return world;
}

} // namespace peerdesk::simulation
