// SPDX-License-Identifier: MIT
// How much each responder of a desk does and is asked, counted for all of them at once.
#pragma once

#include "storage/database.hpp"

#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct PersonCount {
    PersonId person;
    int count = 0;
};

class Workload {
  public:
    explicit Workload(Database& database) : database_(database) {}

    /// Claimed tickets by claimer, over all desks; by person id.
    [[nodiscard]] std::vector<PersonCount> claimed();
    /// Answers given at the desk since `since`; by person id.
    [[nodiscard]] std::vector<PersonCount> answers(DeskId desk, Time since);
    /// Requests sent to each person at the desk in an ISO week; by person id.
    [[nodiscard]] std::vector<PersonCount> requests(DeskId desk, std::string_view week);
    /// Who was asked about a ticket so far; by person id, each once.
    [[nodiscard]] std::vector<PersonId> asked(TicketId ticket);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
