// SPDX-License-Identifier: MIT
#include "bot/engagement/weekly.hpp"

#include "bot/conversation/outgoing.hpp"
#include "bot/engagement/summary_report.hpp"
#include "storage/weekly_posts.hpp"

#include <utility>

namespace peerdesk::engagement {

namespace {

using storage::WeeklyPosts;

constexpr std::chrono::hours hour_of_day{9};

text::Time moment_behind(const text::WeekSpan& week, const text::Zone& zone) {
    const auto monday = std::chrono::floor<std::chrono::days>(zone.civil(week.end));
    return zone.moment(text::CivilTime(monday) + hour_of_day);
}

/// The week that is told next, which may be the one that ended last night.
text::WeekSpan next_told(text::Time now, const text::Zone& zone) {
    const auto current = text::week_of(now, zone);
    auto last = text::previous_week(current, zone);
    return moment_behind(last, zone) > now ? last : current;
}

bool is_wanted(const Desk& desk) {
    return desk.settings.weekly_summary && !desk.settings.coordinator_rooms.empty();
}

void add_timer(Context& context, const Desk& desk) {
    const auto week = next_told(context.now, desk.zone);
    context.tables().timers.add({.due = moment_behind(week, desk.zone),
                                 .kind = WeeklyPosts::timer_kind,
                                 .desk = desk.id,
                                 .payload = week.label});
}

void post_week(Context& context, const Desk& desk, const text::WeekSpan& week) {
    const std::string& locale = desk.settings.language;
    const auto report = gather(context.services.database, desk, week, context.now, locale);
    if (is_empty(report.figures)) return; // a desk at rest is left in peace
    conversation::Lines lines(context.services, locale);
    lines.literal(as_text(report, context.services.catalogue(), locale, Audience::coordinators));
    lines.add("peerdesk-weekly-comes");
    for (const chat::Place& room : desk.settings.coordinator_rooms)
        conversation::post(context, conversation::stored(room), lines.text());
}

} // namespace

text::Time weekly_moment(const std::string& week_label, const text::Zone& zone) {
    const auto week = text::parse_week(week_label, zone);
    return week ? moment_behind(*week, zone) : text::Time{};
}

void plan_weekly(Context& context) {
    WeeklyPosts posts(context.services.database);
    for (const Desk& desk : context.services.desks.all()) {
        const auto planned = posts.planned(desk.id);
        if (planned && is_wanted(desk)) {
            const auto next = next_told(context.now, desk.zone);
            const bool is_right = planned->due == moment_behind(next, desk.zone);
            if (is_right || planned->due <= context.now) continue;
        }
        if (planned) context.tables().timers.remove(planned->id);
        if (is_wanted(desk)) add_timer(context, desk);
    }
}

void on_weekly_timer(Context& context, storage::DeskId id) {
    const Desk* desk = context.services.desks.with_id(id);
    if (desk == nullptr || !is_wanted(*desk)) return;
    const auto told = text::previous_week(next_told(context.now, desk->zone), desk->zone);
    if (WeeklyPosts(context.services.database).note(desk->id, told.label, context.now))
        post_week(context, *desk, told);
    add_timer(context, *desk);
}

} // namespace peerdesk::engagement
