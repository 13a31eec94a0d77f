// SPDX-License-Identifier: MIT
// What the benchmarks of the whole program measure about processes, disk and waits, and the table
// they print.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace peerdesk::bench {

using Clock = std::chrono::steady_clock;

[[nodiscard]] double milliseconds_between(Clock::time_point from, Clock::time_point to);
/// The value below which `share` (0 to 1) of the others lie; 0 of none.
[[nodiscard]] double percentile(std::vector<double> values, double share);

/// User and system time of a process so far, from /proc/PID/stat.
[[nodiscard]] double processor_seconds(pid_t process);
/// Its share of memory, from /proc/PID/smaps_rollup.
[[nodiscard]] double proportional_set_mib(pid_t process);
/// Runnable processes of the last minute: what else the machine does.
[[nodiscard]] double load_average();
/// Milliseconds that each write and fdatasync of 4 KiB takes in the folder. Throws
/// std::runtime_error when nothing can be written there.
[[nodiscard]] std::vector<double> durable_writes(const std::filesystem::path& folder, int count);

/// One line of the table: what, how much, and what was aimed at.
struct Figure {
    std::string name;
    std::string value;
    std::string target;        ///< empty: none
    bool is_within_it = false; ///< only where there is one
};

/// Prints the line at once, so that a long run shows how far it is.
void print(const Figure& figure);
/// A heading over the lines that follow.
void print_heading(const std::string& words);
/// With so many decimals and a unit.
[[nodiscard]] std::string text_of(double value, int decimals, const char* unit);
/// "p50 1.20 ms, p99 3.40 ms"
[[nodiscard]] std::string spread_of(const std::vector<double>& milliseconds);

} // namespace peerdesk::bench
