// SPDX-License-Identifier: MIT
// What becomes of each message owed: every word a network can say, and what goes out when.
#include "bot/desk/deliveries.hpp"
#include "bot/desk/handing_out.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::desk {
namespace {

using namespace std::chrono_literals;
using chat::Delivery;
using storage::OutboxState;
using storage::RepeatRule;
using support::heard;
using support::House;
using support::words;
using Texts = std::vector<std::string>;

struct Deliveries : testing::Test {
    House house;
    storage::Outbox& outbox = house.state.services.tables.outbox;

    storage::OutboxId owe(std::string text, storage::StoredPlace place = {"irc", true, "a:ana"},
                          RepeatRule repeat = RepeatRule::mark) {
        storage::OutboxRow row;
        row.place = std::move(place);
        row.body = std::move(text);
        row.repeat = repeat;
        row.created = house.now;
        return outbox.add(row);
    }
    std::vector<chat::Outbound> hand_out() {
        auto context = house.context();
        return desk::hand_out(context);
    }
    Texts hand_out_texts() {
        Texts texts;
        for (const auto& each : hand_out())
            texts.push_back(each.text);
        return texts;
    }
    void report(storage::OutboxId id, Delivery delivery, std::string reason = {}) {
        auto context = house.context();
        on_delivery(context, "irc", {id.value, delivery, "remote-1", std::move(reason)});
    }
    void link(std::size_t in_flight_max) {
        house.state.services.networks["irc"].capabilities.in_flight_max = in_flight_max;
    }
    void see(std::string who) {
        auto context = house.context();
        on_seen(context, "irc", {"a:" + who, who});
    }
};

TEST_F(Deliveries, each_word_of_the_network_has_its_end) {
    struct Case {
        Delivery delivery;
        RepeatRule repeat;
        OutboxState state;
        bool is_repeat;
    };
    for (const Case& each : {
             Case{Delivery::sent, RepeatRule::mark, OutboxState::sent, false},
             Case{Delivery::sent, RepeatRule::never, OutboxState::sent, false},
             Case{Delivery::unconfirmed, RepeatRule::mark, OutboxState::unconfirmed, false},
             Case{Delivery::refused, RepeatRule::mark, OutboxState::failed, false},
             Case{Delivery::refused, RepeatRule::never, OutboxState::failed, false},
             Case{Delivery::absent, RepeatRule::mark, OutboxState::held, false},
             Case{Delivery::absent, RepeatRule::never, OutboxState::held, false},
             Case{Delivery::returned, RepeatRule::mark, OutboxState::queued, false},
             Case{Delivery::returned, RepeatRule::never, OutboxState::queued, false},
             Case{Delivery::unknown, RepeatRule::mark, OutboxState::queued, true},
             Case{Delivery::unknown, RepeatRule::same, OutboxState::queued, false},
             Case{Delivery::unknown, RepeatRule::never, OutboxState::unknown, false},
         }) {
        const auto id =
            owe("news", {"irc", true, "a:x" + std::to_string(house.now.time_since_epoch().count())},
                each.repeat);
        house.now += 1ms; // another place for each case: what is held holds its place
        ASSERT_EQ(hand_out().size(), 1U);
        report(id, each.delivery, "No such nick");
        const auto row = outbox.find(id).value();
        EXPECT_EQ(row.state, each.state) << static_cast<int>(each.delivery);
        EXPECT_EQ(row.is_repeat, each.is_repeat) << static_cast<int>(each.delivery);
        if (row.state == OutboxState::queued)
            outbox.finish(id, OutboxState::sent, "", "", house.now);
    }
}

TEST_F(Deliveries, an_end_that_stays_unknown_is_given_up_after_five_attempts) {
    for (const auto rule : {RepeatRule::mark, RepeatRule::same}) {
        const auto id = owe("news", {"irc", true, "a:ana"}, rule);
        for (int attempt = 1; attempt <= 4; ++attempt) {
            ASSERT_EQ(hand_out().size(), 1U) << attempt;
            report(id, Delivery::unknown);
            ASSERT_EQ(outbox.find(id)->state, OutboxState::queued) << attempt;
        }
        ASSERT_EQ(hand_out().size(), 1U);
        report(id, Delivery::unknown);
        EXPECT_EQ(outbox.find(id)->state, OutboxState::failed);
        EXPECT_FALSE(outbox.find(id)->reason.empty());
    }
}

TEST_F(Deliveries, what_certainly_did_not_leave_is_tried_for_ever) {
    const auto id = owe("news");
    for (int attempt = 1; attempt <= 50; ++attempt) {
        ASSERT_EQ(hand_out_texts(), Texts{"news"}) << attempt;
        report(id, Delivery::returned);
    }
    hand_out();
    report(id, Delivery::sent);
    EXPECT_EQ(outbox.find(id)->state, OutboxState::sent);
    EXPECT_EQ(outbox.find(id)->remote_id, "remote-1");
}

TEST_F(Deliveries, a_word_about_what_is_not_being_sent_changes_nothing) {
    const auto id = owe("news");
    report(id, Delivery::sent);
    EXPECT_EQ(outbox.find(id)->state, OutboxState::queued) << "never handed out";
    hand_out();
    auto context = house.context();
    on_delivery(context, "another", {id.value, Delivery::sent, "", ""});
    EXPECT_EQ(outbox.find(id)->state, OutboxState::sending) << "another network's word";
    report(id, Delivery::sent);
    report(id, Delivery::refused, "late");
    EXPECT_EQ(outbox.find(id)->state, OutboxState::sent) << "the first word counts";
    on_delivery(context, "irc", {999, Delivery::sent, "", ""});
}

TEST_F(Deliveries, nothing_goes_out_while_the_link_is_down) {
    owe("news");
    house.state.services.networks["irc"].is_up = false;
    EXPECT_TRUE(hand_out().empty());
    owe("elsewhere", {"unheard-of", true, "a:ana"});
    EXPECT_TRUE(hand_out().empty());
    house.state.services.networks["irc"].is_up = true;
    EXPECT_EQ(hand_out_texts(), Texts{"news"});
    EXPECT_TRUE(hand_out().empty()) << "each once";
}

TEST_F(Deliveries, a_network_gets_only_as_many_at_once_as_it_takes) {
    link(3);
    std::vector<storage::OutboxId> ids;
    for (int i = 1; i <= 5; ++i)
        ids.push_back(owe("news " + std::to_string(i)));
    EXPECT_EQ(hand_out_texts(), (Texts{"news 1", "news 2", "news 3"}));
    EXPECT_TRUE(hand_out().empty());
    report(ids[1], Delivery::sent);
    EXPECT_EQ(hand_out_texts(), Texts{"news 4"});
    report(ids[0], Delivery::sent);
    report(ids[2], Delivery::sent);
    EXPECT_EQ(hand_out_texts(), Texts{"news 5"});
    link(0);
    owe("news 6");
    EXPECT_TRUE(hand_out().empty());
}

TEST_F(Deliveries, what_is_held_goes_out_in_order_when_the_person_is_seen) {
    const auto first = owe("one");
    EXPECT_EQ(hand_out().size(), 1U);
    owe("two");
    report(first, Delivery::absent);
    owe("three");
    owe("to bo", {"irc", true, "a:bo"});
    EXPECT_EQ(hand_out_texts(), Texts{"to bo"}) << "nobody else waits";
    see("bo");
    EXPECT_TRUE(hand_out().empty());
    see("ana");
    EXPECT_EQ(hand_out_texts(), (Texts{"one", "two", "three"}));
}

TEST_F(Deliveries, a_room_of_the_same_name_is_another_place) {
    const auto id = owe("one", {"irc", true, "#help"});
    hand_out();
    report(id, Delivery::absent);
    owe("in the room", {"irc", false, "#help"});
    EXPECT_EQ(hand_out_texts(), Texts{"in the room"});
}

struct Answers : Deliveries {
    storage::OutboxId answer_id() {
        const auto messages = house.state.services.tables.messages.last_of(storage::TicketId{1}, 1);
        return outbox.of_message(messages.front().id).front().id;
    }
    void let_bo_answer(std::string_view where = "") {
        house.say("ana", "How do I add a photo?");
        house.say("bo", where, "claim 1");
        house.say("bo", where, "reply 1 Use the menu.");
        hand_out();
    }
};

TEST_F(Answers, a_failed_or_held_answer_is_told_to_the_claimer_unasked) {
    let_bo_answer();
    report(answer_id(), Delivery::refused, "Cannot send to nick");
    EXPECT_TRUE(heard(
        house.read(), "bo",
        words("peerdesk-delivery-told-failed", {"1", text::Name{"ana"}, "Cannot send to nick"})));
}

TEST_F(Answers, a_refusal_without_words_is_explained_all_the_same) {
    let_bo_answer();
    report(answer_id(), Delivery::refused);
    EXPECT_TRUE(heard(house.read(), "bo", words("peerdesk-delivery-no-word")));
}

TEST_F(Answers, a_held_answer_is_told_where_the_claimer_works) {
    let_bo_answer("#staff");
    report(answer_id(), Delivery::absent);
    EXPECT_TRUE(heard(house.read(), "#staff",
                      words("peerdesk-delivery-told-held", {"1", text::Name{"ana"}, ""})));
}

TEST_F(Answers, a_failed_answer_to_a_released_ticket_is_told_to_the_staff) {
    let_bo_answer();
    const auto id = answer_id();
    house.say("bo", "release 1");
    report(id, Delivery::refused, "gone");
    EXPECT_TRUE(heard(house.read(), "#staff", "gone"));
}

TEST_F(Answers, other_failed_messages_are_told_to_nobody) {
    const auto id = owe("help text");
    hand_out();
    report(id, Delivery::refused, "gone");
    EXPECT_TRUE(house.read().size() <= 1U);
}

TEST_F(Deliveries, the_mark_of_a_possible_repeat_is_in_the_readers_language) {
    House two(support::two_desks());
    two.say("zoe", "language es");
    two.say("ana", "language fr");
    two.say("ana", "#help", "!ask Comment ajouter une photo à ma page ?");
    two.state.services.tables.people.set_guessed_language(two.person("dan"), "ru");
    struct Case {
        storage::StoredPlace place;
        storage::PersonId person;
        storage::TicketId ticket;
        std::string_view locale;
    };
    const storage::StoredPlace direct{"irc", true, "a:x"};
    for (const Case& each : {
             Case{direct, two.person("ana"), storage::TicketId{1}, "fr"},
             Case{{"irc", false, "#staff"}, {}, storage::TicketId{1}, "en"},
             Case{{"irc", false, "#shed"}, {}, {}, "fr"},
             Case{direct, two.person("zoe"), storage::TicketId{1}, "es"},
             Case{direct, two.person("zoe"), {}, "es"},
             Case{direct, two.person("dan"), {}, "ru"},
             Case{direct, two.person("new"), {}, "en"},
         }) {
        auto context = two.context();
        const auto id = conversation::post(context, each.place, "hello",
                                           {.ticket = each.ticket, .person = each.person});
        static_cast<void>(desk::hand_out(context));
        on_delivery(context, "irc", {id.value, Delivery::unknown, "", ""});
        const auto out = desk::hand_out(context);
        ASSERT_EQ(out.size(), 1U);
        EXPECT_EQ(out.front().text, words("peerdesk-repeated", {"hello"}, each.locale));
        on_delivery(context, "irc", {id.value, Delivery::sent, "", ""});
    }
}

TEST_F(Deliveries, a_repeat_that_then_certainly_did_not_leave_stays_marked) {
    const auto id = owe("news");
    hand_out();
    report(id, Delivery::unknown);
    hand_out();
    report(id, Delivery::returned);
    EXPECT_EQ(hand_out_texts(), Texts{words("peerdesk-repeated", {"news"})});
}

} // namespace
} // namespace peerdesk::desk
