// SPDX-License-Identifier: MIT
#include "tests/simulation/community/population.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <date/tz.h>

namespace peerdesk::community {

using namespace std::chrono_literals;

namespace {

/// Beside the language the zones and regions in which it is spoken here, north and south.
struct Homeland {
    const char* language;
    std::array<const char*, 3> zones;
    std::array<const char*, 3> regions;
};
constexpr std::array homelands{
    Homeland{"es",
             {"America/Santiago", "Europe/Madrid", "America/Bogota"},
             {"Andes", "Galicia", "Patagonia"}},
    Homeland{"en",
             {"Australia/Sydney", "America/New_York", "Africa/Lagos"},
             {"Oceania", "New England", "Gulf of Guinea"}},
    Homeland{"fr",
             {"Europe/Paris", "Africa/Abidjan", "America/Montreal"},
             {"Occitanie", "Côte d'Ivoire", "Québec"}},
    Homeland{
        "ar", {"Africa/Cairo", "Asia/Beirut", "Africa/Casablanca"}, {"Nile", "Levant", "Maghreb"}},
    Homeland{"hi",
             {"Asia/Kolkata", "Asia/Kolkata", "Pacific/Auckland"},
             {"Bihar", "Rajasthan", "Aotearoa"}},
    Homeland{"pt-br",
             {"America/Sao_Paulo", "Europe/Lisbon", "America/Manaus"},
             {"Bahia", "Alentejo", "Amazônia"}},
    Homeland{"ru", {"Europe/Moscow", "Asia/Almaty", "Europe/Riga"}, {"Volga", "Altai", "Baltic"}},
};

/// 0 … count - 1 with weights 1, 1/2, 1/3 …, in whole numbers: the same everywhere.
std::size_t draw_zipf(Dice& dice, std::size_t count) {
    constexpr int unit = 27'720;
    int all = 0;
    for (std::size_t i = 1; i <= count; ++i)
        all += unit / static_cast<int>(i);
    int thrown = dice.below(all);
    for (std::size_t i = 1; i <= count; ++i) {
        thrown -= unit / static_cast<int>(i);
        if (thrown < 0) return i - 1;
    }
    return count - 1;
}

std::string name_of(std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(name_mark) + std::string(name_digits - digits.size(), '0') + digits;
}

Resident draw_resident(Dice& dice, std::size_t id, const Size& size, Time begin) {
    Resident made;
    made.id = id;
    made.name = name_of(id);
    const Homeland& home = homelands.at(draw_zipf(dice, homelands.size()));
    made.language = home.language;
    made.zone = home.zones.at(static_cast<std::size_t>(dice.below(3)));
    if (dice.chance(60)) made.region = home.regions.at(static_cast<std::size_t>(dice.below(3)));
    // A fifth is there from the start, the others come during the first four fifths of the time.
    const int days = dice.chance(20) ? 2 : std::max(1, size.days * 4 / 5);
    made.arrives = begin + std::chrono::minutes(dice.below(days * 24 * 60));
    made.question_days = dice.between(5, 60);
    made.request_days = dice.between(20, 120);
    made.answer_percent = dice.between(50, 98);
    made.yes_percent = dice.between(40, 95);
    made.meets_percent = dice.between(30, 90);
    made.learns_percent = dice.between(30, 90);
    if (dice.chance(35)) {
        const int skills = dice.between(1, 4);
        for (int i = 0; i < skills; ++i)
            made.knows.push_back(draw_skill(dice, size));
    }
    if (dice.chance(3)) made.second_name = made.name + "b";
    if (dice.chance(3)) made.leaves = made.arrives + std::chrono::hours(dice.between(24, 24 * 60));
    return made;
}

} // namespace

std::string OwnHours::typed() const {
    static constexpr std::array names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::string text;
    for (std::size_t day = 0; day < names.size(); ++day) {
        if ((days >> day & 1U) == 0) continue;
        text += (text.empty() ? "" : ",") + std::string(names.at(day));
    }
    return text + " " + std::to_string(begin_hour) + "-" + std::to_string(end_hour % 24) + " " +
           zone;
}

bool OwnHours::covers(Time moment) const {
    const auto local = date::locate_zone(zone)->to_local(moment);
    const auto midnight = date::floor<date::days>(local);
    const unsigned day = date::weekday(midnight).iso_encoding() - 1;
    const unsigned day_before = (day + 6) % 7;
    const auto since = std::chrono::duration_cast<std::chrono::minutes>(local - midnight);
    const auto begin = std::chrono::hours(begin_hour);
    const auto end = std::chrono::hours(end_hour);
    if ((days >> day & 1U) != 0 && since >= begin && since < end) return true;
    return (days >> day_before & 1U) != 0 && since + 24h < end;
}

const std::vector<std::string>& skill_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> made;
        for (const char* what : {"photo", "article", "map", "template", "category", "translation",
                                 "bot", "table", "reference", "film", "sound", "chart"}) {
            for (const char* act : {"upload", "editing", "repair", "review", "design"})
                made.push_back(std::string(what) + " " + act);
        }
        return made;
    }();
    return names;
}

std::size_t skill_count(const Size& size) {
    constexpr std::size_t least = 10;
    constexpr int people_for_a_skill = 8;
    return std::clamp(static_cast<std::size_t>(size.people / people_for_a_skill), least,
                      skill_names().size());
}

std::size_t draw_skill(Dice& dice, const Size& size) {
    return draw_zipf(dice, skill_count(size));
}

OwnHours draw_hours(Dice& dice, const std::string& zone) {
    constexpr std::array<unsigned, 4> weeks{0b0011111U, 0b1111111U, 0b1100000U, 0b0010101U};
    OwnHours hours;
    hours.days = weeks.at(static_cast<std::size_t>(dice.below(4)));
    hours.begin_hour = dice.below(24);
    hours.end_hour = hours.begin_hour + dice.between(1, 9);
    hours.zone = zone;
    return hours;
}

std::vector<Resident> draw_population(Dice& dice, const Size& size, Time begin) {
    constexpr int people_for_a_responder = 40;
    std::vector<Resident> all;
    const int responders = std::max(4, size.people / people_for_a_responder);
    for (int i = 0; i < size.people; ++i) {
        all.push_back(draw_resident(dice, all.size(), size, begin));
        Resident& made = all.back();
        made.is_coordinator = i < 2;
        made.is_responder = i >= 2 && i < 2 + responders;
        if (!made.is_coordinator && !made.is_responder) continue;
        made.arrives = begin;
        made.leaves.reset();
        made.second_name.clear();
    }
    return all;
}

std::vector<std::size_t> named_in(std::string_view text) {
    std::vector<std::size_t> found;
    for (auto at = text.find(name_mark); at != std::string_view::npos;
         at = text.find(name_mark, at + 1)) {
        std::size_t id = 0;
        const char* begin = text.data() + std::min(at + name_mark.size(), text.size());
        const char* end = text.data() + std::min(at + name_mark.size() + name_digits, text.size());
        if (std::from_chars(begin, end, id).ptr != end || begin + name_digits != end) continue;
        if (std::ranges::find(found, id) == found.end()) found.push_back(id);
    }
    return found;
}

} // namespace peerdesk::community
