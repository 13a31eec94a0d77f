// SPDX-License-Identifier: MIT
#include "tests/bench/backlog.hpp"

#include <algorithm>
#include <future>
#include <map>
#include <set>

namespace peerdesk::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto all_wait = 90s;

double seconds_since(Clock::time_point start) {
    return milliseconds_between(start, Clock::now()) / 1000;
}

/// Reads the room itself, where a copy that came twice or too late is seen.
void check_order(RelayWorld& world, const Crowd& crowd, Backlog& backlog) {
    // Other lines of the desk stand between the copies.
    auto bodies = world.null->history(world.staff(), static_cast<std::size_t>(crowd.messages) * 2);
    std::ranges::reverse(bodies);
    std::set<int> seen;
    std::map<int, int> latest; // by asker
    for (const std::string& body : bodies) {
        const auto mark = mark_in(body);
        if (!mark || *mark < crowd.first_mark || *mark >= crowd.first_mark + crowd.messages)
            continue;
        if (!seen.insert(*mark).second) ++backlog.repeated;
        int& last = latest.try_emplace((*mark - crowd.first_mark) % crowd.askers, -1).first->second;
        backlog.is_in_order = backlog.is_in_order && *mark > last;
        last = std::max(last, *mark);
    }
    backlog.lost = crowd.messages - static_cast<int>(seen.size());
}

} // namespace

Backlog measure_backlog(RelayWorld& world, int messages, int askers) {
    const Crowd crowd{
        .messages = messages, .askers = askers, .first_mark = world.take_marks(messages)};
    send(world, crowd);
    Backlog backlog;
    const auto start = Clock::now();
    world.desk->start_without_waiting();
    static_cast<void>(world.ear->hears(crowd.first_mark, messages, all_wait));
    backlog.seconds = seconds_since(start);
    check_order(world, crowd, backlog);
    return backlog;
}

double measure_sending(RelayWorld& world, int messages) {
    const auto start = Clock::now();
    for (int i = 0; i < messages; ++i)
        world.null->send(world.staff(), "sent by nobody, number " + std::to_string(i));
    return seconds_since(start);
}

double measure_rooms_at_once(RelayWorld& world, int rooms, int messages_each) {
    const auto start = Clock::now();
    std::vector<std::future<void>> senders;
    for (int room = 0; room < rooms; ++room) {
        senders.push_back(std::async(std::launch::async, [&, room] {
            Asker& asker = world.askers.at(static_cast<std::size_t>(room));
            for (int i = 0; i < messages_each; ++i)
                asker.client.say(asker.null_chat, "sent by one of many, " + std::to_string(i));
        }));
    }
    for (auto& sender : senders)
        sender.get();
    return rooms * messages_each / seconds_since(start);
}

} // namespace peerdesk::bench
