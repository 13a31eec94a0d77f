// SPDX-License-Identifier: MIT
#include "tests/bench/measures.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace peerdesk::bench {

double milliseconds_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(last * share)];
}

// Fields 14 and 15; no name of a program here has a space in it.
double processor_seconds(pid_t process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string field;
    for (int i = 1; i < 14; ++i)
        stat >> field;
    double user = 0;
    double system = 0;
    stat >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double proportional_set_mib(pid_t process) {
    std::ifstream rollup("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string word; rollup >> word;) {
        double kib = 0;
        if (word == "Pss:" && rollup >> kib) return kib / 1024;
    }
    return 0;
}

double load_average() {
    double minute = 0;
    return ::getloadavg(&minute, 1) == 1 ? minute : -1;
}

std::vector<double> durable_writes(const std::filesystem::path& folder, int count) {
    const auto file = folder / "bench-disk";
    const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) throw std::runtime_error("no file can be made in " + folder.string());
    const std::string page(4096, 'x');
    std::vector<double> took;
    bool is_good = true;
    for (int i = 0; i < count && is_good; ++i) {
        const auto begin = Clock::now();
        is_good = ::write(descriptor, page.data(), page.size()) > 0 && ::fdatasync(descriptor) == 0;
        took.push_back(milliseconds_between(begin, Clock::now()));
    }
    ::close(descriptor);
    std::filesystem::remove(file);
    if (!is_good) throw std::runtime_error("nothing can be written in " + folder.string());
    return took;
}

void print(const Figure& figure) {
    const char* const verdict = figure.is_within_it ? "yes  " : "NO   ";
    std::printf("  %-46s %-34s %s%s\n", figure.name.c_str(), figure.value.c_str(),
                figure.target.empty() ? "" : verdict, figure.target.c_str());
    std::fflush(stdout);
}

void print_heading(const std::string& words) {
    std::printf("%s\n", words.c_str());
    std::fflush(stdout);
}

std::string text_of(double value, int decimals, const char* unit) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f %s", decimals, value, unit);
    return text;
}

std::string spread_of(const std::vector<double>& milliseconds) {
    return "p50 " + text_of(percentile(milliseconds, 0.5), 2, "ms, p99 ") +
           text_of(percentile(milliseconds, 0.99), 2, "ms");
}

} // namespace peerdesk::bench
