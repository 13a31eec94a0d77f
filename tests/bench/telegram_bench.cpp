// SPDX-License-Identifier: MIT
// Programs that do nothing but answer on Telegram, one after the other at the same fake server: the
// least that it can cost, public libraries, and the program the environment names. Takes about two
// minutes.
#include "tests/bench/telegram/echo_run.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

namespace peerdesk::bench {
namespace {

constexpr std::size_t chats = 1'000;
constexpr std::size_t backlog_size = 20'000;
constexpr int backlogs = 2;
constexpr std::size_t rated = 500;
constexpr double rate = 100; ///< a second
constexpr std::size_t slow_size = 600;
constexpr std::chrono::milliseconds slow_send{20};

std::string losses(const Echoes& echoes) {
    return std::to_string(echoes.missing) + ", " + std::to_string(echoes.doubled) + ", " +
           std::to_string(echoes.misplaced);
}

void print_backlog(const Contender& contender, EchoRun& run) {
    for (int i = 0; i < backlogs; ++i) {
        const Echoes echoes = run.measure_backlog(backlog_size);
        const double per_second = static_cast<double>(backlog_size) / echoes.seconds;
        Figure figure{"backlog of 20,000", text_of(per_second, 0, "a second"), {}};
        if (contender.backlog_per_second_min > 0) {
            figure.target = "at least " + text_of(contender.backlog_per_second_min, 0, "");
            figure.is_within_it = per_second >= contender.backlog_per_second_min;
        }
        print(figure);
        print({"  server busy", text_of(echoes.server_share * 100, 0, "%"), {}});
        print({"  processor",
               text_of(echoes.processor_seconds * 1000 / static_cast<double>(backlog_size), 3,
                       "s for 1,000"),
               {}});
        const bool is_whole = echoes.missing == 0 && echoes.doubled == 0 && echoes.misplaced == 0;
        print({"  missing, doubled, chats out of order", losses(echoes), "0, 0, 0", is_whole});
    }
}

void print_slow(EchoRun& run) {
    run.set_latency(slow_send);
    const Echoes echoes = run.measure_backlog(slow_size);
    run.set_latency(std::chrono::milliseconds{0});
    print({"each sendMessage takes 20 ms",
           text_of(static_cast<double>(slow_size) / echoes.seconds, 0, "a second"),
           {}});
    print({"  processor",
           text_of(echoes.processor_seconds * 1000 / static_cast<double>(slow_size), 3,
                   "s for 1,000"),
           {}});
}

void print_contender(const Contender& contender) {
    print_heading(contender.name);
    EchoRun run(contender, chats);
    print({"start to first getUpdates", text_of(run.start_milliseconds(), 0, "ms"), {}});
    print({"memory, idle", text_of(run.mib(), 1, "MiB PSS"), {}});
    print({"wait at 100 a second", spread_of(run.measure_rate(rated, rate)), {}});
    print_backlog(contender, run);
    print_slow(run);
    print({"memory, afterwards", text_of(run.mib(), 1, "MiB PSS"), {}});
}

int run() {
    print_heading("Load average at the start: " + text_of(load_average(), 2, ""));
    int result = EXIT_SUCCESS;
    for (const Contender& contender : contenders()) {
        try {
            print_contender(contender);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s: %s\n", contender.name.c_str(), error.what());
            result = EXIT_FAILURE;
        }
    }
    return result;
}

} // namespace
} // namespace peerdesk::bench

int main() {
    try {
        return peerdesk::bench::run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_telegram: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
