// SPDX-License-Identifier: MIT
#include "storage/prompts.hpp"

namespace peerdesk::storage {

namespace {

std::optional<Prompt> one_of(Statement& row) {
    if (!row.step()) return std::nullopt;
    return Prompt{
        .id = row.id<PromptId>("id"),
        .place = {row.text("network"), row.text("place_kind") == "direct", row.text("place_id")},
        .person = row.id<PersonId>("person_id"),
        .kind = row.text("kind"),
        .ticket = row.id<TicketId>("ticket_id"),
        .payload = row.text("payload"),
        .asked = row.time("asked_ms")};
}

} // namespace

PromptId Prompts::add(const Prompt& prompt) {
    database_
        .prepare("INSERT INTO prompts (network, place_kind, place_id, person_id, kind, ticket_id,"
                 " payload, asked_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(prompt.place.network)
        .bind(prompt.place.is_direct ? "direct" : "room")
        .bind(prompt.place.id)
        .bind(prompt.person)
        .bind(prompt.kind)
        .bind(prompt.ticket)
        .bind(prompt.payload)
        .bind(prompt.asked)
        .run();
    return PromptId{database_.last_row_id()};
}

std::optional<Prompt> Prompts::newest(const StoredPlace& place, PersonId person) {
    auto row = database_.prepare("SELECT * FROM prompts WHERE network = ? AND place_id = ?"
                                 " AND person_id = ? AND place_kind = ? ORDER BY id DESC LIMIT 1");
    row.bind(place.network).bind(place.id).bind(person);
    row.bind(place.is_direct ? "direct" : "room");
    return one_of(row);
}

std::optional<Prompt> Prompts::newest_of_kind(PersonId person, std::string_view kind) {
    auto row = database_.prepare("SELECT * FROM prompts WHERE person_id = ? AND kind = ?"
                                 " ORDER BY id DESC LIMIT 1");
    row.bind(person).bind(kind);
    return one_of(row);
}

void Prompts::remove(PromptId id) {
    database_.prepare("DELETE FROM prompts WHERE id = ?").bind(id).run();
}

void Prompts::remove_for(TicketId ticket) {
    database_.prepare("DELETE FROM prompts WHERE ticket_id = ?").bind(ticket).run();
}

int Prompts::remove_older(Time asked_before) {
    return database_.prepare("DELETE FROM prompts WHERE asked_ms < ?").bind(asked_before).run();
}

} // namespace peerdesk::storage
