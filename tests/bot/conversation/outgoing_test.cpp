// SPDX-License-Identifier: MIT
// How the bot speaks: to whom, where, in which language, and with whose name in front.
#include "bot/conversation/outgoing.hpp"

#include "bot/desk/claim.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::conversation {
namespace {

using namespace std::chrono_literals;
using support::heard;
using support::House;
using support::Said;
using support::to;
using support::words;

struct Outgoing : testing::Test {
    House house;

    Lines line(std::string_view text, std::string locale = "en") {
        Lines lines(house.state.services, std::move(locale));
        lines.literal(text);
        return lines;
    }
    void let_ana_ask_and(std::string_view who, std::string_view where, std::string_view claim) {
        house.say("ana", "How do I add a photo?");
        house.say(who, where, claim);
    }
    std::vector<Said> tell_claimer() {
        auto context = house.context();
        conversation::tell_claimer(context, house.ticket(1), line("news"));
        return house.read();
    }
};

TEST_F(Outgoing, in_a_direct_chat_nobodys_name_stands_first) {
    auto turn = house.turn("ana");
    answer(turn, line("good to know"));
    EXPECT_EQ(house.read(), (std::vector<Said>{{"ana", "good to know"}}));
}

TEST_F(Outgoing, in_a_room_the_answer_begins_with_the_name) {
    auto turn = house.turn("ana", "#help");
    answer(turn, line("good to know"));
    const auto said = house.read();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said.front().place, "#help");
    EXPECT_TRUE(said.front().text.starts_with("ana")) << said.front();
    EXPECT_TRUE(said.front().text.ends_with(": good to know")) << said.front();
}

TEST_F(Outgoing, the_current_name_is_used_not_the_account) {
    auto message = House::message("ana", "#help", "status");
    message.author.name = "ana|away";
    const auto said = house.hear(message);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said.front().text.starts_with("ana|away")) << said.front();
}

TEST_F(Outgoing, over_the_rate_limit_nothing_is_answered) {
    auto turn = house.turn("ana");
    turn.is_answered_quietly = true;
    answer(turn, "peerdesk-status-none");
    EXPECT_TRUE(house.read().empty());
}

TEST_F(Outgoing, lines_are_joined_by_line_breaks_and_keep_a_persons_own_words) {
    Lines lines(house.state.services, "en");
    EXPECT_EQ(lines.text(), "");
    lines.literal("one").literal("{{PLURAL:$1|a|b}} $1");
    EXPECT_EQ(lines.text(), "one\n{{PLURAL:$1|a|b}} $1");
}

TEST_F(Outgoing, a_person_is_told_on_the_network_they_used_last) {
    auto& people = house.state.services.tables.people;
    const auto bo = house.person("bo");
    auto elsewhere = people.add("matrix", "a:bo2", false, "bo2", house.now);
    people.move_identity(elsewhere.id, bo);
    elsewhere.last_seen = house.now + 1h;
    people.touch(elsewhere);
    auto context = house.context();
    EXPECT_TRUE(tell_person(context, bo, line("news"), {}));
    EXPECT_EQ(house.state.services.tables.outbox.queued("matrix", 5).size(), 1U);
    EXPECT_FALSE(tell_person(context, storage::PersonId{999}, line("news"), {}));
}

TEST_F(Outgoing, an_asker_in_a_room_is_told_there_by_name_in_the_tickets_language) {
    house.say("ana", "#help", "!ask How do I add a photo?");
    auto context = house.context();
    tell_asker(context, house.ticket(1), "news", {});
    const auto said = house.read();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said.front().place, "#help");
    EXPECT_TRUE(said.front().text.starts_with("ana")) << said.front();
}

TEST_F(Outgoing, who_claimed_in_a_direct_chat_hears_there_without_a_name) {
    let_ana_ask_and("bo", "", "claim 1");
    EXPECT_EQ(tell_claimer(), (std::vector<Said>{{"bo", "news"}}));
}

TEST_F(Outgoing, who_claimed_in_the_staff_room_hears_there_by_name) {
    let_ana_ask_and("bo", "#staff", "claim 1");
    const auto said = tell_claimer();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said.front().place, "#staff");
    EXPECT_TRUE(said.front().text.starts_with("bo")) << said.front();
}

