// SPDX-License-Identifier: MIT
#include "bot/people/day_names.hpp"

#include "bot/text/weekday_names.hpp"

namespace peerdesk::people {

namespace {

DayNames made_of(const conversation::Services& services) {
    DayNames names;
    for (const auto& [name, day] : text::weekday_names(services.texts->languages.codes()))
        names.emplace_back(name, static_cast<Weekday>(day));
    return names;
}

} // namespace

const DayNames& day_names(const conversation::Services& services) {
    static const DayNames names = made_of(services);
    return names;
}

} // namespace peerdesk::people
