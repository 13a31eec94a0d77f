// SPDX-License-Identifier: MIT
#include "tests/bench/own_cost.hpp"

#include "tests/bench/fake_homeserver.hpp"
#include "tests/servers/desk_process.hpp"
#include "tests/servers/waiting.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace peerdesk::bench {

using namespace std::chrono_literals;
using matrix::HomeserverModel;

namespace {

constexpr auto step_wait = 20s;
constexpr auto pause = 3ms; ///< so that no message meets the commit of the one before
constexpr int asker_count = 20;
constexpr const char* bo = "@bo:example.org";

struct Rooms {
    std::string help;
    std::string staff;
    std::vector<std::string> chats; ///< of each asker
};

std::string asker(std::size_t number) {
    return "@asker" + std::to_string(number) + ":example.org";
}

void expect(bool came, const char* what) {
    if (!came) throw std::runtime_error(std::string("own cost: no ") + what);
}

Rooms make_rooms(FakeHomeserver& server) {
    return server.with_model([](HomeserverModel& model) {
        Rooms rooms;
        rooms.help = model.make_room(bo, "#help:example.org");
        rooms.staff = model.make_room(bo, "#staff:example.org");
        model.invite(rooms.help, bo, HomeserverModel::us);
        model.invite(rooms.staff, bo, HomeserverModel::us);
        return rooms;
    });
}

servers::DeskPlan plan_at(const FakeHomeserver& server) {
    servers::DeskPlan plan;
    plan.log_level = "info";
    plan.matrix_networks = {
        {.homeserver = server.url(), .user = HomeserverModel::us, .access_token = "secret"}};
    plan.responders = {std::string("mx:") + bo};
    plan.public_rooms = {"mx:#help:example.org"};
    plan.staff_rooms = {"mx:#staff:example.org"};
    return plan;
}

bool was_said(FakeHomeserver& server, const std::string& room, const std::string& part) {
    return servers::eventually(step_wait, [&] {
        return server.with_model([&](HomeserverModel& model) {
            return std::ranges::any_of(model.our_words(room), [&](const std::string& words) {
                return words.contains(part);
            });
        });
    });
}

void say(FakeHomeserver& server, const std::string& room, const std::string& who,
         const std::string& words) {
    server.with_model([&](HomeserverModel& model) { return model.say(room, who, words); });
}

bool is_in(FakeHomeserver& server, const std::string& room) {
    return servers::eventually(step_wait, [&] {
        return server.with_model([&](HomeserverModel& model) {
            return model.membership(room, HomeserverModel::us) == "join";
        });
    });
}

/// One more direct chat, with a ticket that bo has taken.
void open_ticket(FakeHomeserver& server, Rooms& rooms) {
    const std::string who = asker(rooms.chats.size());
    const std::string chat = server.with_model([&](HomeserverModel& model) {
        std::string made = model.make_room(who);
        model.invite(made, who, HomeserverModel::us, true);
        return made;
    });
    rooms.chats.push_back(chat);
    const std::string number = std::to_string(rooms.chats.size());
    expect(is_in(server, chat), "direct chat");
    say(server, chat, who, "How do I add a photo to the page of my town?");
    expect(was_said(server, rooms.staff, "Question " + number + " "), "card");
    say(server, rooms.staff, bo, "!claim " + number);
    expect(was_said(server, chat, "has taken your question"), "claim");
}

} // namespace

OwnCost measure_own_cost(int messages) {
    FakeHomeserver server;
    Rooms rooms = make_rooms(server);
    servers::Workspace workspace;
    servers::DeskProcess desk(plan_at(server), workspace);
    desk.start();
    for (int i = 0; i < asker_count; ++i)
        open_ticket(server, rooms);
    std::this_thread::sleep_for(100ms);
    OwnCost cost;
    const double before = processor_seconds(desk.pid());
    for (int i = 0; i < messages; ++i) {
        const auto from = static_cast<std::size_t>(i % asker_count);
        server.wait_until_idle();
        const std::size_t seen = server.sent_into(rooms.staff);
        say(server, rooms.chats[from], asker(from),
            "And this is message number " + std::to_string(i) + ".");
        const auto arrived = server.next_into(rooms.staff, seen);
        cost.milliseconds.push_back(milliseconds_between(server.first_answer(), arrived));
        std::this_thread::sleep_for(pause);
    }
    cost.processor_seconds = processor_seconds(desk.pid()) - before;
    desk.stop();
    return cost;
}

} // namespace peerdesk::bench
