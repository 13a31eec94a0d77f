// SPDX-License-Identifier: MIT
// What responders state of their own time, and their pass phrases where a network has no accounts.
#pragma once

#include "storage/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

struct Volunteer {
    PersonId person;
    std::string hours; ///< canonical text of people::WeeklyHours; empty = none stated
    bool is_paused = false;
    std::optional<Time> paused_until;
    std::optional<int> ticket_limit;
    std::vector<std::string> languages;
    std::optional<Time> last_asked;
};

class Volunteers {
  public:
    explicit Volunteers(Database& database) : database_(database) {}

    /// The stated facts; a default record for a person who stated nothing.
    [[nodiscard]] Volunteer get(PersonId person);
    void put(const Volunteer& volunteer);
    void set_last_asked(PersonId person, Time now);

  private:
    Database& database_;
};

struct PassPhrase {
    PersonId person;
    std::string hash;
};

class PassPhrases {
  public:
    explicit PassPhrases(Database& database) : database_(database) {}

    void set(DeskId desk, std::string_view network, PersonId person, std::string_view hash,
             PersonId by, Time now);
    void remove(DeskId desk, PersonId person);
    /// At most `limit`, by person id.
    [[nodiscard]] std::vector<PassPhrase> of_desk(DeskId desk, std::string_view network, int limit);
    void note_failure(std::string_view scope, Time now);
    [[nodiscard]] int failures_since(std::string_view scope, Time since);
    /// They name accounts and are of no use once their window is over.
    void forget_failures(Time before);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
