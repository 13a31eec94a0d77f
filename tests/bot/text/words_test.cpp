// SPDX-License-Identifier: MIT
// Small talk in every language at once.
#include "bot/text/words.hpp"

#include <gmock/gmock.h>

#include "tests/bot/text/sample_catalogue.hpp"

namespace peerdesk::text {
namespace {

const Words& words() {
    static const Words all(*sample_catalogue({
        {"en",
         {{"peerdesk-words-greeting", "hi|hello|hello everyone|hi there|good morning"},
          {"peerdesk-words-thanks", "thanks|thank you|thank you so much|thx"},
          {"peerdesk-words-ok", "ok|okay|got it"},
          {"peerdesk-words-yes", "yes|y|ok"},
          {"peerdesk-words-no", "no|nope"},
          {"peerdesk-command-claim", "claim"}}},
        {"es",
         {{"peerdesk-words-greeting", "hola|buenos días"},
          {"peerdesk-words-thanks", "gracias|muchas gracias"},
          {"peerdesk-words-ok", "vale"},
          {"peerdesk-words-yes", "sí"},
          {"peerdesk-words-no", "no"},
          {"peerdesk-command-claim", "tomar|Reclamar"},
          {"peerdesk-command-my-data", "mis datos"}}},
        {"ar",
         {{"peerdesk-words-greeting", "السلام عليكم|مرحبا"}, {"peerdesk-words-thanks", "شكرا"}}},
        {"hi", {{"peerdesk-words-greeting", "नमस्ते"}, {"peerdesk-words-yes", "हाँ"}}},
        {"zh-hans", {{"peerdesk-words-greeting", "你好"}, {"peerdesk-words-thanks", "谢谢"}}},
        {"xx", {{"peerdesk-words-no", "y"}}},
    }));
    return all;
}

TEST(Words, greetings_thanks_and_acknowledgements_are_known_in_any_language) {
    for (const auto* text : {"hi", "Hi!", "HELLO", "hola", "¡Hola!", "Buenos dias", "مرحبا",
                             "مرحباً!", "नमस्ते", "hiii 👋", "你好!"}) {
        EXPECT_TRUE(words().is_greeting(text)) << text;
        EXPECT_FALSE(words().is_thanks(text)) << text;
    }
    for (const auto* text : {"thanks!", "Thank you", "شكراً", "谢谢", "MUCHAS GRACIAS"}) {
        EXPECT_TRUE(words().is_thanks(text)) << text;
        EXPECT_FALSE(words().is_greeting(text)) << text;
    }
    EXPECT_TRUE(words().is_acknowledgement("ok."));
    EXPECT_TRUE(words().is_acknowledgement("Got it"));
    EXPECT_FALSE(words().is_acknowledgement("hi"));
}

TEST(Words, phrases_combine_with_each_other_and_with_their_fillers) {
    EXPECT_TRUE(words().is_thanks("ok thanks"));
    EXPECT_TRUE(words().is_acknowledgement("ok, thanks :)"));
    EXPECT_TRUE(words().is_greeting("hello there"));
    EXPECT_TRUE(words().is_greeting("good morning everyone"));
    EXPECT_TRUE(words().is_thanks("ok gracias"));
    EXPECT_TRUE(words().is_thanks("你好谢谢"));
    EXPECT_TRUE(words().is_small_talk("hi, thanks, ok"));
}

TEST(Words, a_question_is_no_small_talk) {
    for (const auto* text :
         {"hi, how do I add a photo?", "thanks but it fails", "everyone", "so much", "ok 12",
          "there hi", "hola ¿cómo subo una foto?", "hi hello what"}) {
        EXPECT_FALSE(words().is_small_talk(text)) << text;
    }
    EXPECT_FALSE(words().is_small_talk(std::string(500, '?')));
}

TEST(Words, a_text_without_any_letter_is_small_talk) {
    for (const auto* text : {"👍", "?", "", " \n", ":-)", "!!!"}) {
        EXPECT_TRUE(words().is_small_talk(text)) << text;
    }
    EXPECT_FALSE(words().is_small_talk("5"));
}

TEST(Words, yes_and_no_are_whole_answers) {
    EXPECT_EQ(words().answer_word("Yes!"), Answer::yes);
    EXPECT_EQ(words().answer_word("si"), Answer::yes);
    EXPECT_EQ(words().answer_word("हाँ"), Answer::yes);
    EXPECT_EQ(words().answer_word("NOPE"), Answer::no);
    EXPECT_EQ(words().answer_word("yes please do"), Answer::none);
    EXPECT_EQ(words().answer_word(""), Answer::none);
    EXPECT_EQ(words().answer_word("y"), Answer::none) << "yes in one language, no in another";
}

TEST(Words, command_words_are_folded_and_leave_english_out) {
    EXPECT_THAT(words().command_words(),
                testing::ElementsAre(CommandWord{"tomar", "claim", "es"},
                                     CommandWord{"reclamar", "claim", "es"},
                                     CommandWord{"mis datos", "my-data", "es"}));
}

} // namespace
} // namespace peerdesk::text
