// SPDX-License-Identifier: MIT
#include "tests/bench/relay_world.hpp"

#include "tests/servers/waiting.hpp"

#include <algorithm>
#include <future>
#include <stdexcept>
#include <thread>

namespace peerdesk::bench {

using namespace std::chrono_literals;
using servers::MatrixClient;

namespace {

constexpr auto claim_wait = 60s;
constexpr int senders_max = 4;

std::vector<std::string> names(int count) {
    std::vector<std::string> all{"null"};
    for (int i = 1; i <= count; ++i)
        all.push_back("asker" + std::to_string(i));
    return all;
}

BareClient bare(const servers::MatrixCommunity& community, std::string_view name) {
    const MatrixClient client = community.log_in(name);
    return {community.server.url(), client.user_id(), client.access_token()};
}

} // namespace

RelayWorld::RelayWorld(servers::Workspace& workspace, int asker_count)
    : community_(workspace, {.newcomers = names(asker_count)}) {
    servers::DeskPlan plan = community_.plan();
    plan.log_level = "info";
    plan.open_questions_max = 1000;
    desk = std::make_unique<servers::DeskProcess>(plan, workspace);
    desk->start();
    MatrixClient null_client = community_.log_in("null");
    community_.log_in("bo").invite(staff(), null_client.user_id());
    null_client.join(staff());
    for (int i = 1; i <= asker_count; ++i) {
        Asker asker{community_.log_in("asker" + std::to_string(i)), {}, {}};
        asker.desk_chat = servers::open_desk_chat(asker.client, community_.desk_id());
        asker.null_chat =
            asker.client.create_room({.invited = {null_client.user_id()}, .is_direct = true});
        null_client.join(asker.null_chat);
        askers.push_back(std::move(asker));
    }
    open_tickets();
    null = std::make_unique<BareClient>(bare(community_, "null"));
    ear = std::make_unique<StaffEar>(bare(community_, "bo"), staff());
}

void RelayWorld::open_tickets() {
    MatrixClient bo = community_.log_in("bo");
    for (Asker& asker : askers) {
        const int ticket = servers::ask(asker.client, asker.desk_chat,
                                        "How do I add a photo to the page of my town?");
        bo.say(staff(), "!claim " + std::to_string(ticket));
    }
    const servers::DeskDatabase database(desk->database_file());
    const bool all = servers::eventually(claim_wait, [&] {
        return database.number("SELECT count(*) FROM tickets WHERE state = 'claimed'") ==
                   static_cast<std::int64_t>(askers.size()) &&
               database.number("SELECT count(*) FROM outbox WHERE state IN ('queued','sending')") ==
                   0;
    });
    if (!all) throw std::runtime_error("the tickets were not taken");
}

int RelayWorld::take_marks(int count) {
    const int first = next_mark_;
    next_mark_ += count;
    return first;
}

std::map<int, Clock::time_point> send(RelayWorld& world, const Crowd& crowd) {
    using Times = std::map<int, Clock::time_point>;
    const auto start = Clock::now();
    const int senders = std::min(senders_max, crowd.askers);
    const auto run = [&](int sender) {
        Times taken;
        for (int i = 0; i < crowd.messages; ++i) {
            const int from = i % crowd.askers;
            if (from % senders != sender) continue;
            if (crowd.per_second > 0)
                std::this_thread::sleep_until(
                    start + std::chrono::duration_cast<Clock::duration>(
                                std::chrono::duration<double>(i / crowd.per_second)));
            Asker& asker = world.askers.at(static_cast<std::size_t>(from));
            const bool is_null = crowd.to == Relayer::null;
            asker.client.say(is_null ? asker.null_chat : asker.desk_chat,
                             marked(crowd.first_mark + i));
            taken.emplace(crowd.first_mark + i, Clock::now());
        }
        return taken;
    };
    std::vector<std::future<Times>> parts;
    for (int sender = 0; sender < senders; ++sender)
        parts.push_back(std::async(std::launch::async, run, sender));
    Times all;
    for (auto& part : parts)
        all.merge(part.get());
    return all;
}

} // namespace peerdesk::bench
