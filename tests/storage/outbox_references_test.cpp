// SPDX-License-Identifier: MIT
// Rows of the outbox that hang on others.
#include "tests/storage/sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct References : Sample {
    TicketId ticket = ask();
    MessageId message = tables.messages.add({.ticket = ticket,
                                             .kind = MessageKind::question,
                                             .person = ana,
                                             .body = "How?",
                                             .at = at(0)});

    OutboxId add(OutboxRow row) {
        if (row.place.id.empty()) row.place = room("#staff");
        row.created = at(0);
        return tables.outbox.add(row);
    }
    OutboxId send(OutboxRow row) {
        const OutboxId id = add(std::move(row));
        tables.outbox.set_sending(id, at(1));
        tables.outbox.finish(id, OutboxState::sent, "$" + std::to_string(id.value), "", at(1));
        return id;
    }
    OutboxRow row(OutboxId id) { return tables.outbox.find(id).value(); }
    static std::vector<OutboxId> ids(const std::vector<OutboxRow>& rows) {
        std::vector<OutboxId> ids;
        for (const OutboxRow& each : rows)
            ids.push_back(each.id);
        return ids;
    }
};

TEST_F(References, copies_are_the_rows_that_say_a_message_not_what_was_done_to_them) {
    const OutboxId in_room = send({.body = "ana: How?", .copy_of = message});
    const OutboxId to_chi = add({.place = direct("a:chi"), .body = "How?", .copy_of = message});
    add({.body = "ana: Why?", .act = OutboxAct::change, .target_row = in_room, .copy_of = message});
    add({.body = "other"});
    EXPECT_THAT(ids(tables.outbox.copies_of(message)), ElementsAre(in_room, to_chi));
}

TEST_F(References, of_what_somebody_wrote_only_what_still_stands_can_be_withdrawn) {
    const OutboxId standing = send({.body = "one", .copy_of = message});
    const OutboxId withdrawn = send({.body = "two", .copy_of = message});
    add({.body = "three", .copy_of = message}); // not sent
    add({.act = OutboxAct::remove, .target_row = withdrawn});
    EXPECT_THAT(ids(tables.outbox.copies_by(ana)), ElementsAre(standing));
    EXPECT_THAT(ids(tables.outbox.copies_by(bo)), IsEmpty());
}

TEST_F(References, a_message_of_ours_is_found_by_its_id_not_by_what_was_done_to_it) {
    const OutboxId said = add({.body = "one"});
    tables.outbox.finish(said, OutboxState::sent, "$x", "", at(1));
    const OutboxId sign = add({.body = "+1", .act = OutboxAct::react, .target = "$y"});
    tables.outbox.finish(sign, OutboxState::sent, "$s", "", at(1));
    EXPECT_EQ(tables.outbox.find_remote("libera", "$x")->id, said);
    EXPECT_FALSE(tables.outbox.find_remote("oftc", "$x"));
    EXPECT_FALSE(tables.outbox.find_remote("libera", "$s"));
    EXPECT_FALSE(tables.outbox.find_remote("libera", ""));
}

TEST_F(References, a_change_that_waits_can_be_changed_once_tried_no_more) {
    const OutboxId card = send({.body = "card"});
    EXPECT_FALSE(tables.outbox.queued_change_of(card));
    const OutboxId first = add({.body = "taken", .act = OutboxAct::change, .target_row = card});
    EXPECT_EQ(tables.outbox.queued_change_of(card), first);
    tables.outbox.set_sending(first, at(2));
    EXPECT_FALSE(tables.outbox.queued_change_of(card));
    tables.outbox.requeue(first, false); // the network may have it: a repeat must be the same
    EXPECT_FALSE(tables.outbox.queued_change_of(card));
}

TEST_F(References, the_latest_of_a_thread_is_the_newest_sent) {
    const OutboxId card = send({.body = "card"});
    EXPECT_EQ(tables.outbox.latest_in_thread(card), "");
    send({.body = "one", .thread_row = card});
    const OutboxId two = send({.body = "two", .thread_row = card});
    add({.body = "three", .thread_row = card});
    EXPECT_EQ(tables.outbox.latest_in_thread(card), "$" + std::to_string(two.value));
}

TEST_F(References, emptying_a_copy_empties_what_it_was_changed_to) {
    const OutboxId copy = send({.body = "PRIVATE", .html = "<b>PRIVATE</b>"});
    const OutboxId sent = send({.body = "PRIVATE 2", .act = OutboxAct::change, .target_row = copy});
    const OutboxId waiting =
        add({.body = "PRIVATE 3", .act = OutboxAct::change, .target_row = copy});
    const OutboxId other = add({.body = "PUBLIC", .act = OutboxAct::change, .target = "$x"});
    tables.outbox.empty_body(copy);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM outbox WHERE body LIKE '%PRIVATE%' OR html"
                         " LIKE '%PRIVATE%'"),
              0);
    EXPECT_EQ(row(sent).state, OutboxState::sent);
    EXPECT_EQ(row(waiting).state, OutboxState::failed);
    EXPECT_EQ(row(waiting).reason, "removed");
    EXPECT_EQ(row(other).body, "PUBLIC");
}

TEST_F(References, in_a_new_room_nothing_refers_to_the_old) {
    const OutboxId card = send({.body = "card"});
    const OutboxId words = add({.body = "How?", .thread_row = card, .target = "$in"});
    const OutboxId change = add({.body = "taken", .act = OutboxAct::change, .target_row = card});
    const OutboxId elsewhere =
        add({.place = room("#desk"), .body = "x", .act = OutboxAct::change, .target_row = card});
    tables.outbox.forget_references(room("#staff"), at(3));
    EXPECT_FALSE(row(words).thread_row);
    EXPECT_EQ(row(words).target, "");
    EXPECT_EQ(row(words).state, OutboxState::queued);
    EXPECT_EQ(row(change).state, OutboxState::failed);
    EXPECT_EQ(row(change).reason, "renewed");
    EXPECT_EQ(row(elsewhere).state, OutboxState::queued);
    EXPECT_EQ(row(card).remote_id, "") << "what stands in the old room cannot be changed any more";
    EXPECT_EQ(row(card).state, OutboxState::sent);
}

TEST_F(References, what_hangs_on_a_row_that_waits_goes_with_it_to_the_new_room) {
    const OutboxId card = add({.body = "card"});
    const OutboxId words = add({.body = "How?", .thread_row = card});
    const OutboxId change = add({.body = "taken", .act = OutboxAct::change, .target_row = card});
    tables.outbox.forget_references(room("#staff"), at(3));
    EXPECT_EQ(row(words).thread_row, card);
    EXPECT_EQ(row(change).state, OutboxState::queued);
    EXPECT_EQ(row(change).target_row, card);
}

} // namespace
} // namespace peerdesk::storage
