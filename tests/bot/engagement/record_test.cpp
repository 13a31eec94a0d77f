// SPDX-License-Identifier: MIT
// Which week a fact counts in, on the desk's own calendar.
#include "bot/engagement/record.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::engagement {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;
using support::House;

struct Labels {
    std::string week;
    std::string week_24h;
    std::string week_72h;
    bool operator==(const Labels&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Labels& labels) {
    return out << labels.week << " " << labels.week_24h << " " << labels.week_72h;
}

struct Recording : testing::Test {
    Labels record_in(std::string_view zone, chat::Time at, std::string_view kind = "asked") {
        auto settings = support::help_desk();
        settings.zone = zone;
        House house(support::with_desk(settings));
        house.now = at;
        auto context = house.context();
        record(context, house.desk(), {.kind = kind, .actor = house.person("ana")});
        auto row = house.database.prepare("SELECT week, week_24h, week_72h FROM interactions");
        row.step();
        return {row.text("week"), row.text("week_24h"), row.text("week_72h")};
    }
};

TEST_F(Recording, a_question_is_due_in_the_week_in_which_its_hours_end) {
    struct Case {
        const char* zone;
        chat::Time at;
        Labels labels;
    };
    const chat::Time sunday = sys_days{year{2026} / 11 / 22};
    for (const Case& each : {
             Case{"UTC", sunday + 23h + 59min, {"2026-W47", "2026-W48", "2026-W48"}},
             Case{"UTC", sunday, {"2026-W47", "2026-W48", "2026-W48"}},
             Case{"UTC", sunday - 1ms, {"2026-W47", "2026-W47", "2026-W48"}},
             Case{"UTC", sunday + 24h, {"2026-W48", "2026-W48", "2026-W48"}},
             Case{"UTC", sunday - 48h - 1ms, {"2026-W47", "2026-W47", "2026-W47"}},
             Case{"Africa/Lagos", sunday + 23h, {"2026-W48", "2026-W48", "2026-W48"}},
             Case{"Africa/Lagos", sunday + 22h + 59min, {"2026-W47", "2026-W48", "2026-W48"}},
             Case{"America/Lima", sunday + 24h + 4h, {"2026-W47", "2026-W48", "2026-W48"}},
             Case{"America/Lima", sunday + 24h + 5h, {"2026-W48", "2026-W48", "2026-W48"}},
         }) {
        EXPECT_EQ(record_in(each.zone, each.at), each.labels) << each.zone;
    }
}

TEST_F(Recording, the_turn_of_the_year_follows_iso_weeks) {
    const chat::Time eve = sys_days{year{2026} / 12 / 31};
    EXPECT_EQ(record_in("UTC", eve + 12h), (Labels{"2026-W53", "2026-W53", "2026-W53"}));
    const chat::Time last_sunday = sys_days{year{2027} / 1 / 3};
    EXPECT_EQ(record_in("UTC", last_sunday), (Labels{"2026-W53", "2027-W01", "2027-W01"}));
    const chat::Time new_year_2025 = sys_days{year{2024} / 12 / 30};
    EXPECT_EQ(record_in("UTC", new_year_2025), (Labels{"2025-W01", "2025-W01", "2025-W01"}));
    EXPECT_EQ(record_in("America/Lima", new_year_2025),
              (Labels{"2024-W52", "2025-W01", "2025-W01"}));
}

TEST_F(Recording, a_day_with_a_change_of_clocks_does_not_move_the_end_of_the_hours) {
    // Clocks in Berlin go back on Sunday 2026-10-25: that Sunday has 25 hours.
    const chat::Time saturday_midnight = sys_days{year{2026} / 10 / 24} + 22h; // Sunday 00:00 there
    EXPECT_EQ(record_in("Europe/Berlin", saturday_midnight),
              (Labels{"2026-W43", "2026-W43", "2026-W44"}));
    EXPECT_EQ(record_in("Europe/Berlin", saturday_midnight + 1h).week_24h, "2026-W44");
}

TEST_F(Recording, only_questions_have_hours_that_end) {
    EXPECT_EQ(record_in("UTC", support::monday(), "answered"), (Labels{"2026-W48", "", ""}));
}

TEST_F(Recording, what_happened_before_a_gap_counts_in_the_week_it_became_known) {
    House house;
    auto context = house.context();
    context.happened = house.now - 3 * 24h; // Friday of the week before
    record(context, house.desk(), {.kind = "asked", .actor = house.person("ana")});
    auto row = house.database.prepare("SELECT * FROM interactions");
    row.step();
    EXPECT_EQ(row.text("week"), "2026-W48");
    EXPECT_EQ(row.text("week_24h"), "2026-W47");
    EXPECT_EQ(row.time("recorded_ms"), house.now);
    EXPECT_EQ(row.time("happened_ms"), house.now - 3 * 24h);
}

TEST_F(Recording, an_unknown_zone_counts_in_utc) {
    EXPECT_EQ(record_in("Mars/Olympus", support::monday()).week, "2026-W48");
}

} // namespace
} // namespace peerdesk::engagement
