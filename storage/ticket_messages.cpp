// SPDX-License-Identifier: MIT
#include "storage/ticket_messages.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::storage {

namespace {

std::string_view to_text(MessageKind kind) {
    switch (kind) {
    case MessageKind::question:
        return "question";
    case MessageKind::answer:
        return "answer";
    case MessageKind::note:
        return "note";
    }
    std::unreachable();
}

MessageKind kind_from(std::string_view text) {
    if (text == "question") return MessageKind::question;
    return text == "answer" ? MessageKind::answer : MessageKind::note;
}

TicketMessage message_from(const Statement& row) {
    TicketMessage message;
    message.id = row.id<MessageId>("id");
    message.ticket = row.id<TicketId>("ticket_id");
    message.kind = kind_from(row.text("kind"));
    message.person = row.id<PersonId>("person_id");
    if (!row.is_null("body")) message.body = row.text("body");
    message.at = row.time("at_ms");
    message.network = row.text("network");
    message.place_id = row.text("place_id");
    message.remote_id = row.text("remote_id");
    message.html = row.text("html");
    message.attachments = row.text("attachments");
    message.is_whole = row.integer("is_whole") != 0;
    message.removed = row.time_if("removed_ms");
    return message;
}

} // namespace

MessageId TicketMessages::add(const TicketMessage& message) {
    database_
        .prepare("INSERT INTO ticket_messages (ticket_id, kind, person_id, body, at_ms, network,"
                 " place_id, remote_id, html, attachments, is_whole)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(message.ticket)
        .bind(to_text(message.kind))
        .bind(message.person)
        .bind(message.body)
        .bind(message.at)
        .bind(message.network)
        .bind(message.place_id)
        .bind(message.remote_id)
        .bind(message.html)
        .bind(message.attachments)
        .bind(message.is_whole)
        .run();
    return MessageId{database_.last_row_id()};
}

std::optional<TicketMessage> TicketMessages::find(MessageId id) {
    auto row = database_.prepare("SELECT * FROM ticket_messages WHERE id = ?");
    row.bind(id);
    if (!row.step()) return std::nullopt;
    return message_from(row);
}

std::optional<TicketMessage> TicketMessages::find_remote(std::string_view network,
                                                         std::string_view remote_id) {
    if (remote_id.empty()) return std::nullopt;
    auto row = database_.prepare("SELECT * FROM ticket_messages WHERE network = ?"
                                 " AND remote_id = ? AND remote_id <> '' ORDER BY id DESC LIMIT 1");
    row.bind(network).bind(remote_id);
    if (!row.step()) return std::nullopt;
    return message_from(row);
}

std::optional<TicketMessage> TicketMessages::last_question_at(TicketId ticket,
                                                              const StoredPlace& place) {
    auto row = database_.prepare("SELECT * FROM ticket_messages WHERE ticket_id = ?"
                                 " AND kind = 'question' AND network = ? AND place_id = ?"
                                 " ORDER BY id DESC LIMIT 1");
    row.bind(ticket).bind(place.network).bind(place.id);
    if (!row.step()) return std::nullopt;
    return message_from(row);
}

void TicketMessages::edit(MessageId id, std::string_view body, std::string_view html,
                          std::int64_t inbox_id, Time now) {
    database_
        .prepare("INSERT INTO message_edits (message_id, edited_ms, inbox_id, body)"
                 " SELECT id, ?2, ?3, body FROM ticket_messages WHERE id = ?1 AND body IS NOT NULL")
        .bind(id)
        .bind(now)
        .bind(inbox_id)
        .run();
    database_.prepare("UPDATE ticket_messages SET body = ?, html = ? WHERE id = ?")
        .bind(body)
        .bind(html)
        .bind(id)
        .run();
}

int TicketMessages::edit_count(MessageId id) {
    auto row = database_.prepare("SELECT count(*) AS n FROM message_edits WHERE message_id = ?");
    row.bind(id).step();
    return static_cast<int>(row.integer("n"));
}

void TicketMessages::remove(MessageId id, Time now) {
    database_
        .prepare("UPDATE ticket_messages SET body = NULL, html = '', attachments = '',"
                 " removed_ms = ? WHERE id = ?")
        .bind(now)
        .bind(id)
        .run();
    database_.prepare("DELETE FROM message_edits WHERE message_id = ?").bind(id).run();
}

std::vector<TicketMessage> TicketMessages::last_of(TicketId ticket, int limit) {
    auto row = database_.prepare("SELECT * FROM ticket_messages WHERE ticket_id = ?"
                                 " ORDER BY id DESC LIMIT ?");
    row.bind(ticket).bind(limit);
    std::vector<TicketMessage> found;
    while (row.step())
        found.push_back(message_from(row));
    std::ranges::reverse(found);
    return found;
}

std::int64_t TicketMessages::count(TicketId ticket) {
    auto row = database_.prepare("SELECT count(*) AS n FROM ticket_messages WHERE ticket_id = ?");
    row.bind(ticket).step();
    return row.integer("n");
}

std::int64_t TicketMessages::count_by(PersonId person) {
    auto row = database_.prepare("SELECT count(*) AS n FROM ticket_messages WHERE person_id = ?");
    row.bind(person).step();
    return row.integer("n");
}

std::optional<TicketId> TicketMessages::ticket_of_remote(std::string_view network,
                                                         std::string_view remote_id) {
    if (remote_id.empty()) return std::nullopt;
    auto said = database_.prepare("SELECT ticket_id FROM ticket_messages WHERE network = ?"
                                  " AND remote_id = ? AND remote_id <> ''"
                                  " ORDER BY id DESC LIMIT 1");
    said.bind(network).bind(remote_id);
    if (said.step()) return said.id<TicketId>("ticket_id");
    auto sent = database_.prepare("SELECT ticket_id FROM outbox WHERE network = ?"
                                  " AND remote_id = ? AND remote_id <> ''"
                                  " AND ticket_id IS NOT NULL ORDER BY id DESC LIMIT 1");
    sent.bind(network).bind(remote_id);
    if (sent.step()) return sent.id<TicketId>("ticket_id");
    return std::nullopt;
}

std::optional<TicketId> TicketMessages::same_question(PersonId person, std::string_view body,
                                                      Time since) {
    // By way of the asker's tickets: few, and they stay with the person after a merge. Of each only
    // what is new, the newest first: a long conversation is not read for each word in it.
    auto tickets = database_.prepare("SELECT id FROM tickets WHERE asker_id = ? ORDER BY id DESC");
    tickets.bind(person);
    while (tickets.step()) {
        const auto ticket = tickets.id<TicketId>("id");
        auto row = database_.prepare("SELECT at_ms, kind = 'question' AND body IS ?2 AS is_same"
                                     " FROM ticket_messages WHERE ticket_id = ?1 ORDER BY id DESC");
        row.bind(ticket).bind(body);
        while (row.step() && row.time("at_ms") >= since)
            if (row.integer("is_same") != 0) return ticket;
    }
    return std::nullopt;
}

int TicketMessages::empty_bodies(DeskId desk, Time closed_before, int limit) {
    std::vector<TicketId> due;
    {
        auto row = database_.prepare("SELECT id FROM tickets WHERE desk_id = ? AND closed_ms < ?"
                                     " AND closed_ms IS NOT NULL AND is_emptied = 0"
                                     " ORDER BY closed_ms, id LIMIT ?");
        row.bind(desk).bind(closed_before).bind(limit);
        while (row.step())
            due.push_back(row.id<TicketId>("id"));
    }
    int emptied = 0;
    for (const TicketId ticket : due) {
        database_
            .prepare("DELETE FROM message_edits WHERE message_id IN"
                     " (SELECT id FROM ticket_messages WHERE ticket_id = ?)")
            .bind(ticket)
            .run();
        emptied += database_
                       .prepare("UPDATE ticket_messages SET body = NULL, html = '',"
                                " attachments = '' WHERE ticket_id = ? AND body IS NOT NULL")
                       .bind(ticket)
                       .run();
        database_.prepare("UPDATE tickets SET is_emptied = 1 WHERE id = ?").bind(ticket).run();
    }
    return emptied;
}

} // namespace peerdesk::storage
