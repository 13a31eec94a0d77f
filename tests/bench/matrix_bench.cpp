// SPDX-License-Identifier: MIT
// The whole program on Matrix, in one run and one table: its own cost at a homeserver that costs
// nothing; then on a real Synapse beside a bare client that stores nothing, in turns, so that both
// meet the same machine; a backlog; memory. Takes about five minutes.
#include "tests/bench/backlog.hpp"
#include "tests/bench/footprint.hpp"
#include "tests/bench/matrix_relay.hpp"
#include "tests/bench/own_cost.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string_view>

namespace peerdesk::bench {
namespace {

constexpr int asker_count = 20;
constexpr int own_messages = 2000;
constexpr int relayed = 200; ///< at each rate, half of them in each turn
constexpr int questions = 40;
constexpr int waiting = 500;
constexpr std::size_t past_tickets = 10'000;

constexpr double own_writes_max = 4; ///< durable writes that a message may cost, and beside them
constexpr double own_ms_max = 1;
constexpr double over_null_ms_max = 5;
constexpr double opening_over_null_ms_max = 10;
constexpr double processor_seconds_max = 0.5; ///< for 1,000 messages
constexpr double mib_max = 25;

double print_disk() {
    const auto writes = durable_writes(std::filesystem::temp_directory_path(), 500);
    print({"disk: write and fdatasync of 4 KiB", spread_of(writes), {}});
    return percentile(writes, 0.5);
}

void print_processor(const std::string& name, double seconds, double messages) {
    const double each = seconds / messages * 1000;
    print({name, text_of(each, 2, "s for 1,000 messages"),
           "at most " + text_of(processor_seconds_max, 1, "s"), each <= processor_seconds_max});
}

void print_own_cost(double disk_ms) {
    const OwnCost cost = measure_own_cost(own_messages);
    const double limit = own_writes_max * disk_ms + own_ms_max;
    const double p50 = percentile(cost.milliseconds, 0.5);
    print({"own cost: sync answer to sending the copy", spread_of(cost.milliseconds),
           "p50 at most " + text_of(limit, 2, "ms (4 writes + 1 ms)"), p50 <= limit});
    print_processor("own cost: processor", cost.processor_seconds, own_messages);
}

void print_difference(const std::string& name, double desk, double null, double limit) {
    print({name, text_of(desk - null, 2, "ms more than the bare client"),
           "at most " + text_of(limit, 0, "ms"), desk - null <= limit});
}

/// The bare client, the desk twice, the bare client: neither has the better part of the minute.
/// @return the bare client's middle wait
double print_relay(RelayWorld& world, double per_second) {
    RelayRun null;
    RelayRun desk;
    measure_relay(world, Relayer::null, relayed / 2, per_second, null);
    world.desk->start();
    measure_relay(world, Relayer::desk, relayed / 2, per_second, desk);
    measure_relay(world, Relayer::desk, relayed / 2, per_second, desk);
    world.desk->stop();
    measure_relay(world, Relayer::null, relayed / 2, per_second, null);
    const std::string name = "relay at " + text_of(per_second, 0, "a second");
    print({name + ": bare client", spread_of(null.milliseconds), {}});
    print({name + ": desk", spread_of(desk.milliseconds), {}});
    for (const double share : {0.5, 0.99}) {
        print_difference(name + ", p" + std::to_string(std::lround(share * 100)),
                         percentile(desk.milliseconds, share), percentile(null.milliseconds, share),
                         over_null_ms_max);
    }
    print_processor(name + ": processor", desk.processor_seconds, relayed);
    return percentile(null.milliseconds, 0.5);
}

void print_backlog(RelayWorld& world, int askers, double ceiling_seconds) {
    const Backlog backlog = measure_backlog(world, waiting, askers);
    world.desk->wait_until_joined();
    world.desk->stop();
    const std::string name =
        "backlog of " + std::to_string(waiting) + " from " + std::to_string(askers);
    print({name, text_of(backlog.seconds, 2, "s, ") +
                     text_of(backlog.seconds / ceiling_seconds, 2, "x the server's own")});
    const bool is_whole = backlog.lost == 0 && backlog.repeated == 0 && backlog.is_in_order;
    print({name + ": lost, repeated, order",
           std::to_string(backlog.lost) + ", " + std::to_string(backlog.repeated) +
               (backlog.is_in_order ? ", kept" : ", BROKEN"),
           "0, 0, kept", is_whole});
}

void print_memory(RelayWorld& world) {
    const Footprint footprint = measure_footprint(world, past_tickets, waiting);
    print({"memory: both networks, 10,000 tickets, at start",
           text_of(footprint.mib_at_start, 1, "MiB PSS")});
    print({"memory: after 500 messages", text_of(footprint.mib, 1, "MiB PSS"),
           "at most " + text_of(mib_max, 0, "MiB"), footprint.mib <= mib_max});
}

void run_at_synapse(bool only_memory) {
    servers::Workspace workspace;
    RelayWorld world(workspace, asker_count);
    world.desk->stop();
    if (only_memory) return print_memory(world);
    print_heading("Synapse, load average " + text_of(load_average(), 2, ""));
    const double sending = measure_sending(world, waiting);
    print(
        {"server: one bare sender, one room", text_of(waiting / sending, 0, "messages a second")});
    print({"server: 8 bare senders, 8 rooms",
           text_of(measure_rooms_at_once(world, 8, 50), 0, "messages a second")});
    const double null_p50 = print_relay(world, 5);
    static_cast<void>(print_relay(world, 20));
    print_backlog(world, asker_count, sending);
    print_backlog(world, 2, sending);
    world.desk->start();
    const auto opening = measure_opening(world, questions);
    world.desk->stop();
    print({"opening: question to card", spread_of(opening), {}});
    print_difference("opening, p50", percentile(opening, 0.5), null_p50, opening_over_null_ms_max);
    print_memory(world);
}

/// @param part what alone is measured; empty: everything
int run(std::string_view part) {
    print_heading("Load average at the start: " + text_of(load_average(), 2, ""));
    if (part != "--memory") print_own_cost(print_disk());
    if (part != "--own-cost") run_at_synapse(part == "--memory");
    print_heading("Load average at the end: " +
                  text_of(load_average(), 2, "(this run's own part included)"));
    return EXIT_SUCCESS;
}

} // namespace
} // namespace peerdesk::bench

/// `--own-cost` or `--memory` measures only that.
int main(int argc, char** argv) {
    try {
        return peerdesk::bench::run(argc == 2 ? argv[1] : "");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_matrix: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
