// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;

struct OutboxTable : Sample {
    OutboxId add(const StoredPlace& place, const std::string& body,
                 RepeatRule rule = RepeatRule::mark) {
        return tables.outbox.add({.place = place, .body = body, .repeat = rule, .created = at(0)});
    }
    OutboxState state(OutboxId id) { return tables.outbox.find(id)->state; }
    std::vector<std::string> queued(std::size_t limit = 10) {
        std::vector<std::string> bodies;
        for (const OutboxRow& row : tables.outbox.queued("libera", limit))
            bodies.push_back(row.body);
        return bodies;
    }
};

TEST_F(OutboxTable, gives_back_what_was_added) {
    const TicketId ticket = ask();
    const MessageId message = tables.messages.add({.ticket = ticket,
                                                   .kind = MessageKind::answer,
                                                   .person = bo,
                                                   .body = "Press upload.",
                                                   .at = at(1)});
    const OutboxId id = tables.outbox.add({.place = direct("a:ana"),
                                           .body = "Press upload.",
                                           .repeat = RepeatRule::same,
                                           .ticket = ticket,
                                           .message = message,
                                           .person = ana,
                                           .created = at(2)});
    const OutboxRow row = tables.outbox.find(id).value();
    EXPECT_EQ(row.place, direct("a:ana"));
    EXPECT_EQ(row.body, "Press upload.");
    EXPECT_EQ(row.state, OutboxState::queued);
    EXPECT_EQ(row.repeat, RepeatRule::same);
    EXPECT_EQ(row.ticket, ticket);
    EXPECT_EQ(row.message, message);
    EXPECT_EQ(row.person, ana);
    EXPECT_EQ(row.created, at(2));
    ASSERT_EQ(tables.outbox.of_message(message).size(), 1U);
    EXPECT_EQ(tables.outbox.of_message(message).front().id, id);
    EXPECT_FALSE(tables.outbox.find(OutboxId{99}));
}

TEST_F(OutboxTable, hands_out_the_oldest_of_a_network) {
    add(direct("a:ana"), "one");
    add({"oftc", true, "a:x"}, "elsewhere");
    add(room("#help"), "two");
    add(direct("a:ana"), "three");
    EXPECT_THAT(queued(), ElementsAre("one", "two", "three"));
    EXPECT_THAT(queued(2), ElementsAre("one", "two"));
    EXPECT_EQ(tables.outbox.count_owed(), 4);
}

TEST_F(OutboxTable, counts_attempts_and_keeps_the_end) {
    const OutboxId id = add(direct("a:ana"), "one");
    tables.outbox.set_sending(id, at(0));
    EXPECT_EQ(tables.outbox.count_sending("libera"), 1U);
    tables.outbox.requeue(id, true);
    EXPECT_TRUE(tables.outbox.find(id)->is_repeat);
    tables.outbox.requeue(id, false); // once marked, always marked
    EXPECT_TRUE(tables.outbox.find(id)->is_repeat);
    tables.outbox.set_sending(id, at(0));
    tables.outbox.finish(id, OutboxState::sent, "m9", "", at(3));
    const OutboxRow row = tables.outbox.find(id).value();
    EXPECT_EQ(row.attempts, 2);
    EXPECT_EQ(row.state, OutboxState::sent);
    EXPECT_EQ(row.remote_id, "m9");
    EXPECT_EQ(row.finished, at(3));
    EXPECT_EQ(tables.outbox.count_owed(), 0);
}

TEST_F(OutboxTable, holds_a_place_with_all_that_follows_and_lets_it_go_in_order) {
    const OutboxId first = add(direct("a:ana"), "one");
    add(direct("a:ana"), "two");
    add(direct("a:bo"), "other");
    tables.outbox.set_sending(first, at(0));
    tables.outbox.hold(tables.outbox.find(first).value(), "gone");
    const OutboxId third = add(direct("a:ana"), "three");
    EXPECT_EQ(state(first), OutboxState::held);
    EXPECT_EQ(tables.outbox.find(first)->reason, "gone");
    EXPECT_EQ(state(third), OutboxState::held);
    EXPECT_THAT(queued(), ElementsAre("other"));
    EXPECT_EQ(tables.outbox.release_place(direct("a:nobody")), 0);
    EXPECT_EQ(tables.outbox.release_place(direct("a:ana")), 3);
    EXPECT_THAT(queued(), ElementsAre("one", "two", "other", "three"));
}

