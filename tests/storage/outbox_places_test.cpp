// SPDX-License-Identifier: MIT
// The outbox by place.
#include "tests/storage/sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct OutboxPlaces : Sample {
    OutboxId add(const StoredPlace& place, const std::string& body) {
        return tables.outbox.add({.place = place, .body = body, .created = at(0)});
    }
    OutboxRow row(OutboxId id) { return tables.outbox.find(id).value(); }
    std::vector<std::string> queued_at(const StoredPlace& place, std::size_t limit = 10) {
        std::vector<std::string> bodies;
        for (const OutboxRow& each : tables.outbox.queued_at(place, limit))
            bodies.push_back(each.body);
        return bodies;
    }
    std::vector<std::string> places() {
        std::vector<std::string> names;
        for (const StoredPlace& each : tables.outbox.queued_places("libera"))
            names.push_back((each.is_direct ? "direct " : "room ") + each.id);
        return names;
    }
};

TEST_F(OutboxPlaces, who_waits_longest_is_first) {
    add(room("#staff"), "one");
    add(direct("a:ana"), "two");
    add(room("#staff"), "three");
    add({"oftc", true, "a:x"}, "elsewhere");
    add(direct("#staff"), "a person of the room's name");
    EXPECT_THAT(places(), ElementsAre("room #staff", "direct a:ana", "direct #staff"));
}

TEST_F(OutboxPlaces, only_what_is_queued_waits) {
    const OutboxId sending = add(room("#staff"), "one");
    const OutboxId sent = add(direct("a:ana"), "two");
    tables.outbox.set_sending(sending, at(1));
    tables.outbox.finish(sent, OutboxState::sent, "$2", "", at(1));
    EXPECT_THAT(places(), IsEmpty());
    tables.outbox.requeue(sending, false);
    EXPECT_THAT(places(), ElementsAre("room #staff"));
}

TEST_F(OutboxPlaces, a_place_gives_its_oldest_in_order) {
    add(room("#staff"), "one");
    add(direct("#staff"), "person");
    const OutboxId gone = add(room("#staff"), "two");
    add(room("#staff"), "three");
    tables.outbox.set_sending(gone, at(1));
    EXPECT_THAT(queued_at(room("#staff")), ElementsAre("one", "three"));
    EXPECT_THAT(queued_at(room("#staff"), 1), ElementsAre("one"));
    EXPECT_EQ(tables.outbox.count_sending_at(room("#staff")), 1U);
    EXPECT_EQ(tables.outbox.count_sending_at(direct("#staff")), 0U);
}

TEST_F(OutboxPlaces, the_first_try_is_remembered_for_ever) {
    const OutboxId id = add(room("#staff"), "one");
    EXPECT_FALSE(row(id).first_sent);
    tables.outbox.set_sending(id, at(1));
    tables.outbox.requeue(id, false);
    tables.outbox.set_sending(id, at(9));
    EXPECT_EQ(row(id).first_sent, at(1));
}

TEST_F(OutboxPlaces, what_comes_back_does_not_overtake_what_is_held_there) {
    const OutboxId first = add(room("#staff"), "one");
    const OutboxId returned = add(room("#staff"), "two");
    const OutboxId sending = add(room("#staff"), "three");
    const OutboxId elsewhere = add(room("#help"), "four");
    for (const OutboxId each : {first, returned, sending, elsewhere})
        tables.outbox.set_sending(each, at(1));
    tables.outbox.hold(row(first), "not in the room");
    tables.outbox.requeue(returned, false);
    EXPECT_EQ(row(returned).state, OutboxState::held);
    for (const bool is_idempotent : {true, false}) {
        tables.outbox.set_sending(sending, at(2));
        tables.outbox.set_sending(elsewhere, at(2));
        tables.outbox.recover_sending("libera", is_idempotent, at(3));
        EXPECT_EQ(row(sending).state, OutboxState::held) << is_idempotent;
        EXPECT_EQ(row(elsewhere).state, OutboxState::queued) << is_idempotent;
    }
    EXPECT_EQ(tables.outbox.release_place(room("#staff")), 3);
    EXPECT_THAT(queued_at(room("#staff")), ElementsAre("one", "two", "three"));
}

TEST_F(OutboxPlaces, joined_rows_end_with_the_row_that_says_it_all) {
    const OutboxId first = add(room("#staff"), "one");
    const OutboxId second = add(room("#staff"), "two");
    const OutboxId third = add(room("#staff"), "three");
    tables.outbox.merge(first, "one\ntwo\nthree", {second, third}, at(2));
    EXPECT_EQ(row(first).state, OutboxState::queued);
    EXPECT_EQ(row(first).body, "one\ntwo\nthree");
    for (const OutboxId each : {second, third}) {
        EXPECT_EQ(row(each).state, OutboxState::sent);
        EXPECT_EQ(row(each).reason, "merged into " + std::to_string(first.value));
        EXPECT_EQ(row(each).finished, at(2));
        EXPECT_EQ(row(each).remote_id, "");
    }
}

TEST_F(OutboxPlaces, on_a_network_that_knows_repeats_all_goes_out_again_unmarked) {
    std::vector<OutboxId> ids;
    for (const RepeatRule rule : {RepeatRule::same, RepeatRule::mark, RepeatRule::never}) {
        ids.push_back(tables.outbox.add(
            {.place = room("#staff"), .body = "text", .repeat = rule, .created = at(0)}));
        tables.outbox.set_sending(ids.back(), at(1));
    }
    EXPECT_EQ(tables.outbox.recover_sending("libera", true, at(2)).unknown, 0);
    for (const OutboxId id : ids) {
        EXPECT_EQ(row(id).state, OutboxState::queued);
        EXPECT_FALSE(row(id).is_repeat);
    }
}

TEST_F(OutboxPlaces, after_an_unclean_stop_what_has_no_words_any_more_is_not_sent_again) {
    for (const bool is_idempotent : {true, false}) {
        for (const RepeatRule rule : {RepeatRule::same, RepeatRule::mark, RepeatRule::never}) {
            const OutboxId removed = tables.outbox.add(
                {.place = room("#staff"), .body = "PRIVATE", .repeat = rule, .created = at(0)});
            tables.outbox.set_sending(removed, at(1));
            tables.outbox.empty_body(removed);
            const auto recovered = tables.outbox.recover_sending("libera", is_idempotent, at(2));
            EXPECT_EQ(recovered.requeued + recovered.unknown, 0);
            EXPECT_EQ(row(removed).state, OutboxState::failed);
            EXPECT_EQ(row(removed).finished, at(2));
        }
    }
}

} // namespace
} // namespace peerdesk::storage
