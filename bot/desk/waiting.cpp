// SPDX-License-Identifier: MIT
#include "bot/desk/waiting.hpp"

#include "bot/engagement/record.hpp"
#include "bot/people/dates.hpp"
#include "bot/text/numbers_and_dates.hpp"

#include <algorithm>
#include <vector>

namespace peerdesk::desk {

using std::chrono::milliseconds;

namespace {

constexpr std::chrono::weeks past{8};
constexpr int waits_max = 500;

milliseconds median(std::vector<milliseconds> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// Distance on the clock face, 0 to 12.
int hours_apart(int left, int right) {
    const int apart = std::abs(left - right);
    return std::min(apart, 24 - apart);
}

std::optional<milliseconds> measure(Context& context, const Desk& desk, milliseconds hour_start) {
    const conversation::Time hour{hour_start};
    const auto waits = context.tables().interactions.waits(
        desk.id, std::chrono::floor<std::chrono::days>(hour) - past, waits_max);
    const int now_hour = people::local_hour(hour, desk.settings.zone);
    std::vector<milliseconds> all;
    std::vector<milliseconds> near;
    for (const auto& wait : waits) {
        all.push_back(wait.waited);
        if (hours_apart(people::local_hour(wait.asked, desk.settings.zone), now_hour) <= 1) {
            near.push_back(wait.waited);
        }
    }
    if (near.size() >= waits_min) return median(std::move(near));
    if (all.size() >= waits_min) return median(std::move(all));
    return std::nullopt;
}

} // namespace

std::optional<milliseconds> usual_wait(Context& context, const Desk& desk) {
    auto& memory = context.services.roster.wait_memory(desk.id);
    const auto hour = std::chrono::floor<std::chrono::hours>(context.now).time_since_epoch();
    if (!memory.is_known || memory.hour != hour.count()) {
        memory = {.hour = hour.count(), .usual = measure(context, desk, hour), .is_known = true};
    }
    return memory.usual;
}

std::int64_t count_waiting(Context& context, const Desk& desk) {
    auto& remembered = context.services.roster.waiting_count(desk.id);
    if (!remembered) {
        remembered = context.tables().tickets.count(desk.id, storage::TicketFilter::unclaimed, {});
    }
    return *remembered;
}

void add_outlook(Context& context, const Desk& desk, std::int64_t before, Lines& lines) {
    lines.add("peerdesk-wait-place", {before});
    const auto week = engagement::current_week(context, desk);
    const auto hours = context.services.roster.stated_hours(desk.id, context.now, week);
    const auto first = matching::first_available(hours, context.now);
    const auto& catalogue = context.services.catalogue();
    if (!hours.empty() && (!first || *first > context.now)) {
        if (!first) {
            lines.add("peerdesk-wait-nobody");
            return;
        }
        lines.add("peerdesk-wait-until", {text::format_moment(catalogue, lines.locale(), *first,
                                                              context.now, text::Zone{})});
        return;
    }
    if (const auto usual = usual_wait(context, desk)) {
        lines.add("peerdesk-wait-usual",
                  {text::format_rough(catalogue, lines.locale(), text::rough(*usual))});
    } else if (first) {
        lines.add("peerdesk-wait-somebody");
    } else {
        lines.add("peerdesk-wait-nobody-said");
    }
}

} // namespace peerdesk::desk
