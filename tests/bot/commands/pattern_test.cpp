// SPDX-License-Identifier: MIT
// What may stand behind a command word: each filler with what fits and what does not.
#include "bot/commands/pattern.hpp"

#include "bot/commands/table.hpp"
#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::commands {
namespace {

using storage::TicketId;
using support::House;

struct Pattern : testing::Test {
    House house{support::two_desks()};
    conversation::Turn ana = house.turn("ana");

    std::optional<Arguments> fit(std::string_view pattern, std::string_view text,
                                 TicketId replied_to = {}) {
        return commands::fit(pattern, text, {ana, house.state.lexicon, replied_to});
    }
    void expect_misfits(std::string_view pattern, std::initializer_list<std::string_view> texts) {
        for (const auto text : texts)
            EXPECT_FALSE(fit(pattern, text)) << pattern << " <- '" << text << "'";
    }
    void expect_fits(std::string_view pattern, std::initializer_list<std::string_view> texts) {
        for (const auto text : texts)
            EXPECT_TRUE(fit(pattern, text)) << pattern << " <- '" << text << "'";
    }
    void let_ana_have_asked() { house.say("ana", "#help", "How do I add a photo to my page?"); }
};

TEST_F(Pattern, a_ticket_number_is_written_with_and_without_a_hash) {
    for (const std::string_view text : {"12", "#12", " 12 ", "\t#12\n", "012", "١٢", "१२"}) {
        const auto found = fit("n", text);
        ASSERT_TRUE(found) << text;
        EXPECT_EQ(found->ticket, TicketId{12}) << text;
    }
}

TEST_F(Pattern, what_is_no_ticket_number_does_not_fit) {
    expect_misfits("n", {"", "0", "-1", "+1", "#", "##12", "12a", "a12", "1.5", "12 13", "12,",
                         "1000000000", "99999999999999999999", "twelve", "12?"});
    EXPECT_TRUE(fit("n", "999999999"));
}

TEST_F(Pattern, a_reply_to_a_card_needs_no_number) {
    const auto found = fit("n", "", TicketId{7});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->ticket, TicketId{7});
    EXPECT_EQ(fit("n", "3", TicketId{7})->ticket, TicketId{3}) << "a typed number comes first";
    const auto reply = fit("n text", "try the menu", TicketId{7});
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->ticket, TicketId{7});
    EXPECT_EQ(reply->text, "try the menu");
}

TEST_F(Pattern, an_optional_number_may_be_missing_but_nothing_else_may_stand_there) {
    EXPECT_FALSE(fit("n?", "")->ticket);
    EXPECT_EQ(fit("n?", "#4")->ticket, TicketId{4});
    expect_misfits("n?", {"now", "4 please", "of my question"});
}

TEST_F(Pattern, a_person_is_named_with_and_without_the_at_sign) {
    EXPECT_EQ(fit("@", "bo")->person, "bo");
    EXPECT_EQ(fit("@", "@bo")->person, "bo");
    EXPECT_EQ(fit("n @", "12 @bo")->person, "bo");
    expect_misfits("@", {"", "@", "bo chi"});
    expect_misfits("n @", {"12", "bo", "12 bo now"});
}

TEST_F(Pattern, a_marked_person_needs_the_at_sign) {
    EXPECT_EQ(fit("@!", "@bo")->person, "bo");
    expect_misfits("@!", {"bo", "@", ""});
}

TEST_F(Pattern, text_keeps_its_inner_blanks_and_lines) {
    EXPECT_EQ(fit("text", "  a  b\nc  ")->text, "a  b\nc");
    expect_misfits("text", {"", "   ", "\n\t"});
    expect_misfits("n text", {"12", "12  "});
}

TEST_F(Pattern, words_are_at_least_two_since_one_alone_is_more_likely_a_slip) {
    EXPECT_EQ(fit("words", "try this")->text, "try this");
    expect_misfits("words", {"", "frobnicated"});
    EXPECT_FALSE(fit("n outcome? words?", "1 frobnicated"));
    EXPECT_EQ(fit("n outcome? words?", "1 answered please look")->text, "please look");
}

