// SPDX-License-Identifier: MIT
// What a screen reader stumbles over.
#include "bot/text/accessible.hpp"

#include <string>

#include <gmock/gmock.h>

namespace peerdesk::text {
namespace {

struct AccessCase {
    std::string text;
    std::vector<AccessFinding> expected;
};

TEST(Accessible, sound_texts_pass) {
    for (const auto* text : {"", "Your question is kept. It has number 12.", "Thank you! 🙏",
                             "Done 👩🏽‍💻", "Solved 🇧🇷 ", "Type:\n!claim 12", "run --yes",
                             "Label: value.\nOther: 3.", "© 2026, 100 % → 5", "¿Cómo estás?",
                             "هل تعلمت شيئًا؟", "one | two", "3 < 5", "a… b", "• first\n• second"}) {
        EXPECT_THAT(check_accessible(text), testing::IsEmpty()) << text;
    }
}

TEST(Accessible, each_rule_finds_its_fault_at_its_place) {
    using enum AccessRule;
    const std::vector<AccessCase> cases{
        {"Hi 🙂🙂", {{many_emoji, 7}}},
        {"🙂 Hi", {{emoji_not_at_end, 0}}},
        {"✅ one\n✅ two", {{emoji_not_at_end, 8}, {many_emoji, 8}}},
        {"Press 1️⃣ now", {{emoji_not_at_end, 6}}},
        {"👍", {{only_emoji, 0}}},
        {"┌──┐ x", {{box_drawing, 0}}},
        {"load ▓▓░░", {{box_drawing, 5}}},
        {"𝓗𝓮𝓵𝓵𝓸", {{fancy_letters, 0}}},
        {"a Ⓑ c", {{fancy_letters, 2}}},
        {"ＯＫ", {{fancy_letters, 0}}},
        {"a | b | c\nx", {{ascii_table, 0}}},
        {"x\n|a|b|", {{ascii_table, 2}}},
        {"Stop!!", {{punctuation_run, 4}}},
        {"What?!", {{punctuation_run, 4}}},
        {"wait...", {{punctuation_run, 4}}},
        {"=====\nx", {{punctuation_run, 0}}},
        {"nice :-)", {{kaomoji, 5}}},
    };
    for (const AccessCase& row : cases) {
        auto expected = row.expected;
        EXPECT_THAT(check_accessible(row.text), testing::UnorderedElementsAreArray(expected))
            << row.text;
    }
}

TEST(Accessible, rules_have_names) {
    EXPECT_EQ(name(AccessRule::many_emoji), "many_emoji");
}

} // namespace
} // namespace peerdesk::text
