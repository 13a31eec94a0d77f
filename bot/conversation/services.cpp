// SPDX-License-Identifier: MIT
#include "bot/conversation/services.hpp"

#include <utility>

namespace peerdesk::conversation {

Tables::Tables(storage::Database& database)
    : people(database), roles(database), volunteers(database), phrases(database), tickets(database),
      messages(database), inbox(database), outbox(database), timers(database), prompts(database),
      interactions(database), indicators(database), blocks(database), audit(database),
      codes(database), room_windows(database), facts(database), adapter_state(database),
      cards(database), unreadable(database), threaded_rooms(database), albums(database),
      unreachable(database) {}

Services::Services(storage::Database& database_in, std::shared_ptr<const text::Snapshot> words,
                   chat::Log& log_in)
    : database(database_in), tables(database_in), texts(std::move(words)), roster(database_in),
      log(log_in) {}

const chat::Capabilities& Services::capabilities(std::string_view network) const {
    static const chat::Capabilities little;
    const auto found = networks.find(network);
    return found == networks.end() ? little : found->second.capabilities;
}

} // namespace peerdesk::conversation
