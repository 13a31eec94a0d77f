// SPDX-License-Identifier: MIT
// Which words begin a command, and which are near enough to one.
#include "bot/commands/lexicon.hpp"

#include "tests/bot/support/house.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace peerdesk::commands {
namespace {

using support::House;

struct Words : testing::Test {
    House house;
    const Lexicon& lexicon = house.state.lexicon;

    std::vector<std::string> matched(std::string_view text) {
        std::vector<std::string> names;
        for (const Match& each : lexicon.match(text))
            names.emplace_back(each.command->name);
        return names;
    }
    std::string exact(std::string_view word) {
        const Command* found = lexicon.find_exact(word);
        return found == nullptr ? "" : std::string(found->name);
    }
    std::string near(std::string_view who, std::string_view word) {
        const auto turn = house.turn(who);
        const Command* found = lexicon.find_near(turn, word);
        return found == nullptr ? "" : std::string(found->name);
    }
};

using Names = std::vector<std::string>;

TEST_F(Words, the_longest_command_word_comes_first) {
    const auto matches = lexicon.match("mis datos por favor"); // es: "my data"
    ASSERT_FALSE(matches.empty());
    EXPECT_EQ(matches.front().command->name, "my data");
    EXPECT_EQ(matches.front().rest, " por favor");
    EXPECT_EQ(matched("merci beaucoup"), (Names{"thanks", "thanks"}))
        << "both words of fr, the longer first";
    EXPECT_EQ(lexicon.match("merci beaucoup").front().rest, "");
    EXPECT_EQ(lexicon.match("merci beaucoup").back().rest, " beaucoup");
}

TEST_F(Words, a_word_of_two_commands_gives_both_in_the_order_of_the_table) {
    const auto matches = lexicon.match("close 1");
    ASSERT_EQ(matches.size(), 2U);
    EXPECT_EQ(matches[0].command->who, Who::responder);
    EXPECT_EQ(matches[1].command->who, Who::anyone);
}

TEST_F(Words, aliases_find_their_command) {
    struct Case {
        std::string_view word;
        std::string_view command;
    };
    for (const auto& [word, command] :
         {Case{"take", "claim"}, Case{"pickup", "claim"}, Case{"unclaim", "release"},
          Case{"transfer", "assign"}, Case{"r", "reply"}, Case{"done", "close"},
          Case{"ban", "block"}, Case{"queue", "status"}, Case{"wait", "status"}}) {
        EXPECT_EQ(exact(word), command) << word;
    }
}

TEST_F(Words, every_language_has_its_own_words_at_any_time) {
    struct Case {
        std::string_view word;
        std::string_view command;
    };
    for (const auto& [word, command] :
         {Case{"tomar", "claim"}, Case{"mes données", "my data"}, Case{"MES  DONNEES", "my data"},
          Case{"взять", "claim"}, Case{"забудьте меня", "forget me"}, Case{"مساعدة", "help"},
          Case{"मदद", "help"}, Case{"olvídame", "forget me"}}) {
        EXPECT_EQ(exact(word), command) << word;
    }
}

TEST_F(Words, case_accents_and_blanks_do_not_matter) {
    EXPECT_EQ(exact("CLAIM"), "claim");
    EXPECT_EQ(exact("cláim"), "claim");
    EXPECT_EQ(exact("  my \t data "), "my data");
    EXPECT_EQ(exact("my\ndata"), "my data");
}

TEST_F(Words, a_command_word_inside_another_word_is_none) {
    EXPECT_TRUE(matched("claiming is hard").empty());
    EXPECT_TRUE(matched("helpful people").empty());
    EXPECT_TRUE(matched("please claim 1").empty());
    EXPECT_TRUE(matched("").empty());
    EXPECT_TRUE(matched("   ").empty());
    EXPECT_EQ(exact("claim 1"), "");
}

TEST_F(Words, one_slip_in_a_short_word_and_two_in_a_long_one_are_near) {
    EXPECT_EQ(near("ana", "hepl"), "help");
    EXPECT_EQ(near("ana", "solvd"), "solved");
    EXPECT_EQ(near("ana", "sloevd"), "solved");
    EXPECT_EQ(near("ana", "stauts"), "status");
    EXPECT_EQ(near("ana", "hxyp"), "") << "two slips in four letters are another word";
    EXPECT_EQ(near("ana", "sxxxed"), "");
    EXPECT_EQ(near("ana", "wikipedia"), "");
}

TEST_F(Words, only_commands_of_ones_own_role_are_near) {
    EXPECT_EQ(near("bo", "clami"), "claim");
    EXPECT_NE(near("ana", "clami"), "claim");
    EXPECT_EQ(near("cora", "sumary"), "summary");
    EXPECT_EQ(near("bo", "indicatros"), "");
    EXPECT_EQ(near("cora", "indicatros"), "indicators");
}

TEST_F(Words, letters_are_counted_not_bytes) {
    // Three Cyrillic letters are six bytes; one slip is allowed, as in Latin.
    EXPECT_EQ(near("ana", "дом"), "");
    EXPECT_EQ(near("bo", "бери"), "claim") << "беру";
    EXPECT_EQ(near("ana", "ماء"), "") << "water is no command";
}

TEST_F(Words, a_long_word_is_never_near) {
    EXPECT_EQ(near("cora", std::string(25, 'a')), "");
    EXPECT_EQ(near("cora", std::string(4000, 'a')), "");
}

TEST_F(Words, any_bytes_can_be_looked_up) {
    const auto turn = house.turn("cora");
    EXPECT_TRUE(rc::check("matches lie inside the text", [&](const std::string& text) {
        for (const Match& each : lexicon.match(text)) {
            RC_ASSERT(each.rest.data() >= text.data());
            RC_ASSERT(each.rest.data() + each.rest.size() == text.data() + text.size());
        }
        static_cast<void>(lexicon.find_exact(text));
        static_cast<void>(lexicon.find_near(turn, text));
    }));
}

} // namespace
} // namespace peerdesk::commands
