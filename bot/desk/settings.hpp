// SPDX-License-Identifier: MIT
// What a desk is told by the configuration: rooms, people, languages and limits.
#pragma once

#include "adapters/chat/place.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace peerdesk::desk {

/// An account named in the configuration, as the network writes it (without "a:").
struct NamedAccount {
    std::string network;
    std::string account;
    bool operator==(const NamedAccount&) const = default;
};

/// One desk. Rooms are folded ids; each network has at most one of each kind.
struct DeskSettings {
    std::string name;
    std::string language = "en"; ///< of its rooms; locale code
    std::string zone = "UTC";    ///< IANA name; weeks and "today" are counted in it
    std::string prefix = "!";    ///< before commands in rooms
    std::vector<chat::Place> public_rooms;
    std::vector<chat::Place> staff_rooms;
    std::vector<chat::Place> coordinator_rooms;
    std::vector<NamedAccount> coordinators;
    std::vector<NamedAccount> responders;

    bool thread_answers = false; ///< plain words of the staff in a ticket's thread are answers
    bool plain_answers =
        false; ///< a claimer's plain line to the asker in a public room is an answer

    std::size_t ask_first = 2; ///< likely responders asked at once
    std::chrono::minutes widen_after{10};
    std::chrono::minutes ask_all_after{30};
    std::chrono::minutes escalate_after{240}; ///< of covered time
    std::chrono::minutes nudge_after{120};    ///< of the claimer's own hours
    std::chrono::minutes return_after{240};   ///< of the claimer's own hours
    std::chrono::hours close_after{7 * 24};
    std::chrono::hours reopen_window{14 * 24};
    int open_tickets_max = 3;
    int ticket_limit = 5;     ///< claimed tickets a responder has by default
    int weekly_requests = 20; ///< how often one responder is asked in a week
    int person_messages_max = 20;
    int room_messages_max = 60;
    std::chrono::seconds rate_window{60};
    std::size_t message_length_max = 4000; ///< bytes of UTF-8; the rest is cut and said so
    std::chrono::hours body_retention{180 * 24};
    int goal_people = 10;
    int goal_skills = 1;
    bool weekly_summary = true; ///< posted to the coordinators' rooms on Monday mornings

    bool operator==(const DeskSettings&) const = default;
};

/// All desks of the process, in the order of the configuration; the first is the default.
struct Settings {
    std::vector<DeskSettings> desks;
    std::chrono::hours transport_retention{30 * 24}; ///< inbox and outbox bodies
    bool operator==(const Settings&) const = default;
};

} // namespace peerdesk::desk
