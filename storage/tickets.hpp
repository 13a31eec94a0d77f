// SPDX-License-Identifier: MIT
// Tickets: a tracked question and where it stands. State changes are single conditional statements.
#pragma once

#include "storage/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class TicketState { open, claimed, closed };
enum class Outcome { answered, taught, referred, no_reply, spam };
enum class LastWord { asker, desk };

[[nodiscard]] std::string_view to_text(Outcome outcome);
[[nodiscard]] std::optional<Outcome> outcome_from(std::string_view text);

/// A place as storage sees it: the adapter's words, not interpreted.
struct StoredPlace {
    std::string network;
    bool is_direct = true;
    std::string id;
    auto operator<=>(const StoredPlace&) const = default;
};

struct Ticket {
    TicketId id;
    DeskId desk;
    PersonId asker;
    std::string language;
    TicketState state = TicketState::open;
    StoredPlace place; ///< where answers go
    Time opened;
    PersonId claimer;
    std::optional<Time> claimed;
    StoredPlace claim_place; ///< empty network = none
    std::optional<Time> first_answer;
    LastWord last_word_by = LastWord::asker;
    Time last_word;
    std::optional<Time> closed;
    PersonId closed_by;
    std::optional<Outcome> outcome;
    int ask_stage = 0;
    std::optional<Time> snoozed_until;
    std::string skill; ///< what it is about, in a responder's words; empty = not said
};

enum class ClaimOutcome { claimed, already_yours, taken, closed };
enum class TicketFilter { open, mine, unclaimed, closed, all };

class Tickets {
  public:
    explicit Tickets(Database& database) : database_(database) {}

    [[nodiscard]] std::optional<Ticket> find(TicketId id);
    /// Opens one; `ticket.id` is ignored and the new number returned.
    TicketId open(const Ticket& ticket);

    /// One conditional UPDATE: of many claims at once exactly one wins.
    ClaimOutcome claim(TicketId id, PersonId by, const StoredPlace& from, Time now);
    /// Back to the queue; false unless it was claimed (by `expected_claimer`, if one is given).
    bool release(TicketId id, PersonId expected_claimer);
    /// To another person; false when closed.
    bool assign(TicketId id, PersonId to, Time now);
    bool close(TicketId id, PersonId by, std::optional<Outcome> outcome, Time now);
    /// Open again, claimed by nobody; false unless it was closed.
    bool reopen(TicketId id, Time now);
    void set_outcome(TicketId id, Outcome outcome);
    void set_place(TicketId id, const StoredPlace& place);
    void set_last_word(TicketId id, LastWord by, Time now);
    /// False when it had a first answer before.
    bool set_first_answer(TicketId id, Time now);
    void set_skill(TicketId id, std::string_view skill);
    void set_snoozed(TicketId id, std::optional<Time> until);
    void set_ask_stage(TicketId id, int stage);

    /// Tickets of an asker that are not closed, newest first.
    [[nodiscard]] std::vector<Ticket> unclosed_of(PersonId asker);
    [[nodiscard]] std::optional<Ticket> newest_of(PersonId asker);
    /// Oldest first; `mine` is about `person`. At most `limit`, beginning after `after`.
    [[nodiscard]] std::vector<Ticket> list(DeskId desk, TicketFilter filter, PersonId person,
                                           int limit, TicketId after = {});
    [[nodiscard]] std::int64_t count(DeskId desk, TicketFilter filter, PersonId person);
    /// Waiting tickets of the desk with a smaller number, counted up to `waiting_count_max`: a
    /// question costs the same however long the line is.
    static constexpr int waiting_count_max = 100;
    [[nodiscard]] std::int64_t waiting_before(DeskId desk, TicketId id);
    [[nodiscard]] int claimed_count(PersonId person);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