TEST_F(Outgoing, who_claimed_in_a_public_room_hears_in_private) {
    let_ana_ask_and("bo", "#help", "!claim 1");
    EXPECT_EQ(house.ticket(1).claim_place.network, "");
    EXPECT_EQ(tell_claimer(), (std::vector<Said>{{"bo", "news"}}));
    const auto said = house.say("ana", "And where is my secret draft?");
    EXPECT_FALSE(heard(said, "#help", "secret draft"));
}

TEST_F(Outgoing, next_and_reply_in_a_public_room_keep_that_room_out_too) {
    let_ana_ask_and("bo", "#help", "!next");
    EXPECT_EQ(house.ticket(1).claimer, house.person("bo"));
    EXPECT_EQ(house.ticket(1).claim_place.network, "");
    house.say("ana", "ask How do I add a table?");
    house.say("chi", "#help", "!reply 2 Use the menu.");
    EXPECT_EQ(house.ticket(2).claimer, house.person("chi"));
    EXPECT_EQ(house.ticket(2).claim_place.network, "");
}

TEST_F(Outgoing, who_was_assigned_hears_in_private) {
    let_ana_ask_and("bo", "#staff", "claim 1");
    house.say("bo", "#staff", "assign 1 @chi");
    EXPECT_EQ(tell_claimer(), (std::vector<Said>{{"chi", "news"}}));
}

TEST_F(Outgoing, nobody_is_told_where_nobody_claimed) {
    house.say("ana", "How do I add a photo?");
    EXPECT_TRUE(tell_claimer().empty());
}

TEST_F(Outgoing, every_staff_room_is_told_once) {
    auto settings = support::help_desk();
    settings.staff_rooms.push_back(support::room("#staff", "matrix"));
    House two(support::with_desk(settings));
    auto context = two.context();
    Lines lines(two.state.services, "en");
    lines.literal("news");
    EXPECT_TRUE(tell_staff(context, two.desk(), lines, {}));
    EXPECT_EQ(two.read(), (std::vector<Said>{{"#staff", "news"}, {"#staff", "news"}}));
    settings.staff_rooms.clear();
    House none(support::with_desk(settings));
    auto other = none.context();
    EXPECT_FALSE(tell_staff(other, none.desk(), lines, {}));
}

TEST_F(Outgoing, commands_to_type_have_the_prefix_in_rooms_only) {
    EXPECT_EQ(command_line(house.desk(), true, "claim 1"), "claim 1");
    EXPECT_EQ(command_line(house.desk(), false, "claim 1"), "!claim 1");
    EXPECT_EQ(number(storage::TicketId{12345}), "12345");
}

TEST_F(Outgoing, a_silent_networks_reason_is_said_in_words) {
    EXPECT_EQ(network_words(house.state.services, "en", "No such nick"), "No such nick");
    EXPECT_EQ(network_words(house.state.services, "en", no_word),
              words("peerdesk-delivery-no-word"));
}

TEST_F(Outgoing, whoever_was_forgotten_has_a_neutral_name) {
    storage::Person nobody;
    Lines lines(house.state.services, "en");
    lines.add("peerdesk-nudge", {"1", name_of(house.state.services, nobody, "en")});
    EXPECT_TRUE(lines.text().contains(words("peerdesk-somebody"))) << lines.text();
}

TEST_F(Outgoing, a_place_is_the_same_after_it_was_stored) {
    for (const auto& place : {support::room("#help"), support::direct("a:ana")})
        EXPECT_EQ(place_of(stored(place)), place);
}

TEST_F(Outgoing, people_are_answered_in_the_language_they_chose_then_guessed_then_the_desks) {
    storage::Person person;
    EXPECT_EQ(language_of(person, house.desk()), "en");
    person.guessed_language = "es";
    EXPECT_EQ(language_of(person, house.desk()), "es");
    person.language = "fr";
    EXPECT_EQ(language_of(person, house.desk()), "fr");
}

} // namespace
} // namespace peerdesk::conversation
