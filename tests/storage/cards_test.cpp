// SPDX-License-Identifier: MIT
#include "storage/cards.hpp"

#include "tests/storage/sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct CardsTable : Sample {
    Cards cards{database};

    OutboxId post(const StoredPlace& place, TicketId ticket) {
        return tables.outbox.add(
            {.place = place, .body = "Question", .ticket = ticket, .created = at(1)});
    }
    OutboxId show(const StoredPlace& place, TicketId ticket) {
        const OutboxId row = post(place, ticket);
        cards.set({ticket, place, row});
        return row;
    }
    void finish(OutboxId row) {
        tables.outbox.finish(row, OutboxState::sent, "$" + std::to_string(row.value), "", at(2));
    }
};

TEST_F(CardsTable, a_ticket_has_one_card_for_each_room) {
    const TicketId ticket = ask();
    const OutboxId here = show(room("#staff"), ticket);
    const OutboxId there = show(room("#desk"), ticket);
    EXPECT_EQ(cards.find(ticket, room("#staff")), here);
    EXPECT_EQ(cards.find(ticket, room("#desk")), there);
    EXPECT_FALSE(cards.find(ticket, room("#help")));
    EXPECT_FALSE(cards.find(ticket, {"oftc", false, "#staff"}));
    const auto all = cards.of(ticket);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].place, room("#desk"));
    EXPECT_EQ(all[1].row, here);
}

TEST_F(CardsTable, a_newer_card_takes_the_place_of_the_older) {
    const TicketId ticket = ask();
    const OutboxId older = show(room("#staff"), ticket);
    const OutboxId newer = show(room("#staff"), ticket);
    EXPECT_EQ(cards.find(ticket, room("#staff")), newer);
    EXPECT_FALSE(cards.ticket_of(older));
    EXPECT_EQ(cards.ticket_of(newer), ticket);
    EXPECT_EQ(cards.of(ticket).size(), 1U);
}

TEST_F(CardsTable, only_unclosed_tickets_of_the_room_are_listed_by_number) {
    const TicketId first = ask(1);
    const TicketId closed = ask(2);
    const TicketId third = ask(3);
    const TicketId elsewhere = ask(4);
    for (const TicketId ticket : {third, closed, first})
        show(room("#staff"), ticket);
    show(room("#desk"), elsewhere);
    tables.tickets.close(closed, bo, std::nullopt, at(5));
    EXPECT_THAT(cards.unclosed_at(room("#staff"), 10), ElementsAre(first, third));
    EXPECT_THAT(cards.unclosed_at(room("#staff"), 1), ElementsAre(first));
    EXPECT_THAT(cards.unclosed_at(room("#help"), 10), IsEmpty());
}

TEST_F(CardsTable, a_new_room_forgets_what_was_posted_in_the_old_and_keeps_what_waits) {
    const TicketId posted = ask(1);
    const TicketId waiting = ask(2);
    const TicketId held = ask(3);
    finish(show(room("#staff"), posted));
    const OutboxId queued = show(room("#staff"), waiting);
    const OutboxId kept = show(room("#staff"), held);
    const OutboxId elsewhere = show(room("#desk"), posted);
    finish(elsewhere);
    database.execute(
        ("UPDATE outbox SET state = 'held' WHERE id = " + std::to_string(kept.value)).c_str());
    cards.forget_place(room("#staff"));
    EXPECT_FALSE(cards.find(posted, room("#staff")));
    EXPECT_EQ(cards.find(waiting, room("#staff")), queued);
    EXPECT_EQ(cards.find(held, room("#staff")), kept);
    EXPECT_EQ(cards.find(posted, room("#desk")), elsewhere);
}

TEST_F(CardsTable, a_card_on_its_way_to_the_old_room_is_not_sent_again) {
    const TicketId ticket = ask();
    const OutboxId row = show(room("#staff"), ticket);
    tables.outbox.set_sending(row, at(2));
    cards.forget_place(room("#staff"));
    EXPECT_FALSE(cards.find(ticket, room("#staff")));
    tables.outbox.requeue(row, false);
    EXPECT_EQ(tables.outbox.find(row)->state, OutboxState::failed);
}

TEST_F(CardsTable, what_is_said_hangs_on_the_row_that_opened_the_thread) {
    const TicketId ticket = ask();
    const OutboxId thread = post(room("#staff"), ticket);
    const OutboxId card = post(room("#staff"), ticket);
    cards.set({ticket, room("#staff"), card, thread});
    const OutboxId plain = show(room("#desk"), ticket);
    EXPECT_EQ(cards.find(ticket, room("#staff")), card);
    EXPECT_EQ(cards.thread(ticket, room("#staff")), thread);
    EXPECT_EQ(cards.opened_thread(ticket, room("#staff")), thread);
    EXPECT_EQ(cards.thread(ticket, room("#desk")), plain);
    EXPECT_FALSE(cards.opened_thread(ticket, room("#desk")));
    EXPECT_FALSE(cards.thread(ticket, room("#help")));
    const auto in_thread = cards.in_thread(thread);
    ASSERT_TRUE(in_thread);
    EXPECT_EQ(in_thread->row, card);
    EXPECT_EQ(in_thread->place, room("#staff"));
    EXPECT_FALSE(cards.in_thread(plain));
}

TEST_F(CardsTable, without_threads_everything_hangs_on_the_card) {
    const TicketId ticket = ask();
    const OutboxId thread = tables.outbox.add({.place = room("#staff"),
                                               .body = "Question 1",
                                               .act = OutboxAct::open_thread,
                                               .ticket = ticket,
                                               .created = at(1)});
    const auto hang = [&](const std::string& body) {
        return tables.outbox.add(
            {.place = room("#staff"), .body = body, .thread_row = thread, .created = at(1)});
    };
    const OutboxId card = hang("card");
    const OutboxId said = hang("said");
    const OutboxId owed = hang("owed");
    cards.set({ticket, room("#staff"), card, thread});
    finish(said);
    cards.leave_threads(room("#staff"), at(3));
    EXPECT_EQ(cards.thread(ticket, room("#staff")), card);
    EXPECT_FALSE(tables.outbox.find(card)->thread_row);
    EXPECT_EQ(tables.outbox.find(owed)->thread_row, card);
    EXPECT_EQ(tables.outbox.find(said)->thread_row, thread);
    EXPECT_EQ(tables.outbox.find(thread)->state, OutboxState::failed);
}

} // namespace
} // namespace peerdesk::storage
