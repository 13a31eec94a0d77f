// SPDX-License-Identifier: MIT
#include "storage/tickets.hpp"

#include <utility>

namespace peerdesk::storage {

namespace {

constexpr std::pair<Outcome, std::string_view> outcomes[] = {
    {Outcome::answered, "answered"}, {Outcome::taught, "taught"}, {Outcome::referred, "referred"},
    {Outcome::no_reply, "no-reply"}, {Outcome::spam, "spam"},
};

TicketState state_from(std::string_view text) {
    if (text == "open") return TicketState::open;
    return text == "claimed" ? TicketState::claimed : TicketState::closed;
}

std::string_view to_text(TicketState state) {
    switch (state) {
    case TicketState::open:
        return "open";
    case TicketState::claimed:
        return "claimed";
    case TicketState::closed:
        return "closed";
    }
    std::unreachable();
}

std::string_view to_text(LastWord by) {
    return by == LastWord::asker ? "asker" : "desk";
}

std::string_view kind_of(const StoredPlace& place) {
    return place.is_direct ? "direct" : "room";
}

Ticket ticket_from(const Statement& row) {
    Ticket ticket;
    ticket.id = row.id<TicketId>("id");
    ticket.desk = row.id<DeskId>("desk_id");
    ticket.asker = row.id<PersonId>("asker_id");
    ticket.language = row.text("language");
    ticket.state = state_from(row.text("state"));
    ticket.place = {row.text("network"), row.text("place_kind") == "direct", row.text("place_id")};
    ticket.opened = row.time("opened_ms");
    ticket.claimer = row.id<PersonId>("claimer_id");
    ticket.claimed = row.time_if("claimed_ms");
    ticket.claim_place = {row.text("claim_network"), row.text("claim_place_kind") == "direct",
                          row.text("claim_place_id")};
    ticket.first_answer = row.time_if("first_answer_ms");
    ticket.last_word_by = row.text("last_word_by") == "asker" ? LastWord::asker : LastWord::desk;
    ticket.last_word = row.time("last_word_ms");
    ticket.closed = row.time_if("closed_ms");
    ticket.closed_by = row.id<PersonId>("closed_by");
    if (!row.is_null("outcome")) ticket.outcome = outcome_from(row.text("outcome"));
    ticket.ask_stage = static_cast<int>(row.integer("ask_stage"));
    ticket.snoozed_until = row.time_if("snoozed_until_ms");
    ticket.skill = row.text("skill");
    return ticket;
}

std::vector<Ticket> all_of(Statement& rows) {
    std::vector<Ticket> found;
    while (rows.step())
        found.push_back(ticket_from(rows));
    return found;
}

/// ?1 desk, ?2 person, ?3 after, ?4 limit; a filter that needs no person still names ?2.
const char* list_text(TicketFilter filter) {
    switch (filter) {
    case TicketFilter::open: // two states in one order: sorts numbers, not rows
        return "SELECT * FROM tickets WHERE id IN (SELECT id FROM tickets WHERE desk_id = ?1"
               " AND state IN ('open', 'claimed') AND ?2 IS ?2 AND id > ?3 ORDER BY id LIMIT ?4)"
               " ORDER BY id";
    case TicketFilter::mine:
        return "SELECT * FROM tickets WHERE desk_id = ?1 AND state = 'claimed'"
               " AND claimer_id = ?2 AND id > ?3 ORDER BY id LIMIT ?4";
    case TicketFilter::unclaimed:
        return "SELECT * FROM tickets WHERE desk_id = ?1 AND state = 'open'"
               " AND ?2 IS ?2 AND id > ?3 ORDER BY id LIMIT ?4";
    case TicketFilter::closed:
        return "SELECT * FROM tickets WHERE desk_id = ?1 AND state = 'closed'"
               " AND ?2 IS ?2 AND id > ?3 ORDER BY id LIMIT ?4";
    case TicketFilter::all:
        return "SELECT * FROM tickets WHERE +desk_id = ?1"
               " AND ?2 IS ?2 AND id > ?3 ORDER BY id LIMIT ?4";
    }
    std::unreachable();
}

/// ?1 desk, ?2 person.
const char* count_text(TicketFilter filter) {
    switch (filter) {
    case TicketFilter::open:
        return "SELECT count(*) AS n FROM tickets WHERE desk_id = ?1"
               " AND state IN ('open', 'claimed') AND ?2 IS ?2";
    case TicketFilter::mine:
        return "SELECT count(*) AS n FROM tickets WHERE desk_id = ?1 AND state = 'claimed'"
               " AND claimer_id = ?2";
    case TicketFilter::unclaimed:
        return "SELECT count(*) AS n FROM tickets WHERE desk_id = ?1 AND state = 'open'"
               " AND ?2 IS ?2";
    case TicketFilter::closed:
        return "SELECT count(*) AS n FROM tickets WHERE desk_id = ?1 AND state = 'closed'"
               " AND ?2 IS ?2";
    case TicketFilter::all:
        return "SELECT count(*) AS n FROM tickets WHERE desk_id = ?1 AND ?2 IS ?2";
    }
    std::unreachable();
}

} // namespace

std::string_view to_text(Outcome outcome) {
    for (const auto& [known, text] : outcomes)
        if (known == outcome) return text;
    std::unreachable();
}

std::optional<Outcome> outcome_from(std::string_view text) {
    for (const auto& [outcome, known] : outcomes)
        if (known == text) return outcome;
    return std::nullopt;
}

std::optional<Ticket> Tickets::find(TicketId id) {
    auto row = database_.prepare("SELECT * FROM tickets WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return ticket_from(row);
}

TicketId Tickets::open(const Ticket& ticket) {
    auto row = database_.prepare(
        "INSERT INTO tickets (desk_id, asker_id, language, state, network, place_kind, place_id,"
        " opened_ms, claimer_id, claimed_ms, claim_network, claim_place_kind, claim_place_id,"
        " first_answer_ms, last_word_by, last_word_ms, ask_stage)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(ticket.desk).bind(ticket.asker).bind(ticket.language).bind(to_text(ticket.state));
    row.bind(ticket.place.network).bind(kind_of(ticket.place)).bind(ticket.place.id);
    row.bind(ticket.opened).bind(ticket.claimer).bind(ticket.claimed);
    row.bind(ticket.claim_place.network)
        .bind(kind_of(ticket.claim_place))
        .bind(ticket.claim_place.id);
    row.bind(ticket.first_answer).bind(to_text(ticket.last_word_by)).bind(ticket.last_word);
    row.bind(ticket.ask_stage).run();
    return TicketId{database_.last_row_id()};
}

ClaimOutcome Tickets::claim(TicketId id, PersonId by, const StoredPlace& from, Time now) {
    const int claimed = database_
                            .prepare("UPDATE tickets SET snoozed_until_ms = NULL, state = "
                                     "'claimed', claimer_id = ?, claimed_ms = ?,"
                                     " claim_network = ?, claim_place_kind = ?, claim_place_id = ?"
                                     " WHERE id = ? AND state = 'open'")
                            .bind(by)
                            .bind(now)
                            .bind(from.network)
                            .bind(kind_of(from))
                            .bind(from.id)
                            .bind(id)
                            .run();
    if (claimed == 1) return ClaimOutcome::claimed;
    const auto ticket = find(id);
    if (!ticket || ticket->state == TicketState::closed) return ClaimOutcome::closed;
    return ticket->claimer == by ? ClaimOutcome::already_yours : ClaimOutcome::taken;
}

bool Tickets::release(TicketId id, PersonId expected_claimer) {
    return database_
               .prepare("UPDATE tickets SET snoozed_until_ms = NULL, state = 'open', claimer_id = "
                        "NULL, claimed_ms = NULL,"
                        " claim_network = '', claim_place_kind = 'room', claim_place_id = ''"
                        " WHERE id = ?1 AND state = 'claimed'"
                        " AND (?2 IS NULL OR claimer_id = ?2)")
               .bind(id)
               .bind(expected_claimer)
               .run() == 1;
}

bool Tickets::assign(TicketId id, PersonId to, Time now) {
    return database_
               .prepare("UPDATE tickets SET snoozed_until_ms = NULL, state = 'claimed', claimer_id "
                        "= ?, claimed_ms = ?,"
                        " claim_network = '', claim_place_kind = 'room', claim_place_id = ''"
                        " WHERE id = ? AND state IN ('open', 'claimed')")
               .bind(to)
               .bind(now)
               .bind(id)
               .run() == 1;
}

bool Tickets::close(TicketId id, PersonId by, std::optional<Outcome> outcome, Time now) {
    const std::optional<std::string_view> text =
        outcome ? std::optional(to_text(*outcome)) : std::nullopt;
    return database_
               .prepare("UPDATE tickets SET snoozed_until_ms = NULL, state = 'closed', closed_ms = "
                        "?, closed_by = ?,"
                        " outcome = ? WHERE id = ? AND state IN ('open', 'claimed')")
               .bind(now)
               .bind(by)
               .bind(text)
               .bind(id)
               .run() == 1;
}

bool Tickets::reopen(TicketId id, Time now) {
    return database_
               .prepare("UPDATE tickets SET snoozed_until_ms = NULL, state = 'open', claimer_id = "
                        "NULL, claimed_ms = NULL,"
                        " claim_network = '', claim_place_kind = 'room', claim_place_id = '',"
                        " closed_ms = NULL, closed_by = NULL, outcome = NULL, is_emptied = 0,"
                        " last_word_by = 'asker', last_word_ms = ?, ask_stage = 0"
                        " WHERE id = ? AND state = 'closed'")
               .bind(now)
               .bind(id)
               .run() == 1;
}

void Tickets::set_outcome(TicketId id, Outcome outcome) {
    database_.prepare("UPDATE tickets SET outcome = ? WHERE id = ?")
        .bind(to_text(outcome))
        .bind(id)
        .run();
}

void Tickets::set_place(TicketId id, const StoredPlace& place) {
    database_.prepare("UPDATE tickets SET network = ?, place_kind = ?, place_id = ? WHERE id = ?")
        .bind(place.network)
        .bind(kind_of(place))
        .bind(place.id)
        .bind(id)
        .run();
}

void Tickets::set_last_word(TicketId id, LastWord by, Time now) {
    database_.prepare("UPDATE tickets SET last_word_by = ?, last_word_ms = ? WHERE id = ?")
        .bind(to_text(by))
        .bind(now)
        .bind(id)
        .run();
}

bool Tickets::set_first_answer(TicketId id, Time now) {
    return database_
               .prepare("UPDATE tickets SET first_answer_ms = ?"
                        " WHERE id = ? AND first_answer_ms IS NULL")
               .bind(now)
               .bind(id)
               .run() == 1;
}

void Tickets::set_skill(TicketId id, std::string_view skill) {
    database_.prepare("UPDATE tickets SET skill = ? WHERE id = ?").bind(skill).bind(id).run();
}

void Tickets::set_snoozed(TicketId id, std::optional<Time> until) {
    database_.prepare("UPDATE tickets SET snoozed_until_ms = ? WHERE id = ?")
        .bind(until)
        .bind(id)
        .run();
}

void Tickets::set_ask_stage(TicketId id, int stage) {
    database_.prepare("UPDATE tickets SET ask_stage = ? WHERE id = ?").bind(stage).bind(id).run();
}

std::vector<Ticket> Tickets::unclosed_of(PersonId asker) {
    auto rows = database_.prepare("SELECT * FROM tickets WHERE asker_id = ?"
                                  " AND state IN ('open', 'claimed') ORDER BY id DESC");
    rows.bind(asker);
    return all_of(rows);
}

std::optional<Ticket> Tickets::newest_of(PersonId asker) {
    auto row = database_.prepare("SELECT * FROM tickets WHERE asker_id = ?"
                                 " ORDER BY id DESC LIMIT 1");
    row.bind(asker);
    if (!row.step()) return std::nullopt;
    return ticket_from(row);
}

std::vector<Ticket> Tickets::list(DeskId desk, TicketFilter filter, PersonId person, int limit,
                                  TicketId after) {
    auto rows = database_.prepare(list_text(filter));
    rows.bind(desk).bind(person).bind(after.value).bind(limit);
    return all_of(rows);
}

std::int64_t Tickets::count(DeskId desk, TicketFilter filter, PersonId person) {
    auto row = database_.prepare(count_text(filter));
    row.bind(desk).bind(person).step();
    return row.integer("n");
}

std::int64_t Tickets::waiting_before(DeskId desk, TicketId id) {
    // Stepping over entries costs a third of counting them, and a long line is the slow case.
    auto far = database_.prepare("SELECT 1 FROM tickets WHERE desk_id = ? AND state = 'open'"
                                 " AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?");
    if (far.bind(desk).bind(id).bind(waiting_count_max - 1).step()) return waiting_count_max;
    auto row = database_.prepare("SELECT count(*) AS n FROM tickets"
                                 " WHERE desk_id = ? AND state = 'open' AND id < ?");
    row.bind(desk).bind(id).step();
    return row.integer("n");
}

int Tickets::claimed_count(PersonId person) {
    auto row = database_.prepare("SELECT count(*) AS n FROM tickets"
                                 " WHERE claimer_id = ? AND state = 'claimed'");
    row.bind(person).step();
    return static_cast<int>(row.integer("n"));
}

} // namespace peerdesk::storage
