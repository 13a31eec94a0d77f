// SPDX-License-Identifier: MIT
// Who may run what and where, and how it is refused.
#include "bot/commands/dispatch.hpp"

#include "bot/commands/respond.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::commands {
namespace {

using support::heard;
using support::House;
using support::words;
using namespace std::chrono_literals;

struct Dispatching : testing::Test {
    House house;

    Dispatched run(std::string_view who, std::string_view where, std::string_view text) {
        auto turn = house.turn(who, where, text);
        return dispatch(turn, house.state.lexicon, text);
    }
};

TEST_F(Dispatching, a_command_runs_where_it_may_for_whom_it_may) {
    house.say("ana", "How do I add a photo?");
    struct Case {
        std::string_view who;
        std::string_view where;
        std::string_view text;
    };
    for (const Case& each :
         {Case{"ana", "", "status"}, Case{"ana", "#help", "status"}, Case{"ana", "", "my data"},
          Case{"bo", "#staff", "list"}, Case{"bo", "", "show 1"}, Case{"bo", "#help", "next"},
          Case{"cora", "#lead", "summary"}, Case{"cora", "#staff", "summary last"}}) {
        EXPECT_EQ(run(each.who, each.where, each.text), Dispatched::ran) << each.text;
        for (const auto& said : house.read()) {
            EXPECT_FALSE(said.text.contains("is for")) << each.text << " -> " << said.text;
            EXPECT_FALSE(said.text.contains("peerdesk-")) << said.text;
        }
    }
}

TEST_F(Dispatching, a_newcomer_is_refused_kindly_with_the_names_of_who_can_help) {
    EXPECT_EQ(run("ana", "", "claim 1"), Dispatched::ran);
    auto said = house.read();
    EXPECT_TRUE(heard(said, "ana", words("peerdesk-refused-responder", {"claim"})));
    EXPECT_TRUE(heard(said, "ana", words("peerdesk-refused-ask", {"cora"})));
    EXPECT_FALSE(heard(said, "ana", words("peerdesk-refused-guest")));
    EXPECT_EQ(run("bo", "", "indicators"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "bo", words("peerdesk-refused-coordinator", {"indicators"})));
}

TEST_F(Dispatching, a_guest_is_told_that_roles_need_an_account) {
    EXPECT_EQ(run("~gil", "", "claim 1"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "gil", words("peerdesk-refused-guest")));
}

TEST_F(Dispatching, where_there_are_no_accounts_the_pass_phrase_is_named) {
    house.state.services.networks["irc"].capabilities.has_accounts = false;
    EXPECT_EQ(run("ana", "", "claim 1"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "ana", words("peerdesk-refused-identify")));
}

TEST_F(Dispatching, private_matters_are_sent_to_the_direct_chat) {
    EXPECT_EQ(run("ana", "#help", "my data"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "#help", words("peerdesk-write-directly", {"my data"})));
    EXPECT_EQ(run("bo", "#staff", "forget me"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "#staff", words("peerdesk-write-directly", {"forget me"})));
}

TEST_F(Dispatching, a_tickets_inside_is_not_shown_in_a_public_room) {
    for (const std::string_view text : {"list", "show 1", "note 1 they are new here"}) {
        EXPECT_EQ(run("bo", "#help", text), Dispatched::ran);
        const std::string name(text.substr(0, text.find(' ')));
        EXPECT_TRUE(heard(house.read(), "#help", words("peerdesk-not-in-public", {name}))) << text;
    }
    EXPECT_EQ(run("cora", "#help", "responder list"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "#help", words("peerdesk-not-in-public", {"responder list"})));
}

TEST_F(Dispatching, free_text_of_a_newcomer_is_a_question_not_a_forbidden_command) {
    for (const std::string_view text :
         {"note 3 pages are missing from my book", "reply 2 me please somebody, I am lost",
          "block @eve she sends me links", "close 3 tabs at once is possible how"}) {
        EXPECT_EQ(run("ana", "", text), Dispatched::misfit) << text;
        EXPECT_TRUE(house.read().empty()) << text;
    }
}

TEST_F(Dispatching, in_a_room_the_same_words_are_meant_as_a_command) {
    EXPECT_EQ(run("ana", "#help", "note 3 pages are missing"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "#help", words("peerdesk-refused-responder", {"note"})));
}

TEST_F(Dispatching, words_that_begin_no_command_are_told_apart_from_misfits) {
    EXPECT_EQ(run("ana", "", "where is the menu"), Dispatched::no_word);
    EXPECT_EQ(run("ana", "", ""), Dispatched::no_word);
    EXPECT_EQ(run("ana", "", "status of my page is unclear"), Dispatched::misfit);
    EXPECT_EQ(run("bo", "", "claim the prize"), Dispatched::misfit);
}

TEST_F(Dispatching, the_askers_form_of_close_stands_behind_the_responders) {
    house.say("ana", "How do I add a photo?");
    EXPECT_EQ(run("ana", "", "close 1"), Dispatched::ran);
    EXPECT_EQ(house.ticket(1).state, storage::TicketState::closed);
    EXPECT_TRUE(heard(house.read(), "ana", words("peerdesk-solved", {"1"})));
}

TEST_F(Dispatching, a_command_is_known_in_another_language_than_the_readers) {
    EXPECT_EQ(run("ana", "", "estado"), Dispatched::ran);
    EXPECT_TRUE(heard(house.read(), "ana", words("peerdesk-status-none")));
}

TEST_F(Dispatching, the_command_alone_is_explained_with_an_example) {
    auto said = house.say("bo", "claim");
    EXPECT_TRUE(heard(said, "bo", words("peerdesk-usage", {"claim"})));
    EXPECT_TRUE(heard(said, "bo", words("peerdesk-help-claim-example")));
    said = house.say("bo", "#staff", "!claim");
    EXPECT_TRUE(heard(said, "#staff", words("peerdesk-room-hint", {"!"})));
    said = house.say("ana", "claim");
    EXPECT_TRUE(heard(said, "ana", words("peerdesk-refused-responder", {"claim"})));
}

TEST_F(Dispatching, one_word_near_a_command_is_answered_with_it) {
    const auto said = house.say("bo", "clami");
    EXPECT_TRUE(heard(said, "bo", words("peerdesk-near", {"claim"})));
    EXPECT_EQ(house.count("asked"), 0);
}

TEST_F(Dispatching, a_reply_to_a_card_names_the_ticket) {
    house.say("ana", "How do I add a photo?");
    house.say("ana", "#help", "!ask How do I add a table?");
    auto& outbox = house.state.services.tables.outbox;
    storage::OutboxId card;
    for (const auto& row : outbox.queued("irc", 100)) {
        if (row.place.id == "#staff" && row.ticket == storage::TicketId{2}) card = row.id;
    }
    outbox.finish(card, storage::OutboxState::sent, "card-2", "", house.now);
    auto message = House::message("bo", "#staff", "claim");
    message.reply_to = "card-2";
    const auto said = house.hear(message);
    EXPECT_EQ(house.ticket(2).state, storage::TicketState::claimed);
    EXPECT_TRUE(heard(said, "ana", "bo") || heard(said, "#help", "bo"));
}

TEST_F(Dispatching, a_command_in_a_direct_chat_may_have_the_prefix_or_a_slash) {
    for (const std::string_view text : {"!status", "/status", "status"})
        EXPECT_TRUE(heard(house.say("ana", text), "ana", words("peerdesk-status-none"))) << text;
}

TEST_F(Dispatching, a_question_that_begins_with_a_slash_is_kept_as_typed) {
    house.say("ana", "/etc/hosts is empty, what should stand there?");
    const auto said = house.state.services.tables.messages.last_of(storage::TicketId{1}, 1);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said.front().body, "/etc/hosts is empty, what should stand there?");
}