TEST_F(OutboxTable, holding_leaves_what_is_on_its_way) {
    const OutboxId first = add(direct("a:ana"), "one");
    const OutboxId second = add(direct("a:ana"), "two");
    tables.outbox.set_sending(first, at(0));
    tables.outbox.set_sending(second, at(0));
    tables.outbox.hold(tables.outbox.find(first).value(), "gone");
    EXPECT_EQ(state(second), OutboxState::sending);
}

TEST_F(OutboxTable, a_room_and_a_person_of_one_name_are_two_places) {
    const OutboxId in_room = add(room("x"), "room");
    const OutboxId to_person = add(direct("x"), "person");
    tables.outbox.hold(tables.outbox.find(to_person).value(), "gone");
    EXPECT_EQ(state(in_room), OutboxState::queued);
    EXPECT_EQ(state(add(room("x"), "more")), OutboxState::queued);
    EXPECT_EQ(state(add(direct("x"), "more")), OutboxState::held);
}

TEST_F(OutboxTable, moves_what_is_held_to_where_the_person_came_back) {
    const OutboxId id = add(direct("g:1"), "answer");
    tables.outbox.hold(tables.outbox.find(id).value(), "gone");
    EXPECT_EQ(tables.outbox.move_held(direct("g:1"), direct("g:2")), 1);
    EXPECT_EQ(tables.outbox.find(id)->place, direct("g:2"));
    EXPECT_EQ(tables.outbox.release_place(direct("g:2")), 1);
}

TEST_F(OutboxTable, after_an_unclean_stop_each_row_follows_its_repeat_rule) {
    struct Case {
        RepeatRule rule;
        OutboxState state;
        bool is_repeat;
    };
    const Case cases[] = {
        {.rule = RepeatRule::same, .state = OutboxState::queued, .is_repeat = false},
        {.rule = RepeatRule::mark, .state = OutboxState::queued, .is_repeat = true},
        {.rule = RepeatRule::never, .state = OutboxState::unknown, .is_repeat = false},
    };
    std::vector<OutboxId> ids;
    for (const Case& one : cases) {
        ids.push_back(add(direct("a:ana"), "text", one.rule));
        tables.outbox.set_sending(ids.back(), at(0));
    }
    const OutboxId waiting = add(direct("a:ana"), "waiting");
    const auto recovered = tables.outbox.recover_sending("libera", false, at(9));
    EXPECT_EQ(recovered.requeued, 2);
    EXPECT_EQ(recovered.unknown, 1);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        EXPECT_EQ(state(ids[i]), cases[i].state);
        EXPECT_EQ(tables.outbox.find(ids[i])->is_repeat, cases[i].is_repeat);
    }
    EXPECT_FALSE(tables.outbox.find(waiting)->is_repeat);
    EXPECT_EQ(tables.outbox.count_sending("libera"), 0U);
}

TEST_F(OutboxTable, empties_old_texts_and_the_names_of_direct_chats) {
    const OutboxId old = add(direct("a:ana"), "old");
    const OutboxId in_room = add(room("#help"), "old");
    const OutboxId fresh = add(direct("a:ana"), "fresh");
    const OutboxId owed = add(direct("a:ana"), "owed");
    tables.outbox.finish(old, OutboxState::sent, "", "", at(1));
    tables.outbox.finish(in_room, OutboxState::sent, "", "", at(1));
    tables.outbox.finish(fresh, OutboxState::sent, "", "", at(5));
    EXPECT_EQ(tables.outbox.empty_bodies(at(5), 10), 2);
    EXPECT_EQ(tables.outbox.empty_bodies(at(5), 10), 0);
    EXPECT_EQ(tables.outbox.find(old)->body, "");
    EXPECT_EQ(tables.outbox.find(old)->place.id, "");
    EXPECT_EQ(tables.outbox.find(in_room)->place.id, "#help");
    EXPECT_EQ(tables.outbox.find(fresh)->body, "fresh");
    EXPECT_EQ(tables.outbox.find(owed)->body, "owed");
}

TEST_F(OutboxTable, gives_up_what_was_held_too_long) {
    const OutboxId old = add(direct("g:1.1"), "PRIVATE");
    tables.outbox.hold(*tables.outbox.find(old), "");
    const Time made = tables.outbox.find(old)->created;
    EXPECT_EQ(tables.outbox.give_up_held(made, "-", at(9), 10), 0);
    EXPECT_EQ(tables.outbox.give_up_held(made + std::chrono::seconds(1), "-", at(9), 10), 1);
    EXPECT_EQ(tables.outbox.find(old)->state, OutboxState::failed);
    EXPECT_EQ(tables.outbox.find(old)->body, "");
    EXPECT_EQ(tables.outbox.find(old)->place.id, "");
}

} // namespace
} // namespace peerdesk::storage
