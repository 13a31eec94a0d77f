// SPDX-License-Identifier: MIT
#include "bot/people/zones.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <date/tz.h>
#include <fmt/format.h>

#include "bot/people/hours_words.hpp"

namespace peerdesk::people {

namespace {

/// A zone name longer than any in the database is not looked up.
constexpr std::size_t zone_name_max = 64;
/// Etc/GMT-14 is the furthest east, Etc/GMT+12 the furthest west.
constexpr int hours_east_max = 14;
constexpr int hours_west_max = 12;

/// Cities are known without their continent only below these, so that "Eastern" of US/ and of
/// Canada/ is never guessed.
constexpr std::array<std::string_view, 10> continents{"Africa", "America",  "Antarctica", "Arctic",
                                                      "Asia",   "Atlantic", "Australia",  "Europe",
                                                      "Indian", "Pacific"};

std::string folded_name(std::string_view typed) {
    std::string result = folded(typed);
    std::ranges::replace(result, ' ', '_');
    return result;
}

using Names = std::map<std::string, std::string, std::less<>>;

struct Index {
    Names by_name;
    Names by_city;
};

Index read_index() {
    Index index;
    for (const date::time_zone& zone : date::get_tzdb().zones) {
        const std::string& name = zone.name();
        if (name == "localtime" || name == "Factory") continue; // of this machine; of nobody
        index.by_name.emplace(folded_name(name), name);
        const auto slash = name.rfind('/');
        if (slash == std::string::npos) continue;
        if (std::ranges::find(continents, std::string_view(name).substr(0, name.find('/'))) !=
            continents.end())
            // A city listed twice (Europe/Istanbul, Asia/Istanbul) is one zone under two names.
            index.by_city.emplace(folded_name(name.substr(slash + 1)), name);
    }
    return index;
}

/// "utc+3", "gmt-03:00": people count hours east, the Etc/ zones count hours west.
std::optional<std::string> offset_zone(std::string_view name) {
    if (!name.starts_with("utc") && !name.starts_with("gmt")) return std::nullopt;
    name.remove_prefix(3);
    if (name.ends_with(":00")) name.remove_suffix(3);
    if (name.size() < 2 || name.size() > 3 || (name[0] != '+' && name[0] != '-'))
        return std::nullopt;
    int hours = 0;
    for (const char digit : name.substr(1)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        hours = hours * 10 + (digit - '0');
    }
    const bool is_east = name[0] == '+';
    if (hours > (is_east ? hours_east_max : hours_west_max)) return std::nullopt;
    return hours == 0 ? "UTC" : fmt::format("Etc/GMT{}{}", is_east ? '-' : '+', hours);
}

} // namespace

std::optional<std::string> find_zone(std::string_view typed) {
    static const Index index = read_index();
    if (typed.empty() || typed.size() > zone_name_max) return std::nullopt;
    const std::string name = folded_name(typed);
    if (const auto it = index.by_name.find(name); it != index.by_name.end()) return it->second;
    if (const auto it = index.by_city.find(name); it != index.by_city.end()) return it->second;
    return offset_zone(name);
}

const date::time_zone* zone_named(std::string_view name) {
    const auto& zones = date::get_tzdb().zones; // sorted by name; locate_zone would throw
    const auto it = std::ranges::lower_bound(
        zones, name, {},
        [](const date::time_zone& zone) -> std::string_view { return zone.name(); });
    return it != zones.end() && it->name() == name ? &*it : nullptr;
}

} // namespace peerdesk::people
