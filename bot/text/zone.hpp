// SPDX-License-Identifier: MIT
// A time zone by its IANA name, from the system's tzdata; nothing is ever downloaded. ICU's own
// zones are older and are not used.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace peerdesk::text {

/// Milliseconds since 1970 in UTC; the same type as chat::Time and storage::Time.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
/// Milliseconds since 1970 on a zone's own clock.
using CivilTime = std::chrono::local_time<std::chrono::milliseconds>;

/// A zone that is known to exist: cheap to copy, lives as long as the program.
class Zone {
  public:
    /// UTC, which needs no tzdata.
    Zone() = default;
    /// Nothing for a name the system does not have. Letter case matters, as in IANA's list.
    static std::optional<Zone> find(std::string_view name);

    /// "Africa/Lagos"; "UTC" for every spelling of it.
    std::string name() const;
    std::chrono::seconds offset(Time at) const;
    CivilTime civil(Time at) const;
    /// The moment of a civil time; the earlier one where it occurs twice, the end of the gap where
    /// clocks skip it.
    Time moment(CivilTime civil) const;

    bool operator==(const Zone&) const = default;

  private:
    const date::time_zone* zone_ = nullptr; ///< null is UTC
};

bool is_known_zone(std::string_view name);

} // namespace peerdesk::text