TEST_F(Pattern, a_skill_is_only_for_who_asked_before) {
    EXPECT_FALSE(fit("skill", "photo upload"));
    let_ana_have_asked();
    EXPECT_EQ(fit("skill", "photo upload")->text, "photo upload");
    EXPECT_EQ(fit("skill", "photo   upload")->text, "photo upload") << "one blank between words";
    expect_misfits("skill", {"", "how to upload photos?", "a b c d e f g h i", "كيف؟"});
    expect_fits("skill", {"a b c d e f g h"});
}

TEST_F(Pattern, for_needs_a_name_before_or_its_own_word_and_somebody_who_asked) {
    EXPECT_FALSE(fit("@!? for?", "for the help"));
    let_ana_have_asked();
    EXPECT_EQ(fit("@!? for?", "for the help")->text, "for the help");
    EXPECT_EQ(fit("@!? for?", "@bo por la ayuda")->text, "por la ayuda");
    EXPECT_EQ(fit("@!? for?", "@bo")->person, "bo");
    EXPECT_TRUE(fit("@!? for?", ""));
    expect_misfits("@!? for?", {"to everybody", "for what?", "bo"});
}

TEST_F(Pattern, an_outcome_is_one_of_five_and_taught_takes_a_skill) {
    struct Case {
        std::string_view text;
        storage::Outcome outcome;
    };
    for (const Case& each :
         {Case{"answered", storage::Outcome::answered},
          Case{"Answered", storage::Outcome::answered}, Case{"taught", storage::Outcome::taught},
          Case{"referred", storage::Outcome::referred},
          Case{"no-reply", storage::Outcome::no_reply}, Case{"SPAM", storage::Outcome::spam}}) {
        const auto found = fit("outcome", each.text);
        ASSERT_TRUE(found) << each.text;
        EXPECT_EQ(found->outcome, each.outcome) << each.text;
    }
    EXPECT_EQ(fit("outcome", "taught photo upload")->skill, "photo upload");
    expect_misfits("outcome", {"", "done", "answered well", "noreply", "spam spam"});
}

TEST_F(Pattern, a_filter_is_one_of_five) {
    for (const std::string_view word : {"open", "mine", "unclaimed", "closed", "all"})
        EXPECT_EQ(fit("filter?", word)->word, word);
    EXPECT_EQ(fit("filter?", "MINE")->word, "mine");
    EXPECT_EQ(fit("filter?", "")->word, "");
    expect_misfits("filter?", {"mine all", "everything", "open?"});
}

TEST_F(Pattern, a_language_is_known_by_code_and_by_name) {
    using Locales = std::vector<std::string>;
    EXPECT_EQ(fit("locale", "es")->locales, Locales{"es"});
    EXPECT_EQ(fit("locale", "Español")->locales, Locales{"es"});
    EXPECT_EQ(fit("locale", "pt-br")->locales, Locales{"pt-br"});
    expect_misfits("locale", {"", "tlh-nothing", "es fr", "of the page"});
    EXPECT_EQ(fit("locales", "es, fr,es")->locales, (Locales{"es", "fr"}));
    EXPECT_EQ(fit("locales", "es، ar")->locales, (Locales{"es", "ar"}));
    expect_misfits("locales", {"", "es,,fr", "es, what", ","});
}

TEST_F(Pattern, a_count_is_0_to_99) {
    EXPECT_EQ(fit("count", "0")->count, 0);
    EXPECT_EQ(fit("count", "99")->count, 99);
    expect_misfits("count", {"", "-1", "100", "five", "5 now", "5.", "0x5"});
}

TEST_F(Pattern, a_code_is_read_in_any_form_and_kept_when_it_only_looks_like_one) {
    EXPECT_EQ(fit("code", "bcdfghjk")->word, "BCDF-GHJK");
    EXPECT_EQ(fit("code", "BCDF GHJK")->word, "BCDF-GHJK");
    EXPECT_EQ(fit("code", "abc1")->word, "abc1") << "explained as an unknown code";
    expect_misfits("code", {"", "my account", "account", "two words-here"});
}

