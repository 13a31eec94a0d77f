// SPDX-License-Identifier: MIT
// The fake server as a program, for tests of real processes and for scripts in any language. It
// prints its address in one line and runs until it is ended by a signal.
#include "tests/fakes/telegram/http_front.hpp"

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    using namespace peerdesk::telegram_fake;
    Settings settings;
    std::uint16_t port = 0;
    std::vector<std::string> latencies;
    bool has_no_log = false;
    CLI::App app{"A fake Telegram Bot API server on loopback"};
    app.add_option("--port", port, "0: a free one");
    app.add_option("--token", settings.token, "the bot's token, digits:letters");
    app.add_option("--username", settings.username);
    app.add_option("--seed", settings.seed);
    app.add_option("--first-update-id", settings.first_update_id);
    app.add_flag("--reads-all", settings.can_read_all_group_messages, "privacy mode off");
    app.add_option("--per-chat-per-second", settings.flood.per_chat_per_second);
    app.add_option("--per-group-per-minute", settings.flood.per_group_per_minute);
    app.add_option("--in-all-per-second", settings.flood.in_all_per_second);
    app.add_option("--latency", latencies, "METHOD=MILLISECONDS; METHOD * is all but getUpdates");
    app.add_flag("--no-log", has_no_log, "calls are counted and not kept");
    CLI11_PARSE(app, argc, argv);
    settings.keeps_call_log = !has_no_log;
    for (const std::string& latency : latencies) {
        const auto equals = latency.find('=');
        if (equals == std::string::npos) return 2;
        settings.latency[latency.substr(0, equals)] =
            std::chrono::milliseconds{std::stoi(latency.substr(equals + 1))};
    }

    boost::asio::io_context io{1};
    World world{settings};
    HttpFront front{io, world, port};
    boost::asio::signal_set signals{io, SIGINT, SIGTERM};
    signals.async_wait([&](const auto&, int) { io.stop(); });
    front.start();
    std::cout << "http://127.0.0.1:" << front.port() << std::endl;
    io.run();
    return 0;
}
