// SPDX-License-Identifier: MIT
#include "tests/storage/sample.hpp"

namespace peerdesk::storage {
namespace {

struct Messages : Sample {
    MessageId say(TicketId ticket, PersonId person, MessageKind kind, const std::string& body,
                  int minutes = 0, const std::string& remote_id = "") {
        return tables.messages.add({.ticket = ticket,
                                    .kind = kind,
                                    .person = person,
                                    .body = body,
                                    .at = at(minutes),
                                    .network = "libera",
                                    .place_id = "#help",
                                    .remote_id = remote_id});
    }
};

TEST_F(Messages, the_last_come_oldest_first) {
    const TicketId ticket = ask();
    say(ticket, ana, MessageKind::question, "one", 1);
    say(ticket, bo, MessageKind::answer, "two", 2);
    say(ticket, bo, MessageKind::note, "three", 3);
    const auto last = tables.messages.last_of(ticket, 2);
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].body, "two");
    EXPECT_EQ(last[0].kind, MessageKind::answer);
    EXPECT_EQ(last[1].kind, MessageKind::note);
    EXPECT_EQ(last[1].at, at(3));
    EXPECT_EQ(tables.messages.count(ticket), 3);
    EXPECT_EQ(tables.messages.count_by(bo), 2);
}

TEST_F(Messages, a_message_of_the_network_leads_to_its_ticket) {
    const TicketId ticket = ask();
    say(ticket, ana, MessageKind::question, "one", 1, "m1");
    const OutboxId sent = tables.outbox.add(
        {.place = room("#staff"), .body = "card", .ticket = ticket, .created = at(1)});
    tables.outbox.finish(sent, OutboxState::sent, "m2", "", at(2));
    EXPECT_EQ(tables.messages.ticket_of_remote("libera", "m1"), ticket);
    EXPECT_EQ(tables.messages.ticket_of_remote("libera", "m2"), ticket);
    EXPECT_FALSE(tables.messages.ticket_of_remote("oftc", "m1"));
    EXPECT_FALSE(tables.messages.ticket_of_remote("libera", "m3"));
    EXPECT_FALSE(tables.messages.ticket_of_remote("libera", ""));
}

TEST_F(Messages, the_same_question_is_found_only_with_the_same_words_and_soon) {
    const TicketId ticket = ask();
    say(ticket, ana, MessageKind::question, "How?", 10);
    EXPECT_EQ(tables.messages.same_question(ana, "How?", at(10)), ticket);
    EXPECT_FALSE(tables.messages.same_question(ana, "How?", at(11)));
    EXPECT_FALSE(tables.messages.same_question(ana, "how?", at(10)));
    EXPECT_FALSE(tables.messages.same_question(bo, "How?", at(10)));
}

TEST_F(Messages, retention_empties_closed_tickets_of_the_desk_some_at_a_time) {
    const TicketId old = ask(1);
    const TicketId older = ask(2);
    const TicketId open = ask(3);
    const TicketId elsewhere = tables.ticket(tables.roles.desk_named("other"), ana, "a:ana");
    for (const TicketId ticket : {old, older, open, elsewhere}) {
        say(ticket, ana, MessageKind::question, "one");
        say(ticket, bo, MessageKind::answer, "two");
    }
    tables.tickets.close(old, bo, std::nullopt, at(20));
    tables.tickets.close(older, bo, std::nullopt, at(10));
    tables.tickets.close(elsewhere, bo, std::nullopt, at(10));
    EXPECT_EQ(tables.messages.empty_bodies(desk, at(20), 10), 2); // `old` is not old enough
    EXPECT_EQ(tables.messages.empty_bodies(desk, at(20), 10), 0);
    EXPECT_FALSE(tables.messages.last_of(older, 1)[0].body);
    EXPECT_TRUE(tables.messages.last_of(old, 1)[0].body);
    EXPECT_TRUE(tables.messages.last_of(open, 1)[0].body);
    EXPECT_TRUE(tables.messages.last_of(elsewhere, 1)[0].body);
}

TEST_F(Messages, a_reopened_ticket_is_emptied_again_later) {
    const TicketId ticket = ask();
    say(ticket, ana, MessageKind::question, "one");
    tables.tickets.close(ticket, bo, std::nullopt, at(1));
    EXPECT_EQ(tables.messages.empty_bodies(desk, at(2), 10), 1);
    tables.tickets.reopen(ticket, at(3));
    say(ticket, ana, MessageKind::question, "two");
    EXPECT_EQ(tables.messages.empty_bodies(desk, at(9), 10), 0);
    tables.tickets.close(ticket, bo, std::nullopt, at(4));
    EXPECT_EQ(tables.messages.empty_bodies(desk, at(9), 10), 1);
}

} // namespace
} // namespace peerdesk::storage
