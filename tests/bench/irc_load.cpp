// SPDX-License-Identifier: MIT
// The whole program over a real InspIRCd on loopback, with TLS, accounts and flood limits off: how
// long a person waits for the first line of the answer, and how many questions a second get
// through in a burst, with the processor time and memory they cost.
#include "tests/bench/measures.hpp"
#include "tests/servers/community.hpp"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace peerdesk::servers {
namespace {

using bench::Clock;
using bench::percentile;
using bench::processor_seconds;
using bench::proportional_set_mib;

constexpr int single_questions = 300;
constexpr int burst_questions = 900; // a person may have 1,000 open questions at most
constexpr int burst_in_flight = 64;
constexpr int open_questions_max = 1000;

double milliseconds_since(Clock::time_point start) {
    return bench::milliseconds_between(start, Clock::now());
}

/// One question at a time: from the line sent to the first line of its answer.
void measure_single(IrcClient& asker, pid_t process) {
    std::vector<double> waits;
    const double before = processor_seconds(process);
    for (int i = 0; i < single_questions; ++i) {
        const auto start = Clock::now();
        asker.say(bot, "ask How do I do the single thing " + std::to_string(i) + "?");
        (void)asker.expect_message(bot, phrases::opened);
        waits.push_back(milliseconds_since(start));
    }
    const double cost = processor_seconds(process) - before;
    std::printf("one at a time: %d questions, first answer line after p50 %.2f ms, p99 %.2f ms, "
                "%.3f ms of processor each\n",
                single_questions, percentile(waits, 0.5), percentile(waits, 0.99),
                1000 * cost / single_questions);
}

/// Many at once: never more than `burst_in_flight` unanswered.
void measure_burst(IrcClient& asker, pid_t process) {
    const double before = processor_seconds(process);
    const auto start = Clock::now();
    int asked = 0;
    int answered = 0;
    while (answered < burst_questions) {
        while (asked < burst_questions && asked - answered < burst_in_flight) {
            asker.say(bot, "ask How do I do the burst thing " + std::to_string(asked++) + "?");
        }
        (void)asker.expect_message(bot, phrases::opened, {}, 60s);
        ++answered;
    }
    const double seconds = milliseconds_since(start) / 1000;
    const double cost = processor_seconds(process) - before;
    std::printf("burst, %d in flight: %d questions in %.2f s, %.0f a second, %.3f ms of processor "
                "each\n",
                burst_in_flight, burst_questions, seconds, burst_questions / seconds,
                1000 * cost / burst_questions);
}

int run() {
    Workspace workspace;
    Network network(workspace);
    NetworkPlan plan = network.plan();
    plan.more = "in_flight_max = 256\n";
    DeskPlan desk_plan = DeskPlan::on(plan);
    desk_plan.log_level = "info";
    desk_plan.open_questions_max = open_questions_max;
    DeskProcess desk(desk_plan, workspace);
    const auto start = Clock::now();
    desk.start();
    std::printf("start to joined: %.0f ms (InspIRCd itself takes up to 1,000)\n",
                milliseconds_since(start));
    network.register_accounts({"ana", "ben"});
    IrcClient patient = network.log_in("ana");
    measure_single(patient, desk.pid());
    IrcClient hasty = network.log_in("ben");
    measure_burst(hasty, desk.pid());
    if (!becomes_calm(desk, 120s)) {
        std::puts("the desk still owes messages");
        return 1;
    }
    const DeskDatabase database(desk.database_file());
    const auto tickets = database.number("SELECT count(*) FROM tickets");
    std::printf("tickets in the database: %lld of %d\n", static_cast<long long>(tickets),
                single_questions + burst_questions);
    std::printf("memory: %.1f MiB (PSS)\n", proportional_set_mib(desk.pid()));
    return tickets == single_questions + burst_questions ? 0 : 1;
}

} // namespace
} // namespace peerdesk::servers

int main() {
    return peerdesk::servers::run();
}