TEST_F(Dispatching, a_path_after_a_mention_in_a_room_is_a_question_too) {
    const auto said = house.say("ana", "#help", "/var is full, which files may I delete?");
    EXPECT_EQ(house.count("asked"), 1);
    EXPECT_TRUE(heard(said, "#staff", "/var is full"));
    EXPECT_TRUE(house.say("ana", "#help", "!roll two dice").empty()) << "meant for another bot";
}

TEST_F(Dispatching, a_command_of_two_words_may_have_more_blanks_between_them) {
    house.say("ana", "forget   me");
    EXPECT_EQ(house.count("asked"), 0);
    EXPECT_TRUE(heard(house.say("ana", "my  data"), "ana", "ana"));
    EXPECT_EQ(house.count("asked"), 0);
}

/// Valid UTF-8 of several scripts, command words and signs that mean something to the parser.
std::string any_words() {
    static const std::vector<std::string> pieces{"claim",
                                                 "reply",
                                                 "close",
                                                 "1",
                                                 "#1",
                                                 "2",
                                                 "@bo",
                                                 "@",
                                                 " ",
                                                 " ",
                                                 " ",
                                                 "\n",
                                                 "?",
                                                 "؟",
                                                 "!",
                                                 "/",
                                                 "yes",
                                                 "no",
                                                 "thanks",
                                                 "merci",
                                                 "спасибо",
                                                 "взять",
                                                 "مساعدة",
                                                 "मदद",
                                                 "answered",
                                                 "taught",
                                                 "es",
                                                 "last",
                                                 "2026-W47",
                                                 "for",
                                                 "mon 9-12",
                                                 "7d",
                                                 "until",
                                                 "BCDF-GHJK",
                                                 "\U0001F44D",
                                                 "\u200F",
                                                 "…",
                                                 "é",
                                                 "e\u0301",
                                                 "learned",
                                                 "note",
                                                 "ask",
                                                 "list",
                                                 "mine",
                                                 "link",
                                                 "resume",
                                                 "block",
                                                 "pause",
                                                 "limit",
                                                 "language",
                                                 "desk",
                                                 "garden",
                                                 "my data",
                                                 "assign",
                                                 "assign 1 @chi",
                                                 "available",
                                                 "responder add @zoe",
                                                 "99999999999999999999"};
    const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    std::string text;
    for (const std::string& piece : chosen)
        text += piece;
    return text;
}

TEST_F(Dispatching, no_words_of_anybody_anywhere_make_it_throw) {
    for (auto* limit : {&house.state.settings.desks.front().person_messages_max,
                        &house.state.settings.desks.front().room_messages_max}) {
        *limit = 1'000'000;
    }
    runtime::apply_settings(house.state, house.now);
    EXPECT_TRUE(rc::check("every text is answered or passed over", [&] {
        const auto who =
            *rc::gen::elementOf(std::vector<std::string>{"ana", "bo", "cora", "~gil", "dee"});
        const auto where =
            *rc::gen::elementOf(std::vector<std::string>{"", "", "#help", "#staff", "#lead"});
        house.now += 1s;
        for (const auto& said : house.say(who, where, any_words())) {
            RC_ASSERT(!said.text.empty());
            RC_ASSERT(!said.text.contains("peerdesk-")); // a key without words
        }
    }));
}

} // namespace
} // namespace peerdesk::commands
