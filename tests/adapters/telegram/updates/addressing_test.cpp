// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/addressing.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using enum EntityKind;

const Us us{.id = 77, .username = "Desk_bot"};

struct Case {
    const char* text;
    std::vector<Entity> entities;
    const char* left;
    bool mentions_us = true;
    bool is_for_another = false;
};

void check(const std::vector<Case>& cases) {
    for (const Case& each : cases) {
        const Addressed found = addressed({each.text, each.entities}, us);
        EXPECT_EQ(found.said.text, each.left) << each.text;
        EXPECT_EQ(found.mentions_us, each.mentions_us) << each.text;
        EXPECT_EQ(found.is_for_another, each.is_for_another) << each.text;
    }
}

TEST(Addressing, our_name_is_cut_at_the_beginning_and_the_end) {
    check({{"@desk_bot how?", {{mention, 0, 9}}, "how?"},
           {"@DESK_BOT: how?", {{mention, 0, 9}}, "how?"},
           {" \n@desk_bot, how?", {{mention, 2, 9}}, "how?"},
           {"how is it @desk_bot", {{mention, 10, 9}}, "how is it"},
           {"how is it, @desk_bot?", {{mention, 11, 9}}, "how is it,?"},
           {"@desk_bot", {{mention, 0, 9}}, ""},
           {"Desk how?", {{text_mention, 0, 4, "", 77}}, "how?"}});
}

TEST(Addressing, our_name_within_a_sentence_stays) {
    check({{"ask @desk_bot about it", {{mention, 4, 9}}, "ask @desk_bot about it"},
           {"ask Desk about it", {{text_mention, 4, 4, "", 77}}, "ask Desk about it"}});
}

TEST(Addressing, others_are_not_us) {
    check({{"@desk_bot2 hi", {{mention, 0, 10}}, "@desk_bot2 hi", false},
           {"@bo hi", {{mention, 0, 3}}, "@bo hi", false},
           {"Bo hi", {{text_mention, 0, 2, "", 78}}, "Bo hi", false},
           {"@desk_bot hi", {}, "@desk_bot hi", false},
           {"@desk_bot hi", {{hashtag, 0, 9}}, "@desk_bot hi", false},
           {"", {}, "", false}});
}

TEST(Addressing, names_behind_an_emoji_are_found_by_utf16) {
    check({{"😀 @desk_bot", {{mention, 3, 9}}, "😀"},
           {"@desk_bot 😀", {{mention, 0, 9}}, "😀"},
           {"नमस्ते 👩‍💻 @desk_bot",
            {{mention, 13, 9}},
            "नमस्ते 👩‍💻"}});
}

TEST(Addressing, a_command_for_us_loses_our_name) {
    check({{"/claim@desk_bot 5", {{bot_command, 0, 15}}, "/claim 5"},
           {"/claim@DESK_BOT", {{bot_command, 0, 15}}, "/claim"},
           {"/claim 5", {{bot_command, 0, 6}}, "/claim 5", false}});
}

TEST(Addressing, a_command_for_another_bot_is_not_for_us) {
    check({{"/claim@other_bot 5", {{bot_command, 0, 16}}, "/claim@other_bot 5", false, true},
           {"/claim@desk_bot2", {{bot_command, 0, 16}}, "/claim@desk_bot2", false, true},
           {"see /claim@other_bot", {{bot_command, 4, 16}}, "see /claim@other_bot", false, false},
           {"/claim@other_bot @desk_bot",
            {{bot_command, 0, 16}, {mention, 17, 9}},
            "/claim@other_bot",
            true,
            true}});
}

TEST(Addressing, other_entities_move_along) {
    const Addressed found =
        addressed({"@desk_bot 😀 bold", {{mention, 0, 9}, {bold, 13, 4}, {italic, 0, 17}}}, us);
    EXPECT_EQ(found.said.text, "😀 bold");
    EXPECT_EQ(found.said.entities, (std::vector<Entity>{{bold, 3, 4}, {italic, 0, 7}}));
    const Addressed command =
        addressed({"/ask@desk_bot now", {{bot_command, 0, 13}, {bold, 14, 3}}}, us);
    EXPECT_EQ(command.said.text, "/ask now");
    EXPECT_EQ(command.said.entities, (std::vector<Entity>{{bot_command, 0, 4}, {bold, 5, 3}}));
}

TEST(Addressing, a_bot_without_a_name_is_never_mentioned) {
    EXPECT_FALSE(addressed({"@ hi", {{mention, 0, 1}}}, Us{.id = 77}).mentions_us);
}

TEST(Addressing, entities_outside_the_text_or_within_a_pair_do_no_harm) {
    for (const Entity& entity : std::vector<Entity>{{mention, 0, 1},
                                                    {mention, 1, 1},
                                                    {mention, 5, 99},
                                                    {mention, 99, 1},
                                                    {bot_command, 0, 1},
                                                    {bot_command, 0, 99},
                                                    {text_mention, 1, 1, "", 77}}) {
        const Addressed found = addressed({"😀", {entity}}, us);
        EXPECT_EQ(found.said.text, "😀");
        EXPECT_FALSE(found.mentions_us);
    }
}

} // namespace
} // namespace peerdesk::telegram
