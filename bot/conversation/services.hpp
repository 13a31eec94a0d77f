// SPDX-License-Identifier: MIT
// What every feature works with: the tables, the words, the desks. Lives on the desk thread.
#pragma once

#include "adapters/chat/adapter.hpp"
#include "bot/conversation/desk_book.hpp"
#include "bot/people/roster.hpp"
#include "bot/text/snapshot.hpp"
#include "storage/albums.hpp"
#include "storage/cards.hpp"
#include "storage/facts.hpp"
#include "storage/inbox.hpp"
#include "storage/indicators.hpp"
#include "storage/interactions.hpp"
#include "storage/outbox.hpp"
#include "storage/people.hpp"
#include "storage/prompts.hpp"
#include "storage/roles.hpp"
#include "storage/safety.hpp"
#include "storage/threaded_rooms.hpp"
#include "storage/ticket_messages.hpp"
#include "storage/tickets.hpp"
#include "storage/timers.hpp"
#include "storage/unreachable.hpp"
#include "storage/unreadable.hpp"
#include "storage/volunteers.hpp"

#include <map>
#include <memory>
#include <string>

namespace peerdesk::conversation {

using chat::Time;

/// The tables, one object each. Cheap: they hold a reference to the database.
struct Tables {
    explicit Tables(storage::Database& database);

    storage::People people;
    storage::Roles roles;
    storage::Volunteers volunteers;
    storage::PassPhrases phrases;
    storage::Tickets tickets;
    storage::TicketMessages messages;
    storage::Inbox inbox;
    storage::Outbox outbox;
    storage::Timers timers;
    storage::Prompts prompts;
    storage::Interactions interactions;
    storage::Indicators indicators;
    storage::Blocks blocks;
    storage::Audit audit;
    storage::Codes codes;
    storage::RoomWindows room_windows;
    storage::Facts facts;
    storage::AdapterState adapter_state;
    storage::Cards cards;
    storage::Unreadable unreadable;
    storage::ThreadedRooms threaded_rooms;
    storage::Albums albums;
    storage::Unreachable unreachable;
};

/// A network as the last link event described it. Offline until then.
struct NetworkState {
    bool is_up = false;
    chat::Capabilities capabilities;
};

struct Services {
    Services(storage::Database& database, std::shared_ptr<const text::Snapshot> words,
             chat::Log& log);

    storage::Database& database;
    Tables tables;
    std::shared_ptr<const text::Snapshot> texts;
    DeskBook desks;
    std::map<std::string, NetworkState, std::less<>> networks; ///< by network name
    people::Roster roster;
    chat::Log& log;
    bool needs_scrub = false; ///< somebody was forgotten: leave no trace in the file

    [[nodiscard]] const text::Catalogue& catalogue() const { return *texts->catalogue; }
    /// What a network can do; little, where it is none of ours any more.
    [[nodiscard]] const chat::Capabilities& capabilities(std::string_view network) const;
};

/// One step of work: what happens, when, and the random bits it may use.
struct Context {
    Services& services;
    Time now;
    chat::Seed seed{};
    Time happened = now; ///< by the network's clock; never later than now

    [[nodiscard]] Tables& tables() const { return services.tables; }
};

} // namespace peerdesk::conversation
