// SPDX-License-Identifier: MIT
#include "tests/bench/telegram/contender.hpp"

#include <cstdlib>
#include <sstream>

namespace peerdesk::bench {
namespace {

std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

} // namespace

std::vector<Contender> contenders() {
    const std::string scripts = PEERDESK_SOURCE_DIR "/tests/bench/telegram/";
    constexpr Aims bare_aims{.backlog_per_second_min = 10'000};
    constexpr Aims own_aims{.backlog_per_second_min = 8'000,
                            .slow_per_second_min = 2'000,
                            .wait_p99_max = 3,
                            .processor_per_1000_max = 0.06,
                            .idle_mib_max = 12};
    const std::string bare = PEERDESK_BINARY_DIR "/tests/bench/telegram_echo";
    std::vector<Contender> all{{"bare C++, 32 connections, 16 requests in one piece",
                                {bare, "32", "16"},
                                1,
                                {},
                                bare_aims},
                               {"bare C++, 32 connections, one request at a time", {bare, "32"}, 1},
                               {"Peerdesk, each batch committed",
                                {PEERDESK_BINARY_DIR "/tests/bench/telegram_desk_echo"},
                                1,
                                {},
                                own_aims}};
    const std::string bots = from_environment("PEERDESK_BENCH_TELEGRAM_BOTS");
    if (!bots.empty()) {
        const std::string node = bots + "/node";
        const std::map<std::string, std::string> path{{"NODE_PATH", bots + "/node_modules"}};
        all.push_back({"telegraf", {node, scripts + "telegraf_echo.mjs"}, 2, path});
        all.push_back({"grammY + runner", {node, scripts + "grammy_echo.mjs", "runner"}, 2, path});
        all.push_back({"grammY", {node, scripts + "grammy_echo.mjs"}, 2, path});
    }
    const auto own = words_of(from_environment("PEERDESK_BENCH_ECHO"));
    if (!own.empty()) all.push_back({own.front(), own, own.size()});
    return all;
}

std::vector<std::string> command_line(const Contender& contender, const std::string& url,
                                      const std::string& token) {
    std::vector<std::string> words = contender.command;
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(contender.fixed), {url, token});
    return words;
}

} // namespace peerdesk::bench
