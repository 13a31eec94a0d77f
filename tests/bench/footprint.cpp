// SPDX-License-Identifier: MIT
#include "tests/bench/footprint.hpp"

#include "tests/bench/desk_load.hpp"

#include <stdexcept>

namespace peerdesk::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto arrival_wait = 90s;

} // namespace

Footprint measure_footprint(RelayWorld& world, std::size_t tickets, int messages) {
    servers::Workspace workspace;
    const servers::IrcServer irc(servers::ServerKind::ngircd, workspace);
    servers::DeskPlan plan = world.community().plan();
    plan.log_level = "info";
    plan.networks = {{.name = "irc", .address = irc.address(), .trust = servers::Trust::plain}};
    plan.public_rooms.emplace_back("irc:#help");
    servers::DeskProcess desk(plan, workspace);
    const auto file = file_with_tickets(tickets);
    close_all_tickets(file);
    std::filesystem::copy_file(file, desk.database_file());
    std::filesystem::remove(file);
    desk.start();
    Footprint footprint{.mib_at_start = proportional_set_mib(desk.pid())};
    const Crowd crowd{.messages = messages,
                      .askers = static_cast<int>(world.askers.size()),
                      .first_mark = world.take_marks(messages)};
    send(world, crowd);
    if (!world.ear->hears(crowd.first_mark, messages, arrival_wait))
        throw std::runtime_error("footprint: not everything arrived");
    footprint.mib = proportional_set_mib(desk.pid());
    desk.stop();
    return footprint;
}

} // namespace peerdesk::bench
