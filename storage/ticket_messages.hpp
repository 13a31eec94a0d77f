// SPDX-License-Identifier: MIT
// What was said about a ticket, and the map from a network's message to its ticket.
#pragma once

#include "storage/tickets.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

enum class MessageKind { question, answer, note };

struct TicketMessage {
    MessageId id;
    TicketId ticket;
    MessageKind kind = MessageKind::question;
    PersonId person;
    std::optional<std::string> body; ///< nullopt once emptied
    Time at;
    std::string network;
    std::string place_id;
    std::string remote_id;
    std::string html;        ///< the same with its form, or empty
    std::string attachments; ///< JSON, or empty
    bool is_whole = true;    ///< the whole of what was typed; false: a command stood around it
    std::optional<Time> removed{}; ///< when it was withdrawn
};

class TicketMessages {
  public:
    explicit TicketMessages(Database& database) : database_(database) {}

    MessageId add(const TicketMessage& message);
    [[nodiscard]] std::optional<TicketMessage> find(MessageId id);
    /// The message with this id on the network.
    [[nodiscard]] std::optional<TicketMessage> find_remote(std::string_view network,
                                                           std::string_view remote_id);
    /// The newest question of the ticket that came from this place.
    [[nodiscard]] std::optional<TicketMessage> last_question_at(TicketId ticket,
                                                                const StoredPlace& place);
    /// The message reads like this now; what it said before is kept.
    void edit(MessageId id, std::string_view body, std::string_view html, std::int64_t inbox_id,
              Time now);
    [[nodiscard]] int edit_count(MessageId id);
    /// Withdrawn by its author: its words and what it said before go, that it was there stays.
    void remove(MessageId id, Time now);
    /// The last `limit`, oldest of them first.
    [[nodiscard]] std::vector<TicketMessage> last_of(TicketId ticket, int limit);
    [[nodiscard]] std::int64_t count(TicketId ticket);
    [[nodiscard]] std::int64_t count_by(PersonId person);
    /// The ticket of a message seen on the network or sent by us as an outbox row.
    [[nodiscard]] std::optional<TicketId> ticket_of_remote(std::string_view network,
                                                           std::string_view remote_id);
    /// The newest question of this person with exactly this text since `since`.
    [[nodiscard]] std::optional<TicketId> same_question(PersonId person, std::string_view body,
                                                        Time since);
    /// Empties bodies of at most `limit` tickets of the desk closed before `closed_before`; the
    /// number of bodies emptied.
    int empty_bodies(DeskId desk, Time closed_before, int limit);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
