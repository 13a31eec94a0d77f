// SPDX-License-Identifier: MIT
#include "tests/simulation/crowd.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::simulation {

namespace {

constexpr int burst = 22; ///< over the limit of a person

} // namespace

void Crowd::act(Time now) {
    now_ = now;
    // Two of three things are said by newcomers and their desk; coordinators speak rarely.
    const Human* human = &dice_.pick(world_.humans);
    if (human->part == Part::coordinator && dice_.chance(50)) human = &dice_.pick(world_.humans);
    Network& network = *networks_[dice_.pick(human->networks)];
    if (dice_.chance(6)) return move(*human, network);
    if (!network.is_up()) return;
    if (network.plan().has_threads && dice_.chance(45)) return act_in_threads(*human, network);
    switch (human->part) {
    case Part::newcomer:
        return act_as_newcomer(*human, network);
    case Part::responder:
        return act_as_responder(*human, network);
    case Part::coordinator:
        return act_as_coordinator(*human, network);
    }
}

void Crowd::act_as_newcomer(const Human& human, Network& network) {
    const int thrown = dice_.below(100);
    if (thrown < 40) {
        say_directly(human, network, direct_question(human));
    } else if (thrown < 46 && last_question_.contains(human.id)) {
        say_directly(human, network, last_question_[human.id]);
    } else if (thrown < 72) {
        say_directly(human, network, newcomer_command(dice_, world_, some_ticket()));
    } else if (thrown < 90) {
        ask_in_room(human, network);
    } else if (thrown < 92) {
        hurry_many(human, network);
    } else if (thrown < 98) {
        use_code(human, network);
    } else if (thrown < 99) {
        say_directly(human, network, "forget me");
        say_directly(human, network, "yes");
    } else {
        say_directly(human, network, "ask " + direct_question(human));
    }
}

void Crowd::ask_in_room(const Human& human, Network& network) {
    const std::string word = markers_.make({Secret::room_question, human.id, 0});
    const std::string text = question_text(dice_, human, word);
    const auto& room = network.plan().public_room;
    switch (dice_.below(4)) {
    case 0:
        return say_in(human, network, room, "!ask " + text);
    case 1:
        return say_in(human, network, room, text, true);
    case 2:
        return say_in(human, network, room, "!" + newcomer_command(dice_, world_, 1));
    default:
        return say_in(human, network, room, text);
    }
}

void Crowd::hurry_many(const Human& human, Network& network) {
    for (int i = 0; i < burst; ++i)
        say_directly(human, network, direct_question(human));
}

void Crowd::use_code(const Human& human, Network& network) {
    const std::string code = own_code(human);
    if (code.empty()) return say_directly(human, network, "link");
    say_directly(human, network, (dice_.chance(50) ? "resume " : "link ") + code);
}

void Crowd::act_as_responder(const Human& human, Network& network) {
    const int thrown = dice_.below(100);
    const std::int64_t ticket = some_ticket();
    const std::string number = std::to_string(ticket);
    if (thrown < 50) {
        work(human, network, responder_command(dice_, world_, ticket));
    } else if (thrown < 75) {
        const auto word = markers_.make({Secret::answer, human.id, ticket});
        work(human, network, "reply " + number + " press the button " + word);
    } else if (thrown < 85) {
        const auto word = markers_.make({Secret::note, human.id, ticket});
        work(human, network, "note " + number + " seems to be new " + word);
    } else if (thrown < 95) {
        const auto word = markers_.make({Secret::staff_talk, human.id, ticket});
        say_in(human, network, network.plan().staff_room, "what shall we say to them? " + word);
    } else {
        say_in(human, network, network.plan().public_room, "!claim " + number);
    }
}

void Crowd::act_as_coordinator(const Human& human, Network& network) {
    if (dice_.chance(50)) return act_as_responder(human, network);
    work(human, network, coordinator_command(dice_, world_));
}

void Crowd::move(const Human& human, Network& network) {
    if (!network.is_up()) {
        network.go_up(now_);
    } else if (dice_.chance(15)) {
        network.go_down(now_);
    } else if (network.plan().has_threads && dice_.chance(25)) {
        change_room(network);
    } else if (network.is_away(human)) {
        network.come_back(human, now_);
    } else if (network.plan().has_accounts || dice_.chance(30)) {
        network.go_away(human);
    } else {
        take_left_name(human, network);
    }
}

void Crowd::change_room(Network& network) {
    const auto& room = dice_.chance(75) ? network.plan().staff_room : network.plan().public_room;
    if (network.is_closed(room)) return network.open_room(room, now_);
    if (dice_.chance(50)) return network.close_room(room, now_);
    network.renew_room(room, now_);
}

/// A guest leaves; who left before leaves a name behind that the next one takes.
void Crowd::take_left_name(const Human& human, Network& network) {
    const std::string old_name = network.author(human).name;
    network.leave(human, now_);
    auto& left = left_names_[network.plan().name];
    if (!left.empty() && left != old_name) {
        faults_.add(Fault::nick_taken);
        network.take_name(human, left);
        say_directly(human, network, direct_question(human));
    }
    left = old_name;
}

void Crowd::say_directly(const Human& human, Network& network, std::string text) {
    network.say(human, {network.plan().name, chat::PlaceKind::direct, {}}, std::move(text), false,
                now_);
}

void Crowd::say_in(const Human& human, Network& network, const chat::Place& room, std::string text,
                   bool mentions_us) {
    watch_.heard(human.id, room);
    network.say(human, room, std::move(text), mentions_us, now_);
}

void Crowd::work(const Human& human, Network& network, const std::string& command) {
    if (dice_.chance(70)) return say_in(human, network, network.plan().staff_room, "!" + command);
    say_directly(human, network, command);
}

std::string Crowd::direct_question(const Human& human) {
    const std::string word = markers_.make({Secret::direct_question, human.id, 0});
    std::string text = question_text(dice_, human, word);
    last_question_[human.id] = text;
    return text;
}

std::int64_t Crowd::some_ticket() {
    const std::int64_t newest = watch_.newest_ticket();
    if (dice_.chance(70)) return std::max<std::int64_t>(1, newest - dice_.below(4));
    return 1 + dice_.below(static_cast<int>(newest) + 2);
}

std::string Crowd::own_code(const Human& human) {
    auto rows = database_.prepare(
        "SELECT c.code, i.network, i.account FROM codes c JOIN identities i ON i.person_id = "
        "c.person_id WHERE c.used_ms IS NULL ORDER BY c.code");
    std::vector<std::string> codes;
    while (rows.step()) {
        for (const auto& network : networks_) {
            if (network->plan().name == rows.text("network") &&
                network->human_of(rows.text("account")) == human.id) {
                codes.push_back(rows.text("code"));
            }
        }
    }
    return codes.empty() ? std::string{} : dice_.pick(codes);
}

} // namespace peerdesk::simulation
