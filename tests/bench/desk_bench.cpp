// SPDX-License-Identifier: MIT
// How many questions a second pass through the desk with commit on a real file. Each comes from
// another person, opens a ticket, asks responders, is answered and logged; everything that is sent
// is reported as sent. The rows are counted afterwards: a wrong count ends the program.
#include "tests/bench/desk_load.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

namespace {

using namespace peerdesk;

void expect_count(bench::DeskLoad& load) {
    if (load.count_is_right()) return;
    std::cerr << "the database does not hold what was asked\n";
    std::abort();
}

void questions_batched(benchmark::State& state) {
    const auto batch = static_cast<std::size_t>(state.range(0));
    bench::DeskLoad load("batched");
    for (auto _ : state)
        load.ask(batch);
    state.SetItemsProcessed(static_cast<std::int64_t>(load.asked()));
    expect_count(load);
}

/// What waits is committed together: with each question come the reports of the one before.
void questions_one_by_one(benchmark::State& state) {
    bench::DeskLoad load("single");
    for (auto _ : state)
        load.ask_with_reports();
    state.SetItemsProcessed(static_cast<std::int64_t>(load.asked()));
    load.settle();
    expect_count(load);
}

void start_to_ready(benchmark::State& state) {
    const auto tickets = static_cast<std::size_t>(state.range(0));
    const auto file = bench::file_with_tickets(tickets);
    for (auto _ : state)
        bench::start_from(file);
    state.counters["tickets"] = static_cast<double>(tickets);
}

BENCHMARK(questions_batched)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(3);
BENCHMARK(questions_one_by_one)->Unit(benchmark::kMicrosecond)->UseRealTime()->MinTime(3);
BENCHMARK(start_to_ready)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

/// `--memory FILE` only starts the desk over a file and says how much memory that takes: in a
/// process of its own, so that the benchmarks before do not count.
int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--memory") {
        bench::print_memory(argv[2]);
        return EXIT_SUCCESS;
    }
    benchmark::Initialize(&argc, argv);
    bench::print_disk();
    benchmark::RunSpecifiedBenchmarks();
    constexpr std::size_t memory_tickets = 10'000;
    const auto file = bench::file_with_tickets(memory_tickets);
    std::cout << "desk with " << memory_tickets << " tickets: " << std::flush;
    const std::string command =
        std::string("\"") + argv[0] + "\" --memory \"" + file.string() + '"';
    return std::system(command.c_str()) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
