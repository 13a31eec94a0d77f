// SPDX-License-Identifier: MIT
#include "bot/skills/choosing.hpp"

#include "bot/conversation/outgoing.hpp"
#include "tests/bot/skills/sample_tree.hpp"

#include <array>
#include <string>

namespace peerdesk::skills {
namespace {

std::string done; ///< what the action was run with

void note(conversation::Turn& turn, storage::SkillId skill, std::string_view rest) {
    const auto found = storage::Skills(turn.services.database).find(skill);
    done += (found->code.empty() ? found->name : "#" + found->code) + "|" + std::string(rest);
}

constexpr std::array actions{Action{"other", nullptr}, Action{"note", note}};

struct Choosing : WithTree {
    Choosing() { done.clear(); }

    void ask(std::string_view words) {
        auto turn = house.turn("ana");
        for_skill(turn, words, actions[1], "rest\nof it");
    }
    bool answer(std::string_view typed) {
        auto turn = house.turn("ana", "", typed);
        const auto prompt =
            turn.tables().prompts.newest(conversation::stored(turn.place), turn.person.id);
        return prompt && answer_skill_prompt(turn, *prompt, actions);
    }
};

TEST_F(Choosing, does_it_at_once_where_nothing_is_unclear) {
    ask("subir fotos");
    EXPECT_EQ(done, "#upload|rest\nof it");
    done.clear();
    ask("Knitting");
    EXPECT_EQ(done, "Knitting|rest\nof it");
}

TEST_F(Choosing, does_it_with_what_was_chosen_by_number_or_name) {
    ask("translation");
    EXPECT_EQ(done, "");
    EXPECT_FALSE(answer("3")) << "there are two";
    EXPECT_FALSE(answer("hello"));
    EXPECT_TRUE(answer("٢")) << "a number in any digits";
    EXPECT_FALSE(answer("1")) << "answered once";
    done.clear();
    ask("translation");
    EXPECT_TRUE(answer("translating SOFTWARE"));
    EXPECT_EQ(done, "#interface|rest\nof it");
}

TEST_F(Choosing, keeps_the_own_words_when_none_is_meant) {
    ask("Translation");
    EXPECT_TRUE(answer("0"));
    EXPECT_EQ(done, "Translation|rest\nof it");
}

TEST_F(Choosing, leaves_a_question_alone_that_it_cannot_read) {
    auto turn = house.turn("ana", "", "1");
    for (const auto* payload : {"", "{}", "[1]", R"({"action":"note","words":"x"})",
                                R"({"action":"gone","words":"x","rest":"","near":[1]})"}) {
        storage::Prompt prompt{.kind = "skill", .payload = payload};
        EXPECT_FALSE(answer_skill_prompt(turn, prompt, actions)) << payload;
    }
}

} // namespace
} // namespace peerdesk::skills
