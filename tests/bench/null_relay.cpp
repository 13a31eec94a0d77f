// SPDX-License-Identifier: MIT
#include "tests/bench/null_relay.hpp"

#include <chrono>
#include <cstdio>
#include <exception>
#include <utility>

namespace peerdesk::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto poll_wait = 500ms;

/// The server does the same work for its copies as for the desk's: they hang in a thread.
void pass_on(const std::stop_token& stop, BareClient& client, const std::string& staff) {
    const std::string thread = client.send(staff, "null relay");
    while (!stop.stop_requested()) {
        for (const BareMessage& message : client.sync(poll_wait)) {
            if (message.room == staff || message.sender == client.user_id()) continue;
            client.send(staff, message.sender + ": " + message.body, thread);
        }
    }
}

} // namespace

NullRelay::NullRelay(BareClient& client, std::string staff) {
    static_cast<void>(client.sync(0ms)); // what came while nobody worked is passed
    thread_ = std::jthread([&client, room = std::move(staff)](const std::stop_token& stop) {
        try {
            pass_on(stop, client, room);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "null relay: %s\n", error.what());
        }
    });
}

} // namespace peerdesk::bench
