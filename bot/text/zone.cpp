// SPDX-License-Identifier: MIT
// Zones by the date library over the system's tzdata.
#include "bot/text/zone.hpp"

#include <algorithm>
#include <array>
#include <exception>

#include <date/tz.h>

namespace peerdesk::text {
namespace {

constexpr std::array<std::string_view, 8> utc_names{
    "UTC", "Etc/UTC", "Etc/UCT", "Zulu", "Etc/Zulu", "UCT", "Universal", "Etc/Universal"};

date::sys_time<std::chrono::milliseconds> to_date(Time at) {
    return date::sys_time<std::chrono::milliseconds>(at.time_since_epoch());
}

} // namespace

std::optional<Zone> Zone::find(std::string_view name) {
    if (std::ranges::find(utc_names, name) != utc_names.end()) return Zone{};
    try {
        // Throws for an unknown name, and for a machine without tzdata.
        Zone zone;
        zone.zone_ = date::locate_zone(name);
        return zone;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::string Zone::name() const {
    return zone_ == nullptr ? "UTC" : zone_->name();
}

std::chrono::seconds Zone::offset(Time at) const {
    return zone_ == nullptr ? std::chrono::seconds{0} : zone_->get_info(to_date(at)).offset;
}

CivilTime Zone::civil(Time at) const {
    return CivilTime(at.time_since_epoch() + offset(at));
}

Time Zone::moment(CivilTime civil) const {
    if (zone_ == nullptr) return Time(civil.time_since_epoch());
    // In a gap `first` is the offset before it, which carries the time past the gap: 02:30 on the
    // day clocks jump from 02:00 to 03:00 would be 03:30, so the gap's end is taken instead.
    const date::local_time<std::chrono::milliseconds> local(civil.time_since_epoch());
    const date::local_info info = zone_->get_info(local);
    if (info.result == date::local_info::nonexistent) {
        return Time(std::chrono::milliseconds(info.first.end.time_since_epoch()));
    }
    return Time(civil.time_since_epoch() - info.first.offset);
}

bool is_known_zone(std::string_view name) {
    return Zone::find(name).has_value();
}

} // namespace peerdesk::text
