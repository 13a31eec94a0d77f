// SPDX-License-Identifier: MIT
// What goes out next where a network takes only a few messages for each place.
#include "tests/bot/desk/threaded_desk.hpp"

#include <gmock/gmock.h>

namespace peerdesk::desk {
namespace {

using namespace std::chrono_literals;
using storage::OutboxAct;
using storage::OutboxId;
using storage::OutboxRow;
using storage::OutboxState;
using testing::ElementsAre;
using testing::IsEmpty;

struct HandingOut : ThreadedDesk {
    static storage::StoredPlace staff() { return {"irc", false, "#staff"}; }
    static storage::StoredPlace to(const std::string& who) { return {"irc", true, "a:" + who}; }

    storage::TicketId ticket(std::string_view who = "ana") {
        storage::Ticket ticket;
        ticket.desk = house.desk().id;
        ticket.asker = house.person(who);
        ticket.language = "en";
        ticket.place = to(std::string(who));
        ticket.opened = ticket.last_word = house.now;
        return house.state.services.tables.tickets.open(ticket);
    }
    OutboxId owe(OutboxRow row) {
        if (row.place.id.empty()) row.place = staff();
        row.created = house.now;
        return outbox.add(row);
    }
    std::vector<std::string> texts() {
        std::vector<std::string> texts;
        for (const auto& each : hand_out())
            texts.push_back(each.text);
        return texts;
    }
    void limit(std::size_t in_place_max, std::size_t in_flight_max = 1000) {
        auto& capabilities = house.state.services.networks["irc"].capabilities;
        capabilities.in_place_max = in_place_max;
        capabilities.in_flight_max = in_flight_max;
    }
};

TEST_F(HandingOut, a_busy_room_does_not_keep_others_waiting) {
    limit(2);
    for (const char* body : {"1", "2", "3", "4"})
        owe({.body = body});
    owe({.place = to("ana"), .body = "5"});
    EXPECT_THAT(texts(), ElementsAre("1", "2", "5"));
    EXPECT_THAT(texts(), IsEmpty());
}

TEST_F(HandingOut, who_waited_longest_is_first_when_the_network_takes_few) {
    limit(1, 2);
    owe({.place = to("ana"), .body = "1"});
    owe({.place = to("ana"), .body = "2"});
    owe({.place = to("bo"), .body = "3"});
    owe({.place = to("chi"), .body = "4"});
    EXPECT_THAT(texts(), ElementsAre("1", "3"));
}

TEST_F(HandingOut, what_hangs_on_a_message_waits_for_its_id_and_so_does_what_follows) {
    const OutboxId card = owe({.body = "card"});
    owe({.body = "in thread", .thread_row = card});
    owe({.body = "beside"});
    ASSERT_THAT(texts(), ElementsAre("card"));
    report(card.value, chat::Delivery::sent, "$card");
    const auto next = hand_out();
    ASSERT_EQ(next.size(), 2U);
    EXPECT_EQ(next[0].text, "in thread");
    EXPECT_EQ(next[0].thread, "$card");
    EXPECT_EQ(next[1].text, "beside");
    EXPECT_EQ(next[1].thread, "");
}

TEST_F(HandingOut, the_thread_goes_on_after_its_latest_message) {
    const OutboxId card = owe({.body = "card"});
    deliver();
    const OutboxId first = owe({.body = "one", .thread_row = card});
    deliver();
    owe({.body = "two", .thread_row = card});
    const auto next = hand_out();
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].thread, "$" + std::to_string(card.value));
    EXPECT_EQ(next[0].thread_latest, "$" + std::to_string(first.value));
}

TEST_F(HandingOut, without_its_first_message_it_is_said_outside_of_a_thread) {
    const OutboxId card = owe({.body = "card"});
    hand_out();
    report(card.value, chat::Delivery::refused);
    owe({.body = "words", .thread_row = card});
    const auto next = hand_out();
    ASSERT_EQ(next.size(), 1U);
    EXPECT_EQ(next[0].text, "words");
    EXPECT_EQ(next[0].thread, "");
}

TEST_F(HandingOut, a_change_of_what_never_arrived_is_given_up) {
    const OutboxId card = owe({.body = "card"});
    hand_out();
    report(card.value, chat::Delivery::refused);
    const OutboxId change = owe({.body = "taken", .act = OutboxAct::change, .target_row = card});
    owe({.body = "after"});
    EXPECT_THAT(texts(), ElementsAre("after"));
    EXPECT_EQ(outbox.find(change)->state, OutboxState::failed);
    EXPECT_FALSE(outbox.find(change)->reason.empty());
}

TEST_F(HandingOut, lines_of_ours_about_one_ticket_are_joined_while_they_wait) {
    limit(1);
    const auto first = ticket();
    const auto second = ticket("ben");
    owe({.body = "busy"});
    hand_out();
    owe({.body = "one", .ticket = first});
    owe({.body = "two", .ticket = first});
    owe({.body = "other", .ticket = second});
    outbox.finish(OutboxId{1}, OutboxState::sent, "$1", "", house.now);
    EXPECT_THAT(texts(), ElementsAre("one\ntwo"));
}

TEST_F(HandingOut, what_people_said_and_files_and_cards_are_never_joined) {
    const auto id = ticket();
    const auto card = owe({.body = "card", .ticket = id});
    house.state.services.tables.cards.set({id, staff(), card});
    owe({.body = "line", .ticket = id});
    owe({.body = "ana: How?", .voice = storage::OutboxVoice::person, .ticket = id});
    owe({.body = "line 2", .ticket = id});
    owe({.body = "a.png", .attachment = "[{\"kind\":\"image\",\"ref\":\"r\"}]", .ticket = id});
    owe({.body = "x", .act = OutboxAct::react, .target = "$in", .ticket = id});
    limit(100);
    EXPECT_THAT(texts(), ElementsAre("card", "line", "ana: How?", "line 2", "a.png", "x"));
}

TEST_F(HandingOut, what_was_tried_before_is_sent_again_as_it_was) {
    const auto id = ticket();
    const OutboxId tried = owe({.body = "one", .ticket = id});
    const auto first = hand_out();
    report(tried.value, chat::Delivery::unknown);
    owe({.body = "two", .ticket = id});
    house.now += 1h;
    const auto again = hand_out();
    ASSERT_EQ(again.size(), 2U);
    EXPECT_EQ(again[0].text, "one") << "no mark, nothing joined";
    EXPECT_EQ(again[0].created, first[0].created);
    EXPECT_EQ(again[0].first_sent, first[0].first_sent);
}

} // namespace
} // namespace peerdesk::desk