TEST_F(Pattern, a_week_is_an_iso_week_or_the_last) {
    EXPECT_EQ(fit("week", "2026-W47")->word, "2026-W47");
    EXPECT_EQ(fit("week", "2026w47")->word, "2026-W47");
    EXPECT_EQ(fit("week", "Last")->word, "last");
    expect_misfits("week", {"", "2026", "2026-W54", "2025-W53", "next", "last week"});
    EXPECT_TRUE(fit("week", "2026-W53"));
}

TEST_F(Pattern, a_desk_is_found_by_its_name_in_any_case) {
    EXPECT_EQ(fit("desk", "Garden")->word, "garden");
    expect_misfits("desk", {"", "kitchen", "garden please"});
}

TEST_F(Pattern, a_command_is_found_by_every_word_it_has) {
    EXPECT_EQ(fit("command?", "claim")->word, "claim");
    EXPECT_EQ(fit("command?", "TAKE")->word, "claim");
    EXPECT_EQ(fit("command?", "my  data")->word, "my data");
    EXPECT_EQ(fit("command?", "tomar")->word, "claim");
    expect_misfits("command?", {"claim 1", "me with this", "nothing"});
}

TEST_F(Pattern, until_takes_dates_and_durations) {
    expect_fits("until", {"until friday", "friday", "2w", "in 3 days", "2026-12-01", "tomorrow"});
    expect_misfits("until", {"", "until", "the music starts", "friday maybe"});
}

TEST_F(Pattern, a_duration_is_one_word_before_the_reason) {
    const auto found = fit("@ duration? text?", "@eve 7d spam links");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->word, "7d");
    EXPECT_EQ(found->text, "spam links");
    EXPECT_EQ(fit("@ duration? text?", "@eve spam links")->text, "spam links");
    EXPECT_EQ(fit("@ duration? text?", "@eve")->text, "");
    expect_misfits("duration", {"", "7", "d7", "week"});
}

TEST_F(Pattern, hours_fit_also_with_a_mistake_that_can_be_explained) {
    expect_fits("hours", {"mon-fri 18-21", "always", "mon 25-26", "sat 9-12 Nowhere/City"});
    expect_misfits("hours", {"", "for you when you need me", "is the museum open on sunday"});
}

TEST_F(Pattern, a_phrase_is_only_read_where_nobody_can_prove_who_they_are) {
    EXPECT_FALSE(fit("phrase", "seven green apples"));
    house.state.services.networks["irc"].capabilities.has_accounts = false;
    EXPECT_EQ(fit("phrase", "seven green apples")->text, "seven green apples");
    expect_misfits("phrase", {"", "this plant?"});
}

TEST_F(Pattern, an_empty_pattern_takes_nothing) {
    EXPECT_TRUE(fit("", ""));
    EXPECT_TRUE(fit("", "  \n"));
    expect_misfits("", {"x", "?"});
}

TEST_F(Pattern, a_misfitting_optional_part_leaves_nothing_behind) {
    const auto found = fit("n outcome? words?", "1 taught");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->outcome, storage::Outcome::taught);
    EXPECT_TRUE(found->text.empty());
    const auto text = fit("locale? text?", "es please");
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->locales.empty());
    EXPECT_EQ(text->text, "es please");
}

TEST_F(Pattern, no_bytes_make_any_pattern_throw) {
    let_ana_have_asked();
    const auto bytes = rc::gen::container<std::string>(rc::gen::oneOf(
        rc::gen::elementOf(std::string("12# @-:,. aWwtulsd\n\t?")), rc::gen::arbitrary<char>()));
    EXPECT_TRUE(rc::check("fit answers for any bytes", [&] {
        const std::string text = *bytes;
        for (const Command& command : all()) {
            const auto found = fit(command.pattern, text, TicketId{*rc::gen::inRange(0, 3)});
            RC_ASSERT((!found || found->text.size() <= text.size()));
        }
    }));
}

} // namespace
} // namespace peerdesk::commands
