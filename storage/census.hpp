// SPDX-License-Identifier: MIT
// Who offers and wants what at a desk now: lines of the exchange with what is known of their
// people, and counts of them. Not for past weeks: those are in the indicators.
#pragma once

#include "storage/exchange.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::storage {

/// One person offers or wants one skill now.
struct CensusLine {
    PersonId person;
    std::string name; ///< for coordinators among themselves only
    Side side = Side::offer;
    SkillId skill;                      ///< what it was filed into, if it was
    std::vector<std::string> languages; ///< codes, sorted
    std::string region;                 ///< as they wrote it
    std::string region_folded;
};

/// Whom a census is limited to; empty fields limit nothing.
struct CensusScope {
    std::string language;
    std::string region_folded;
};

/// Distinct people on both sides.
struct CensusCount {
    std::int64_t offering = 0;
    std::int64_t wanting = 0;
    bool operator==(const CensusCount&) const = default;
};

struct CensusSkill {
    SkillId skill;
    CensusCount people;
    std::vector<std::string> offered_by; ///< names, by person id
    bool operator==(const CensusSkill&) const = default;
};

/// The people of one language or region, and what they want and none of them offers.
struct CensusGroup {
    std::string key; ///< language code, or the region as somebody wrote it
    CensusCount people;
    std::vector<SkillId> unoffered; ///< by skill
    bool operator==(const CensusGroup&) const = default;
};

struct CensusFigures {
    CensusCount people;
    std::vector<CensusSkill> skills;    ///< most wanted first, then most offered, then by skill
    std::vector<CensusGroup> languages; ///< by code
    std::vector<CensusGroup> regions;   ///< by folded name
    bool operator==(const CensusFigures&) const = default;
};

class Census {
  public:
    explicit Census(Database& database) : database_(database) {}

    static constexpr int lines_max = 100'000;

    /// By skill, side and person.
    [[nodiscard]] std::vector<CensusLine> lines(DeskId desk);
    [[nodiscard]] CensusFigures take(DeskId desk, const CensusScope& scope = {});
    /// Whether somebody else offers the skill at the desk now.
    [[nodiscard]] bool is_offered(DeskId desk, SkillId skill, PersonId but_by);
    /// A region people wrote, as one of them wrote it.
    [[nodiscard]] std::optional<std::string> find_region(std::string_view folded);

  private:
    Database& database_;
};

} // namespace peerdesk::storage
