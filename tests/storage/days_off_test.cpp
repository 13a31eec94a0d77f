// SPDX-License-Identifier: MIT
#include "storage/days_off.hpp"

#include "tests/storage/sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct DaysOffTable : Sample {
    DaysOff days{database};
};

TEST_F(DaysOffTable, those_ahead_are_given_in_order_and_up_to_a_limit) {
    days.add(bo, {at(50), at(60)});
    days.add(bo, {at(10), at(20)});
    days.add(chi, {at(10), at(20)});
    EXPECT_THAT(days.of(bo, at(0), 10),
                ElementsAre(DayOff{at(10), at(20)}, DayOff{at(50), at(60)}));
    EXPECT_THAT(days.of(bo, at(20), 10), ElementsAre(DayOff{at(50), at(60)}));
    EXPECT_THAT(days.of(bo, at(0), 1), ElementsAre(DayOff{at(10), at(20)}));
}

TEST_F(DaysOffTable, saying_a_part_again_shortens_nothing) {
    days.add(bo, {at(10), at(40)});
    days.add(bo, {at(10), at(20)});
    EXPECT_THAT(days.of(bo, at(0), 10), ElementsAre(DayOff{at(10), at(40)}));
    days.clear(bo);
    EXPECT_THAT(days.of(bo, at(0), 10), IsEmpty());
}

TEST_F(DaysOffTable, they_follow_a_link_and_go_with_the_person) {
    days.add(chi, {at(10), at(40)});
    tables.people.merge(chi, bo);
    EXPECT_THAT(days.of(bo, at(0), 10), ElementsAre(DayOff{at(10), at(40)}));
    tables.people.erase(bo, at(9));
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM days_off"), 0);
}

} // namespace
} // namespace peerdesk::storage
