// SPDX-License-Identifier: MIT
// Facts: one row for each thing that people did, or the program did to a ticket. Append-only.
#pragma once

#include "storage/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

using SkillId = Id<struct SkillTag>;

enum class Cause { person, program };

struct Interaction {
    Time happened;
    Time recorded;
    std::string week;
    std::string kind;
    PersonId actor;
    PersonId subject;
    TicketId ticket;
    IntroductionId introduction;
    SkillId skill;
    DeskId desk;
    std::string network;
    std::string language;
    Cause cause = Cause::person;
    std::string week_24h;
    std::string week_72h;
    std::optional<std::int64_t> waited_ms;
    std::optional<std::int64_t> covered_minutes;
};

class Interactions {
  public:
    explicit Interactions(Database& database) : database_(database) {}

    void add(const Interaction& interaction);
    /// The skill with this folded name, added under `name` when new.
    SkillId skill_named(std::string_view name, std::string_view folded);
    [[nodiscard]] bool has(std::string_view kind, PersonId actor, SkillId skill);
    /// Whether this ever happened to the ticket.
    [[nodiscard]] bool happened(std::string_view kind, TicketId ticket);
    [[nodiscard]] std::int64_t count(std::string_view kind, PersonId actor);
    /// How long first answers took for questions answered since `since`, newest first: the time of
    /// the question and the wait. At most `limit`.
    struct Wait {
        Time asked;
        std::chrono::milliseconds waited;
    };
    [[nodiscard]] std::vector<Wait> waits(DeskId desk, Time since, int limit);
    /// Answers by this person at the desk since `since`, counted up to `answers_count_max`: routing
    /// asks this of many people for each question.
    static constexpr int answers_count_max = 200;
    [[nodiscard]] int answers_since(DeskId desk, PersonId person, Time since);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
