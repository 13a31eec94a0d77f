// SPDX-License-Identifier: MIT
// Programs that do nothing but answer on Telegram, one after the other at the same fake server: the
// least that it can cost, Peerdesk's own adapter with its commits, public libraries, and the
// program the environment names. Takes about three minutes.
#include "tests/bench/telegram/echo_run.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>
#include <vector>

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

/// The figure beside what is aimed at, if something is.
Figure at_least(std::string name, std::string shown, double value, double aim) {
    Figure figure{std::move(name), std::move(shown), {}};
    if (aim <= 0) return figure;
    figure.target = "at least " + text_of(aim, 0, "");
    figure.is_within_it = value >= aim;
    return figure;
}

Figure at_most(std::string name, std::string shown, double value, double aim, int decimals) {
    Figure figure{std::move(name), std::move(shown), {}};
    if (aim <= 0) return figure;
    figure.target = "at most " + text_of(aim, decimals, "");
    figure.is_within_it = value <= aim;
    return figure;
}

void print_processor(const Echoes& echoes, std::size_t messages, double aim) {
    const double seconds = echoes.processor_seconds * 1000 / static_cast<double>(messages);
    print(at_most("  processor", text_of(seconds, 3, "s for 1,000"), seconds, aim, 2));
}

void print_losses(const Echoes& echoes) {
    const bool is_whole = echoes.missing == 0 && echoes.doubled == 0 && echoes.misplaced == 0;
    print({"  missing, doubled, chats out of order", losses(echoes), "0, 0, 0", is_whole});
}

void print_backlog(const Aims& aims, EchoRun& run) {
    for (int i = 0; i < backlogs; ++i) {
        const Echoes echoes = run.measure_backlog(backlog_size);
        const double per_second = static_cast<double>(backlog_size) / echoes.seconds;
        print(at_least("backlog of 20,000", text_of(per_second, 0, "a second"), per_second,
                       aims.backlog_per_second_min));
        print({"  server busy", text_of(echoes.server_share * 100, 0, "%"), {}});
        print_processor(echoes, backlog_size, aims.processor_per_1000_max);
        print_losses(echoes);
    }
}

void print_slow(const Aims& aims, EchoRun& run) {
    run.set_latency(slow_send);
    const Echoes echoes = run.measure_backlog(slow_size);
    run.set_latency(std::chrono::milliseconds{0});
    const double per_second = static_cast<double>(slow_size) / echoes.seconds;
    print(at_least("each sendMessage takes 20 ms", text_of(per_second, 0, "a second"), per_second,
                   aims.slow_per_second_min));
    print_processor(echoes, slow_size, 0);
    print_losses(echoes);
}

void print_contender(const Contender& contender) {
    print_heading(contender.name);
    const Aims& aims = contender.aims;
    EchoRun run(contender, chats);
    print({"start to first getUpdates", text_of(run.start_milliseconds(), 0, "ms"), {}});
    const double idle = run.mib();
    print(at_most("memory, idle", text_of(idle, 1, "MiB PSS"), idle, aims.idle_mib_max, 0));
    const auto waits = run.measure_rate(rated, rate);
    constexpr double most = 0.99;
    print(at_most("wait at 100 a second", spread_of(waits), percentile(waits, most),
                  aims.wait_p99_max, 0));
    print_backlog(aims, run);
    print_slow(aims, run);
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
