// SPDX-License-Identifier: MIT
// Questions the bot asked a person in a place; only the newest can be answered by one word.
#pragma once

#include "storage/tickets.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peerdesk::storage {

struct Prompt {
    PromptId id;
    StoredPlace place;
    PersonId person;
    std::string kind;
    TicketId ticket;
    std::string payload;
    Time asked;
};

class Prompts {
  public:
    explicit Prompts(Database& database) : database_(database) {}

    PromptId add(const Prompt& prompt);
    /// The newest in this place for this person.
    [[nodiscard]] std::optional<Prompt> newest(const StoredPlace& place, PersonId person);
    /// The newest of a kind for this person, wherever it was asked.
    [[nodiscard]] std::optional<Prompt> newest_of_kind(PersonId person, std::string_view kind);
    void remove(PromptId id);
    void remove_for(TicketId ticket);
    int remove_older(Time asked_before);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
