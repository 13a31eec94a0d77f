// SPDX-License-Identifier: MIT
// The card of a ticket: one for each room, always as the ticket is.
#include "bot/desk/cards.hpp"

#include "bot/desk/card_text.hpp"
#include "tests/bot/desk/threaded_desk.hpp"

#include <gmock/gmock.h>

namespace peerdesk::desk {
namespace {

using support::words;

struct TicketCards : ThreadedDesk {
    storage::StoredPlace staff{"irc", false, "#staff"};

    std::string text(std::int64_t number = 1) {
        auto context = house.context();
        return card_text(context, house.desk(), house.ticket(number),
                         house.state.services.capabilities("irc"));
    }
    std::int64_t rows() {
        auto row = house.database.prepare("SELECT count(*) AS n FROM outbox");
        row.step();
        return row.integer("n");
    }
    void refresh() {
        auto context = house.context();
        refresh_card(context, house.desk(), storage::TicketId{1}, staff);
    }
};

TEST_F(TicketCards, a_network_needs_threads_and_changes_for_cards) {
    auto& capabilities = house.state.services.networks["irc"].capabilities;
    EXPECT_TRUE(has_cards(house.state.services, "irc"));
    capabilities.can_change = false;
    EXPECT_FALSE(has_cards(house.state.services, "irc"));
    capabilities.can_change = true;
    capabilities.can_thread = false;
    EXPECT_FALSE(has_cards(house.state.services, "irc"));
    EXPECT_FALSE(has_cards(house.state.services, "nowhere"));
}

TEST_F(TicketCards, says_who_asked_and_where_the_ticket_stands) {
    ask();
    EXPECT_TRUE(text().starts_with(words("peerdesk-card-title", {"1", "ana", "English"})));
    EXPECT_TRUE(text().contains(words("peerdesk-card-state-open")));
    say("bo", "#staff", "!claim 1");
    EXPECT_TRUE(text().contains(words("peerdesk-card-state-claimed", {"bo"})));
    EXPECT_FALSE(text().contains("!claim")) << "nobody is asked to take it now";
    say("bo", "#staff", "!close 1 answered");
    EXPECT_TRUE(text().contains(words("peerdesk-card-state-closed")));
    EXPECT_TRUE(text().contains(words("peerdesk-show-outcome-answered")));
}

TEST_F(TicketCards, what_stands_in_the_room_follows_each_step) {
    const std::string card = ask();
    for (const char* typed : {"!claim 1", "!skill 1 photo upload", "!release 1", "!close 1 spam"}) {
        const auto out = say("bo", "#staff", typed);
        const auto change = std::ranges::find(out, chat::Act::change, &chat::Outbound::act);
        ASSERT_NE(change, out.end()) << typed;
        EXPECT_EQ(change->target, card) << typed;
        EXPECT_EQ(change->text, text()) << typed;
    }
}

TEST_F(TicketCards, a_card_that_did_not_leave_yet_is_made_anew_instead_of_changed) {
    house.hear(House::message("ana", "", "How do I add a photo?"));
    house.hear(House::message("bo", "#staff", "!claim 1"));
    const auto out = hand_out();
    const auto card = std::ranges::find_if(
        out, [](const auto& each) { return each.text.starts_with("Question 1"); });
    ASSERT_NE(card, out.end());
    EXPECT_EQ(card->text, text());
    EXPECT_EQ(std::ranges::count(out, chat::Act::change, &chat::Outbound::act), 0);
}

TEST_F(TicketCards, changes_that_wait_become_one) {
    ask();
    const auto before = rows();
    refresh();
    EXPECT_EQ(rows(), before + 1);
    house.state.services.tables.tickets.set_skill(storage::TicketId{1}, "photo upload");
    refresh();
    EXPECT_EQ(rows(), before + 1);
    const auto out = deliver();
    ASSERT_EQ(out.size(), 1U);
    EXPECT_TRUE(out.front().text.contains("photo upload"));
}

TEST_F(TicketCards, a_change_on_its_way_is_followed_by_another) {
    ask();
    refresh();
    hand_out();
    house.state.services.tables.tickets.set_skill(storage::TicketId{1}, "photo upload");
    const auto before = rows();
    refresh();
    EXPECT_EQ(rows(), before + 1);
}

TEST_F(TicketCards, a_new_room_gets_a_card_for_each_ticket_not_closed) {
    ask();
    say("ben", "", "Where is my draft?");
    say("cy", "", "Why?");
    say("bo", "#staff", "!close 2 answered");
    const auto out =
        happens(chat::PlaceChanged{support::room("#staff"), chat::PlaceState::renewed, {}});
    std::vector<std::string> titles;
    for (const auto& each : out)
        titles.push_back(each.text.substr(0, each.text.find('\n')));
    EXPECT_THAT(titles, testing::ElementsAre("Question 1 from ana (English)",
                                             "Question 3 from cy (English)"));
    const auto change = say("bo", "#staff", "!claim 1");
    EXPECT_EQ(std::ranges::count(change, id_of(out.front()), &chat::Outbound::target), 1);
}

TEST_F(TicketCards, a_card_that_waits_for_the_room_is_not_doubled_by_a_new_room) {
    house.hear(House::message("ana", "", "How do I add a photo?"));
    const auto out =
        happens(chat::PlaceChanged{support::room("#staff"), chat::PlaceState::renewed, {}});
    EXPECT_EQ(std::ranges::count_if(
                  out, [](const auto& each) { return each.text.starts_with("Question 1 from"); }),
              1);
    EXPECT_EQ(message("#staff", "ana: How do I").thread,
              id_of(message("#staff", "Question 1 from")));
}

} // namespace
} // namespace peerdesk::desk
