// SPDX-License-Identifier: MIT
#include "tests/bench/matrix_relay.hpp"

#include "tests/bench/null_relay.hpp"

#include <optional>
#include <stdexcept>
#include <thread>

namespace peerdesk::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto arrival_wait = 30s;
constexpr auto opening_pause = 250ms;

} // namespace

void measure_relay(RelayWorld& world, Relayer by, int messages, double per_second, RelayRun& run) {
    const bool is_desk = by == Relayer::desk;
    std::optional<NullRelay> null;
    if (!is_desk) null.emplace(*world.null, world.staff());
    const int first = world.take_marks(messages);
    const double before = is_desk ? processor_seconds(world.desk->pid()) : 0;
    const auto taken = send(world, {.to = by,
                                    .messages = messages,
                                    .askers = static_cast<int>(world.askers.size()),
                                    .per_second = per_second,
                                    .first_mark = first});
    if (!world.ear->hears(first, messages, arrival_wait))
        throw std::runtime_error("relay: not everything arrived");
    if (is_desk) run.processor_seconds += processor_seconds(world.desk->pid()) - before;
    for (const auto& [mark, at] : taken)
        run.milliseconds.push_back(milliseconds_between(at, world.ear->heard_at(mark).value()));
}

std::vector<double> measure_opening(RelayWorld& world, int questions) {
    std::vector<double> waits;
    for (int i = 0; i < questions; ++i) {
        const auto from = static_cast<std::size_t>(i) % world.askers.size();
        Asker& asker = world.askers[from];
        const std::size_t seen = world.ear->cards();
        asker.client.say(asker.desk_chat, "ask How do I do thing " + std::to_string(i) + "?");
        const auto taken = Clock::now();
        waits.push_back(milliseconds_between(taken, world.ear->next_card(seen)));
        std::this_thread::sleep_for(opening_pause);
    }
    return waits;
}

} // namespace peerdesk::bench
