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

TEST_F(Messages, an_edit_keeps_what_was_said_before) {
    const TicketId ticket = ask();
    const MessageId id = say(ticket, ana, MessageKind::question, "one", 1, "$1");
    EXPECT_EQ(tables.messages.edit_count(id), 0);
    tables.messages.edit(id, "two", "<b>two</b>", 7, at(2));
    tables.messages.edit(id, "three", "", 8, at(3));
    const TicketMessage now = tables.messages.find(id).value();
    EXPECT_EQ(now.body, "three");
    EXPECT_EQ(now.html, "");
    EXPECT_EQ(now.at, at(1)) << "it was asked when it was asked";
    EXPECT_EQ(tables.messages.edit_count(id), 2);
    EXPECT_EQ(count_rows("SELECT count(*) AS n FROM message_edits WHERE (body = 'one' AND inbox_id"
                         " = 7) OR (body = 'two' AND inbox_id = 8)"),
              2);
}

TEST_F(Messages, what_is_removed_leaves_only_that_it_was_there) {
    const TicketId ticket = ask();
    const MessageId id = say(ticket, ana, MessageKind::question, "one", 1, "$1");
    const MessageId other = say(ticket, ana, MessageKind::question, "other", 1, "$2");
    tables.messages.edit(id, "two", "<b>two</b>", 7, at(2));
    tables.messages.edit(other, "another", "", 8, at(2));
    tables.messages.remove(id, at(3));
    const TicketMessage gone = tables.messages.find_remote("libera", "$1").value();
    EXPECT_EQ(gone.id, id);
    EXPECT_FALSE(gone.body);
    EXPECT_EQ(gone.html, "");
    EXPECT_EQ(gone.removed, at(3));
    EXPECT_EQ(tables.messages.edit_count(id), 0);
    EXPECT_EQ(tables.messages.edit_count(other), 1);
    EXPECT_EQ(tables.messages.find(other)->body, "another");
    EXPECT_EQ(tables.messages.count(ticket), 2);
}

TEST_F(Messages, the_last_question_from_a_place_is_what_an_answer_there_refers_to) {
    const TicketId ticket = ask();
    const TicketId other = ask();
    say(ticket, ana, MessageKind::question, "one", 1, "$1");
    const MessageId newest = say(ticket, ana, MessageKind::question, "two", 2, "$2");
    say(ticket, bo, MessageKind::answer, "three", 3, "$3");
    say(other, ana, MessageKind::question, "four", 4, "$4");
    EXPECT_EQ(tables.messages.last_question_at(ticket, room("#help"))->id, newest);
    EXPECT_FALSE(tables.messages.last_question_at(ticket, room("#other")));
    EXPECT_FALSE(tables.messages.last_question_at(ticket, {"oftc", false, "#help"}));
}

TEST_F(Messages, a_message_is_found_by_its_id_on_its_own_network) {
    const TicketId ticket = ask();
    const MessageId id = say(ticket, ana, MessageKind::question, "one", 1, "$1");
    say(ticket, ana, MessageKind::question, "two", 2);
    EXPECT_EQ(tables.messages.find_remote("libera", "$1")->id, id);
    EXPECT_FALSE(tables.messages.find_remote("oftc", "$1"));
    EXPECT_FALSE(tables.messages.find_remote("libera", "")) << "no id is not one id";
}

} // namespace
} // namespace peerdesk::storage
