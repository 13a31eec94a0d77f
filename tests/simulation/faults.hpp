// SPDX-License-Identifier: MIT
// What goes wrong in a simulation, and how often it did. A fault that never fires proves nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace peerdesk::simulation {

enum class Fault : std::size_t {
    duplicate,
    reordered,
    delayed,
    refused,
    absent,
    returned,
    unknown,
    link_down,
    identity_lost,
    nick_taken,
    clock_forward,
    clock_back,
    crash_before_commit,
    crash_after_commit,
    crash_while_sending,
    clean_restart,
    disk_unwritable,
    disk_full,
    answer_lost,
    sent_again,
    room_closed,
    room_renewed,
    count
};

constexpr std::size_t fault_count = static_cast<std::size_t>(Fault::count);

constexpr std::array<std::string_view, fault_count> fault_names{
    "message delivered twice", "networks out of order",
    "report delayed",          "message refused",
    "person absent",           "message returned",
    "end of message unknown",  "link down",
    "identity lost",           "nick taken by another",
    "clock jumps forward",     "clock jumps back",
    "crash before commit",     "crash after commit",
    "crash while sending",     "clean restart",
    "disk cannot be written",  "disk full",
    "answer of network lost",  "same message sent again",
    "room closed to us",       "room renewed",
};

struct FaultCounts {
    std::array<std::uint64_t, fault_count> fired{};

    void add(Fault fault) { ++fired[static_cast<std::size_t>(fault)]; }
    void add(const FaultCounts& other) {
        for (std::size_t i = 0; i < fault_count; ++i)
            fired[i] += other.fired[i];
    }
};

} // namespace peerdesk::simulation
