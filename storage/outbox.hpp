// SPDX-License-Identifier: MIT
// Messages owed to people, and what became of each.
#pragma once

#include "storage/tickets.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class OutboxState { queued, held, sending, sent, unconfirmed, failed, unknown };

/// What to do with a row whose end is not known: architecture.md, message flow.
enum class RepeatRule {
    same,  ///< a repeat is the same event: harmless
    mark,  ///< somebody waits for it: sent again and marked
    never, ///< ends `unknown`
};

struct OutboxRow {
    OutboxId id;
    StoredPlace place;
    std::string body;
    OutboxState state = OutboxState::queued;
    RepeatRule repeat = RepeatRule::mark;
    bool is_repeat = false;
    int attempts = 0;
    TicketId ticket;
    MessageId message;
    PersonId person;
    Time created;
    std::optional<Time> finished;
    std::string remote_id;
    std::string reason;
};

class Outbox {
  public:
    explicit Outbox(Database& database) : database_(database) {}

    /// Adds a row, queued, or held when rows for its place are held already.
    OutboxId add(const OutboxRow& row);
    [[nodiscard]] std::optional<OutboxRow> find(OutboxId id);
    /// The oldest queued rows of a network, at most `limit`, by id.
    [[nodiscard]] std::vector<OutboxRow> queued(std::string_view network, std::size_t limit);
    [[nodiscard]] std::size_t count_sending(std::string_view network);
    void set_sending(OutboxId id);
    void finish(OutboxId id, OutboxState state, std::string_view remote_id, std::string_view reason,
                Time now);
    /// Back to `queued`; `is_repeat` marks that it may have been seen before.
    void requeue(OutboxId id, bool is_repeat);
    /// Holds this row and every queued row of its place.
    void hold(const OutboxRow& row, std::string_view reason);
    /// Queues the held rows of a place again; how many.
    int release_place(const StoredPlace& place);
    /// Moves held rows of one place to another place of the same person (resume).
    int move_held(const StoredPlace& from, const StoredPlace& to);
    /// After an unclean stop: `sending` rows by their repeat rule; gives the rows changed to
    /// (requeued, unknown).
    struct Recovered {
        int requeued = 0;
        int unknown = 0;
    };
    Recovered recover_sending(std::string_view network, Time now);
    /// The rows that carry an answer, by id.
    [[nodiscard]] std::vector<OutboxRow> of_message(MessageId message);
    [[nodiscard]] std::int64_t count_owed(); ///< queued or sending
    /// Gives up held rows made before; at most `limit`. Who did not come back for so long is not
    /// waited for, and what was written to them is not kept for ever.
    int give_up_held(Time created_before, std::string_view reason, Time now, int limit);
    /// Empties texts, and the places of direct chats, of rows finished before; at most `limit`.
    int empty_bodies(Time finished_before, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
