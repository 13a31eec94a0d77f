// SPDX-License-Identifier: MIT
// Signs: on a card they are commands with the roles of commands, elsewhere they reach the author.
#include "tests/bot/desk/threaded_desk.hpp"

namespace peerdesk::desk {
namespace {

struct Signs : ThreadedDesk {
    storage::TicketState state() { return house.ticket(1).state; }
    std::string answer() {
        const auto words = message("#staff", "ana: How do I");
        say("bo", "#staff", "Press Add.",
            {.thread = words.thread, .reply_to = id_of(words), .remote_id = "$answer"});
        return id_of(message("a:ana", "Press Add."));
    }
};

TEST_F(Signs, thumbs_up_in_any_colour_or_eyes_on_a_card_claim) {
    const std::string card = ask();
    for (const char* sign :
         {"\U0001F44D", "\U0001F44D\U0001F3FD", "\U0001F44D\uFE0F", "\U0001F440"}) {
        react("bo", "#staff", card, sign);
        EXPECT_EQ(state(), storage::TicketState::claimed) << sign;
        EXPECT_EQ(house.ticket(1).claimer, house.person("bo")) << sign;
        say("bo", "#staff", "!release 1");
    }
}

TEST_F(Signs, a_check_mark_on_a_card_closes) {
    const std::string card = ask();
    react("bo", "#staff", card, "\u2705");
    EXPECT_EQ(state(), storage::TicketState::closed);
}

TEST_F(Signs, without_a_role_a_sign_does_nothing_but_say_so) {
    const std::string card = ask();
    const auto out = react("eve", "#staff", card, "\U0001F44D");
    EXPECT_EQ(state(), storage::TicketState::open);
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].thread, card);
    react("eve", "#staff", card, "\u2705");
    EXPECT_EQ(state(), storage::TicketState::open);
}

TEST_F(Signs, other_signs_on_a_card_and_signs_from_elsewhere_mean_nothing) {
    const std::string card = ask();
    EXPECT_TRUE(react("bo", "#staff", card, "\U0001F389").empty());
    EXPECT_TRUE(react("bo", "#help", card, "\U0001F44D").empty());
    EXPECT_TRUE(react("bo", "", card, "\U0001F44D").empty());
    EXPECT_EQ(state(), storage::TicketState::open);
}

TEST_F(Signs, what_the_staff_set_on_words_of_the_asker_reaches_the_asker) {
    ask();
    const auto out = react("bo", "#staff", id_of(message("#staff", "ana: How do I")), "\U0001F440");
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].place, support::direct("a:ana"));
    EXPECT_EQ(out[0].act, chat::Act::react);
    EXPECT_EQ(out[0].target, "$asked");
    EXPECT_EQ(state(), storage::TicketState::open) << "words are no card";
}

TEST_F(Signs, what_the_asker_sets_on_an_answer_reaches_the_staff_not_others) {
    ask();
    const std::string answered = answer();
    const auto out = react("ana", "", answered, "\u2764");
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].place, support::room("#staff"));
    EXPECT_EQ(out[0].act, chat::Act::react);
    EXPECT_EQ(out[0].target, "$answer");
    EXPECT_TRUE(react("ben", "", answered, "\u2764").empty());
}

TEST_F(Signs, where_a_network_has_no_signs_a_line_tells_of_them) {
    ask();
    const std::string answered = answer();
    house.state.services.networks["irc"].capabilities.can_react = false;
    const auto out = react("ana", "", answered, "\u2764");
    ASSERT_EQ(out.size(), 1U);
    EXPECT_EQ(out[0].act, chat::Act::say);
    EXPECT_EQ(out[0].text, support::words("peerdesk-card-reacted", {"1", "ana", "\u2764"}));
}

} // namespace
} // namespace peerdesk::desk
