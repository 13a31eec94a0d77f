// SPDX-License-Identifier: MIT
// Thin words around LocaleRules and Zone.
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>

namespace peerdesk::text {
namespace {

using namespace std::chrono;

// ICU skeletons, see "Date Field Symbol Table" in UTS #35.
constexpr std::string_view time_skeleton = "Hm";
constexpr std::string_view day_skeleton = "MMMEd";
constexpr std::string_view day_and_year_skeleton = "yMMMEd";

std::string format(const Catalogue& catalogue, std::string_view locale, CivilTime civil,
                   std::string_view skeleton) {
    return catalogue.rules(locale).format_civil(civil.time_since_epoch().count(), skeleton);
}

year_month_day date_of(CivilTime civil) {
    return year_month_day(floor<days>(civil));
}

} // namespace

std::string format_time_of_day(const Catalogue& catalogue, std::string_view locale, Time at,
                               const Zone& zone) {
    return format(catalogue, locale, zone.civil(at), time_skeleton);
}

std::string format_day(const Catalogue& catalogue, std::string_view locale, Time at,
                       const Zone& zone, bool with_year) {
    return format(catalogue, locale, zone.civil(at),
                  with_year ? day_and_year_skeleton : day_skeleton);
}

std::string format_moment(const Catalogue& catalogue, std::string_view locale, Time at, Time now,
                          const Zone& zone) {
    const year_month_day day = date_of(zone.civil(at));
    const year_month_day today = date_of(zone.civil(now));
    std::string time = format_time_of_day(catalogue, locale, at, zone);
    if (day == today) {
        return catalogue.render(locale, "peerdesk-moment-today", {std::move(time), zone.name()});
    }
    return catalogue.render(locale, "peerdesk-moment-day",
                            {std::move(time), zone.name(),
                             format_day(catalogue, locale, at, zone, day.year() != today.year())});
}

std::string format_number(const Catalogue& catalogue, std::string_view locale,
                          std::int64_t number) {
    std::string out;
    catalogue.rules(locale).append_number(out, number);
    return out;
}

std::string join_list(const Catalogue& catalogue, std::string_view locale,
                      const std::vector<std::string>& items) {
    return catalogue.rules(locale).join(items);
}

RoughDuration rough(milliseconds duration) {
    constexpr minutes exact_under{5};
    constexpr minutes step{5};
    constexpr hours hours_under{36};
    const auto whole = std::max<std::int64_t>(1, (duration + seconds{30}) / minutes{1});
    if (minutes{whole} < exact_under) return {whole, RoughDuration::Unit::minutes};
    const auto steps = (duration + milliseconds{step} / 2) / step;
    if (step * steps < hours{1}) {
        return {(step * steps).count(), RoughDuration::Unit::minutes};
    }
    const auto whole_hours = (duration + minutes{30}) / hours{1};
    if (duration < hours_under) return {whole_hours, RoughDuration::Unit::hours};
    return {(duration + hours{12}) / days{1}, RoughDuration::Unit::days};
}

std::string format_rough(const Catalogue& catalogue, std::string_view locale,
                         const RoughDuration& duration) {
    switch (duration.unit) {
    case RoughDuration::Unit::minutes:
        return catalogue.render(locale, "peerdesk-duration-minutes", {duration.amount});
    case RoughDuration::Unit::hours:
        return catalogue.render(locale, "peerdesk-duration-hours", {duration.amount});
    case RoughDuration::Unit::days:
        return catalogue.render(locale, "peerdesk-duration-days", {duration.amount});
    }
    return {};
}

} // namespace peerdesk::text
