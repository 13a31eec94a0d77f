// SPDX-License-Identifier: MIT
// What became of a stream, by four witnesses: the askers' rooms, the desk's file, the staff room
// as a responder sees it, and the desk's own messages on the server.
#pragma once

#include "tests/servers/matrix_stream.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::servers {

/// How one witness has the messages of a room.
struct Count {
    std::size_t there = 0; ///< different ones
    std::size_t lost = 0;
    std::size_t doubled = 0;
    std::size_t disordered = 0; ///< that stand behind one that was said later
    bool operator==(const Count&) const = default;
};

struct Tally {
    Count on_server;      ///< against what was acknowledged to the senders; not the desk's doing
    Count kept;           ///< in ticket_messages, against the askers' rooms
    Count shown;          ///< in #staff, in the questions' threads, against the same
    std::size_t owed = 0; ///< rows of the outbox that are to be an event each
    std::size_t owed_to_askers = 0;
    std::size_t events = 0;    ///< of the desk, by the ids it gives them
    std::size_t unsent = 0;    ///< rows that did not end as sent
    std::size_t lost_rows = 0; ///< sent, and no event is there
    std::size_t doubled_rows = 0;
    std::size_t acknowledged = 0;       ///< rows that say a message has come, and do so
    std::size_t acknowledging = 0;      ///< lines of the desk in the askers' rooms that say so
    std::size_t acknowledging_owed = 0; ///< what those rows come to: an event says each line once
    std::string trouble;                ///< each case in words, the first of them
    [[nodiscard]] std::string told() const;
};

/// Looks at all of it when everything is calm. `responder` is in #staff.
[[nodiscard]] Tally tally(MatrixStream& stream, const MatrixCommunity& community,
                          MatrixClient& responder, const std::filesystem::path& database);

} // namespace peerdesk::servers
