// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

#include <gmock/gmock.h>

namespace peerdesk::storage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Claim : Sample {};
struct TicketTable : Sample {
    std::vector<std::int64_t> listed(TicketFilter filter, PersonId person = {}, int limit = 10,
                                     TicketId after = {}) {
        std::vector<std::int64_t> numbers;
        for (const Ticket& ticket : tables.tickets.list(desk, filter, person, limit, after))
            numbers.push_back(ticket.id.value);
        return numbers;
    }
};

TEST_F(Claim, of_many_exactly_one_wins) {
    const TicketId ticket = ask();
    int won = 0;
    for (int i = 0; i < 100; ++i) {
        const PersonId person = tables.person("responder" + std::to_string(i));
        const ClaimOutcome outcome = tables.tickets.claim(ticket, person, room("#staff"), at(i));
        if (outcome == ClaimOutcome::claimed)
            ++won;
        else
            EXPECT_EQ(outcome, ClaimOutcome::taken);
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(tables.tickets.find(ticket)->claimed, at(0));
}

TEST_F(Claim, second_claim_by_the_same_person_is_already_theirs) {
    const TicketId ticket = ask();
    EXPECT_EQ(tables.tickets.claim(ticket, bo, room("#staff"), at(1)), ClaimOutcome::claimed);
    EXPECT_EQ(tables.tickets.claim(ticket, bo, room("#staff"), at(2)), ClaimOutcome::already_yours);
    EXPECT_EQ(tables.tickets.find(ticket)->claimed, at(1));
}

TEST_F(Claim, closed_and_missing_tickets_cannot_be_claimed) {
    const TicketId ticket = ask();
    tables.tickets.close(ticket, bo, Outcome::answered, at(1));
    EXPECT_EQ(tables.tickets.claim(ticket, bo, room("#staff"), at(2)), ClaimOutcome::closed);
    EXPECT_EQ(tables.tickets.claim(TicketId{99}, bo, room("#staff"), at(2)), ClaimOutcome::closed);
}

TEST_F(TicketTable, gives_back_what_was_opened) {
    const TicketId id = ask(3);
    const Ticket ticket = tables.tickets.find(id).value();
    EXPECT_EQ(ticket.asker, ana);
    EXPECT_EQ(ticket.desk, desk);
    EXPECT_EQ(ticket.language, "en");
    EXPECT_EQ(ticket.state, TicketState::open);
    EXPECT_EQ(ticket.place, direct("a:ana"));
    EXPECT_EQ(ticket.opened, at(3));
    EXPECT_EQ(ticket.claim_place.network, "");
    EXPECT_FALSE(ticket.closed);
    EXPECT_FALSE(tables.tickets.find(TicketId{99}));
}

TEST_F(TicketTable, release_asks_for_the_claimer_that_is_expected) {
    const TicketId ticket = ask();
    EXPECT_FALSE(tables.tickets.release(ticket, {}));
    tables.tickets.claim(ticket, bo, room("#staff"), at(1));
    EXPECT_FALSE(tables.tickets.release(ticket, chi));
    EXPECT_TRUE(tables.tickets.release(ticket, bo));
    EXPECT_EQ(tables.tickets.find(ticket)->state, TicketState::open);
    EXPECT_FALSE(tables.tickets.find(ticket)->claimer);
    EXPECT_EQ(tables.tickets.find(ticket)->claim_place.id, "");
    tables.tickets.claim(ticket, bo, room("#staff"), at(2));
    EXPECT_TRUE(tables.tickets.release(ticket, {}));
}

TEST_F(TicketTable, assign_takes_over_unless_closed) {
    const TicketId ticket = ask();
    EXPECT_TRUE(tables.tickets.assign(ticket, bo, at(1)));
    EXPECT_TRUE(tables.tickets.assign(ticket, chi, at(2)));
    EXPECT_EQ(tables.tickets.find(ticket)->claimer, chi);
    tables.tickets.close(ticket, chi, std::nullopt, at(3));
    EXPECT_FALSE(tables.tickets.assign(ticket, bo, at(4)));
}

TEST_F(TicketTable, closes_once_and_reopens_for_everybody) {
    const TicketId ticket = ask();
    tables.tickets.claim(ticket, bo, room("#staff"), at(1));
    EXPECT_FALSE(tables.tickets.reopen(ticket, at(2)));
    EXPECT_TRUE(tables.tickets.close(ticket, bo, Outcome::taught, at(2)));
    EXPECT_FALSE(tables.tickets.close(ticket, chi, Outcome::spam, at(3)));
    const Ticket closed = tables.tickets.find(ticket).value();
    EXPECT_EQ(closed.outcome, Outcome::taught);
    EXPECT_EQ(closed.closed_by, bo);
    EXPECT_TRUE(tables.tickets.reopen(ticket, at(4)));
    const Ticket reopened = tables.tickets.find(ticket).value();
    EXPECT_EQ(reopened.state, TicketState::open);
    EXPECT_FALSE(reopened.claimer);
    EXPECT_FALSE(reopened.outcome);
    EXPECT_EQ(reopened.last_word, at(4));
}

TEST_F(TicketTable, first_answer_counts_once) {
    const TicketId ticket = ask();
    EXPECT_TRUE(tables.tickets.set_first_answer(ticket, at(5)));
    EXPECT_FALSE(tables.tickets.set_first_answer(ticket, at(6)));
    EXPECT_EQ(tables.tickets.find(ticket)->first_answer, at(5));
}

TEST_F(TicketTable, keeps_the_small_changes) {
    const TicketId id = ask();
    tables.tickets.set_outcome(id, Outcome::no_reply);
    tables.tickets.set_place(id, room("#public"));
    tables.tickets.set_last_word(id, LastWord::desk, at(7));
    tables.tickets.set_ask_stage(id, 2);
    const Ticket ticket = tables.tickets.find(id).value();
    EXPECT_EQ(ticket.outcome, Outcome::no_reply);
    EXPECT_EQ(ticket.place, room("#public"));
    EXPECT_EQ(ticket.last_word_by, LastWord::desk);
    EXPECT_EQ(ticket.last_word, at(7));
    EXPECT_EQ(ticket.ask_stage, 2);
}

TEST_F(TicketTable, lists_by_filter_oldest_first) {
    for (int i = 0; i < 6; ++i)
        ask(i); // 1 … 6
    tables.tickets.claim(TicketId{2}, bo, room("#staff"), at(1));
    tables.tickets.claim(TicketId{4}, chi, room("#staff"), at(1));
    tables.tickets.close(TicketId{1}, bo, std::nullopt, at(2));
    const DeskId other = tables.roles.desk_named("other");
    tables.ticket(other, ana, "a:ana"); // 7
    EXPECT_THAT(listed(TicketFilter::open), ElementsAre(2, 3, 4, 5, 6));
    EXPECT_THAT(listed(TicketFilter::mine, bo), ElementsAre(2));
    EXPECT_THAT(listed(TicketFilter::mine, ana), IsEmpty());
    EXPECT_THAT(listed(TicketFilter::unclaimed), ElementsAre(3, 5, 6));
    EXPECT_THAT(listed(TicketFilter::closed), ElementsAre(1));
    EXPECT_THAT(listed(TicketFilter::all), ElementsAre(1, 2, 3, 4, 5, 6));
    EXPECT_THAT(listed(TicketFilter::open, {}, 2, TicketId{3}), ElementsAre(4, 5));
    EXPECT_EQ(tables.tickets.count(desk, TicketFilter::open, {}), 5);
    EXPECT_EQ(tables.tickets.count(desk, TicketFilter::mine, bo), 1);
    EXPECT_EQ(tables.tickets.count(desk, TicketFilter::unclaimed, {}), 3);
    EXPECT_EQ(tables.tickets.count(desk, TicketFilter::closed, {}), 1);
    EXPECT_EQ(tables.tickets.count(desk, TicketFilter::all, {}), 6);
    EXPECT_EQ(tables.tickets.claimed_count(chi), 1);
}

TEST_F(TicketTable, place_in_line_counts_waiting_tickets_only_and_up_to_its_limit) {
    for (int i = 0; i < Tickets::waiting_count_max + 5; ++i)
        ask(i);
    tables.tickets.claim(TicketId{1}, bo, room("#staff"), at(1));
    EXPECT_EQ(tables.tickets.waiting_before(desk, TicketId{1}), 0);
    EXPECT_EQ(tables.tickets.waiting_before(desk, TicketId{4}), 2);
    EXPECT_EQ(tables.tickets.waiting_before(desk, TicketId{101}), 99);
    EXPECT_EQ(tables.tickets.waiting_before(desk, TicketId{102}), Tickets::waiting_count_max);
    EXPECT_EQ(tables.tickets.waiting_before(desk, TicketId{105}), Tickets::waiting_count_max);
}

TEST_F(TicketTable, knows_an_askers_unclosed_and_newest_tickets) {
    const TicketId first = ask(1);
    const TicketId second = ask(2);
    const TicketId third = ask(3);
    tables.tickets.close(third, bo, std::nullopt, at(4));
    const auto unclosed = tables.tickets.unclosed_of(ana);
    ASSERT_EQ(unclosed.size(), 2U);
    EXPECT_EQ(unclosed[0].id, second);
    EXPECT_EQ(unclosed[1].id, first);
    EXPECT_EQ(tables.tickets.newest_of(ana)->id, third);
    EXPECT_FALSE(tables.tickets.newest_of(bo));
}

TEST(Outcomes, are_read_as_they_are_written) {
    for (const Outcome outcome :
         {Outcome::answered, Outcome::taught, Outcome::referred, Outcome::no_reply, Outcome::spam})
        EXPECT_EQ(outcome_from(to_text(outcome)), outcome);
    EXPECT_FALSE(outcome_from("solved"));
}

} // namespace
} // namespace peerdesk::storage
