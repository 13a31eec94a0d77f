// SPDX-License-Identifier: MIT
// One word to a question of ours: which question it answers, and for how long.
#include "bot/commands/prompt_answers.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>

namespace peerdesk::commands {
namespace {

using namespace std::chrono_literals;
using storage::TicketId;
using support::heard;
using support::House;
using support::words;

struct Prompts : testing::Test {
    House house;

    storage::PromptId ask(std::string_view who, std::string kind, std::string payload = {},
                          TicketId ticket = {}) {
        const auto whom = support::author(who);
        return house.state.services.tables.prompts.add({.place = {"irc", true, whom.id},
                                                        .person = house.person(who),
                                                        .kind = std::move(kind),
                                                        .ticket = ticket,
                                                        .payload = std::move(payload),
                                                        .asked = house.now});
    }
    bool answer(std::string_view who, std::string_view text) {
        auto turn = house.turn(who, "", text);
        return answer_prompt(turn);
    }
    bool is_waiting(std::string_view who) {
        const auto whom = support::author(who);
        return house.state.services.tables.prompts.newest({"irc", true, whom.id}, house.person(who))
            .has_value();
    }
    void close_question_of_ana() {
        house.say("ana", "How do I add a photo?");
        house.say("bo", "claim 1");
        house.say("bo", "reply 1 Use the menu.");
        house.say("bo", "close 1");
    }
};

TEST_F(Prompts, yes_in_any_language_answers_whether_something_was_learned) {
    for (const std::string_view yes : {"yes", "YES!", "oui", "sí", "да", "نعم", "हाँ"}) {
        ask("ana", "learned", "photo upload " + std::string(yes));
        EXPECT_TRUE(answer("ana", yes)) << yes;
        EXPECT_FALSE(is_waiting("ana")) << yes;
    }
    EXPECT_EQ(house.count("learned"), 7);
}

TEST_F(Prompts, no_closes_the_question_and_counts_nothing) {
    ask("ana", "learned", "photo upload");
    EXPECT_TRUE(answer("ana", "nein") || answer("ana", "no"));
    EXPECT_FALSE(is_waiting("ana"));
    EXPECT_EQ(house.count("learned"), 0);
}

TEST_F(Prompts, yes_without_a_named_skill_asks_which_and_waits_on) {
    ask("ana", "learned");
    EXPECT_TRUE(answer("ana", "yes"));
    EXPECT_TRUE(is_waiting("ana"));
    EXPECT_TRUE(heard(house.read(), "ana", words("peerdesk-learned-which")));
}

TEST_F(Prompts, other_words_are_left_for_somebody_else_to_understand) {
    ask("ana", "learned", "photo upload");
    for (const std::string_view text : {"", "yes but how", "3", "maybe", "claim 1"})
        EXPECT_FALSE(answer("ana", text)) << text;
    EXPECT_TRUE(is_waiting("ana"));
}

TEST_F(Prompts, the_outcome_is_taken_by_number_or_by_word) {
    struct Case {
        std::string_view text;
        std::optional<storage::Outcome> outcome;
    };
    for (const Case& each :
         {Case{"1", storage::Outcome::answered}, Case{"2", storage::Outcome::taught},
          Case{"3", storage::Outcome::referred}, Case{"4", storage::Outcome::no_reply},
          Case{"5", storage::Outcome::spam}, Case{"٢", storage::Outcome::taught},
          Case{"Referred", storage::Outcome::referred},
          Case{"no-reply", storage::Outcome::no_reply}, Case{"0", {}}, Case{"6", {}},
          Case{"12", {}}, Case{"yes", {}}, Case{"great", {}}}) {
        House fresh;
        fresh.say("ana", "How do I add a photo?");
        fresh.say("bo", "claim 1");
        fresh.say("bo", "close 1");
        auto turn = fresh.turn("bo", "", each.text);
        EXPECT_EQ(answer_prompt(turn), each.outcome.has_value()) << each.text;
        EXPECT_EQ(fresh.ticket(1).outcome, each.outcome) << each.text;
    }
}

TEST_F(Prompts, only_the_newest_question_can_be_answered_by_one_word) {
    close_question_of_ana();
    ask("bo", "bare", "Is there a meeting today?");
    EXPECT_TRUE(answer("bo", "1"));
    EXPECT_FALSE(house.ticket(1).outcome) << "1 was meant for the newer question";
    EXPECT_EQ(house.count("asked"), 2);
}

TEST_F(Prompts, an_older_question_is_not_answered_while_a_newer_one_stands) {
    close_question_of_ana();
    ask("bo", "forget");
    EXPECT_FALSE(answer("bo", "3"));
    EXPECT_FALSE(house.ticket(1).outcome);
}

TEST_F(Prompts, one_persons_question_is_not_answered_by_another) {
    close_question_of_ana();
    EXPECT_FALSE(answer("chi", "1"));
    EXPECT_FALSE(house.ticket(1).outcome);
}

TEST_F(Prompts, a_question_in_one_place_is_not_answered_in_another) {
    close_question_of_ana(); // bo is asked in the direct chat
    auto turn = house.turn("bo", "#staff", "1");
    EXPECT_FALSE(answer_prompt(turn));
    EXPECT_FALSE(house.ticket(1).outcome);
}

TEST_F(Prompts, after_two_weeks_yes_means_nothing_any_more) {
    ask("ana", "learned", "photo upload");
    house.now += 14 * 24h;
    EXPECT_TRUE(answer("ana", "yes")) << "the last moment";
    ask("ana", "learned", "tables");
    house.now += 14 * 24h + 1ms;
    EXPECT_FALSE(answer("ana", "yes"));
    EXPECT_EQ(house.count("learned"), 1);
}

TEST_F(Prompts, a_long_text_is_never_an_answer) {
    ask("ana", "learned", "photo upload");
    EXPECT_FALSE(answer("ana", "yes" + std::string(40, '!')));
}

TEST_F(Prompts, a_responders_bare_text_becomes_what_the_number_says) {
    house.say("ana", "How do I add a photo?");
    house.say("bo", "claim 1");
    auto said = house.say("bo", "Look under Insert in the menu.");
    EXPECT_TRUE(heard(said, "bo", words("peerdesk-bare-ask")));
    EXPECT_TRUE(heard(house.say("bo", "1"), "ana", "Look under Insert in the menu."));
    house.say("bo", "Where is the handbook for us?");
    house.say("bo", "2");
    EXPECT_EQ(house.count("asked"), 2);
    EXPECT_EQ(house.ticket(2).asker, house.person("bo"));
}

TEST_F(Prompts, a_kept_answer_to_a_ticket_closed_meanwhile_is_not_sent) {
    house.say("ana", "How do I add a photo?");
    house.say("bo", "claim 1");
    house.say("bo", "Look under Insert in the menu.");
    house.say("ana", "solved");
    const auto said = house.say("bo", "1");
    EXPECT_FALSE(heard(said, "ana", "Look under"));
}

TEST_F(Prompts, forgetting_needs_a_yes) {
    house.say("ana", "How do I add a photo?");
    house.say("ana", "forget me");
    EXPECT_TRUE(answer("ana", "no"));
    EXPECT_TRUE(heard(house.read(), "ana", words("peerdesk-forget-kept")));
    EXPECT_EQ(house.ticket(1).state, storage::TicketState::open);
    house.say("ana", "forget me");
    house.say("ana", "yes");
    EXPECT_EQ(house.ticket(1).state, storage::TicketState::closed);
}

TEST_F(Prompts, a_prompt_of_an_unknown_kind_is_no_question) {
    ask("ana", "of-a-later-version");
    EXPECT_FALSE(answer("ana", "yes"));
}

} // namespace
} // namespace peerdesk::commands
