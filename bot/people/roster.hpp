// SPDX-License-Identifier: MIT
// The responders of each desk with their hours and load, remembered between messages. A pure
// function of the database and the moment: forgetting it at any time changes no answer.
#pragma once

#include "matching/availability.hpp"
#include "storage/roles.hpp"
#include "storage/volunteers.hpp"
#include "storage/workload.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::people {

using storage::DeskId;
using storage::PersonId;
using storage::Time;

/// One responder as routing sees them.
struct Responder {
    storage::Person person;
    storage::Volunteer volunteer;
    matching::Intervals hours; ///< empty and `has_hours` false: never said when they are around
    bool has_hours = false;
    matching::Intervals days_off; ///< away though their hours say otherwise
    int claimed = 0;
    int answers_30d = 0;
    int requests_this_week = 0;

    /// Paused now, with or without an end, or on holiday.
    [[nodiscard]] bool is_paused(Time now) const;
    /// Not paused, and either within own hours or without stated hours.
    [[nodiscard]] bool may_be_asked(Time now) const;
    /// Said to be around now.
    [[nodiscard]] bool is_around(Time now) const;
};

class Roster {
  public:
    explicit Roster(storage::Database& database) : database_(database) {}

    /// How far ahead hours are laid out; beyond it nothing is promised.
    static constexpr std::chrono::days horizon{15};

    /// The desk's responders by person id. Valid until the next call of a non-const member.
    std::vector<Responder>& of(DeskId desk, Time now, std::string_view week);

    /// Somebody was asked by a desk: their rest is the same for all desks, the count is the desk's.
    void note_asked(DeskId desk, PersonId person, Time now);

    [[nodiscard]] bool has_role(storage::Roles& roles, DeskId desk, PersonId person,
                                storage::Role role);

    /// The hours of everybody who stated some and is not paused at `now`.
    [[nodiscard]] std::vector<matching::Intervals> stated_hours(DeskId desk, Time now,
                                                                std::string_view week);
    /// One person's own hours around `now`; empty optional when they stated none.
    [[nodiscard]] std::optional<matching::Intervals> hours_of(PersonId person, Time now);

    /// Paused or on holiday.
    [[nodiscard]] bool is_away(PersonId person, Time now);

    /// What a question's asker is told about waiting, by hour; see desk/waiting.
    struct WaitMemory {
        std::int64_t hour = -1; ///< hours since 1970
        std::optional<std::chrono::milliseconds> usual;
        bool is_known = false;
    };
    WaitMemory& wait_memory(DeskId desk) { return waits_[desk]; }
    /// Number of unclaimed tickets, if remembered.
    std::optional<std::int64_t>& waiting_count(DeskId desk) { return waiting_[desk]; }

    /// Somebody's role, hours, load or answers changed, or a transaction was rolled back.
    void forget();

  private:
    struct Entry {
        std::vector<Responder> responders;
        std::int64_t day = -1;
        std::string week;
    };
    [[nodiscard]] Entry load(DeskId desk, Time now, std::string_view week);

    storage::Database& database_;
    std::map<DeskId, Entry> desks_;
    std::map<std::pair<DeskId, storage::Role>, std::vector<PersonId>> holders_;
    std::map<DeskId, WaitMemory> waits_;
    std::map<DeskId, std::optional<std::int64_t>> waiting_;
};

} // namespace peerdesk::people
