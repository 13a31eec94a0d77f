// SPDX-License-Identifier: MIT
// The banana format, rule by rule.
#include "bot/text/message.hpp"

#include <map>

#include <gmock/gmock.h>

#include "bot/text/locale_rules.hpp"

namespace peerdesk::text {
namespace {

using Params = std::vector<Param>;

const LocaleRules& rules_of(const std::string& locale) {
    static std::map<std::string, std::unique_ptr<LocaleRules>> known;
    auto& slot = known[locale];
    if (!slot) slot = std::make_unique<LocaleRules>(locale);
    return *slot;
}

std::string shown(std::string_view source, const Params& params = {},
                  const std::string& locale = "en") {
    const auto message = parse(source);
    if (!message) return "error at " + std::to_string(message.error().position);
    return message->render(rules_of(locale), params);
}

TEST(Message, plain_text_is_itself) {
    EXPECT_EQ(shown(""), "");
    EXPECT_EQ(shown("Hello"), "Hello");
    EXPECT_EQ(shown("a < b, {c} \\ [d] | 5 $"), "a < b, {c} \\ [d] | 5 $");
}

TEST(Message, parameters_count_from_one_and_stay_when_missing) {
    EXPECT_EQ(shown("$2, $1!", {"one", "two"}), "two, one!");
    EXPECT_EQ(shown("$1 $3", {"one", "two"}), "one $3");
    EXPECT_EQ(shown("$0 $01", {"one"}), "$0 one");
    EXPECT_EQ(shown("$10", {"one"}), "$10");
    EXPECT_EQ(shown("$99999999999999999999", {"one"}), "$99999999999999999999");
    EXPECT_EQ(shown("$9 {{PLURAL:$1|a|b}}", {1}), "$9 a");
}

TEST(Message, substituted_text_is_never_read_as_a_message) {
    EXPECT_EQ(shown("Hi $1", {"{{PLURAL:1|a|b}} $2", "x"}), "Hi {{PLURAL:1|a|b}} $2");
    EXPECT_EQ(shown("{{PLURAL:$1|$2|n}}", {1, "}} $1 | 12=x \\"}), "}} $1 | 12=x \\");
}

struct PluralCase {
    std::string locale;
    std::string source;
    std::vector<std::pair<std::int64_t, std::string>> expected;
};

TEST(Message, plural_takes_the_form_of_the_locale) {
    const std::vector<PluralCase> cases{
        {"en", "{{PLURAL:$1|day|days}}", {{1, "day"}, {0, "days"}, {2, "days"}, {-1, "day"}}},
        {"fr", "{{PLURAL:$1|jour|jours}}", {{0, "jour"}, {1, "jour"}, {2, "jours"}}},
        // Russian has four classes; the fourth is for fractions.
        {"ru",
         "{{PLURAL:$1|день|дня|дней}}",
         {{1, "день"},
          {2, "дня"},
          {5, "дней"},
          {11, "дней"},
          {21, "день"},
          {22, "дня"},
          {100, "дней"},
          {101, "день"},
          {111, "дней"},
          {1001, "день"},
          {1000000, "дней"}}},
        {"pl",
         "{{PLURAL:$1|plik|pliki|plików}}",
         {{1, "plik"}, {2, "pliki"}, {5, "plików"}, {12, "plików"}, {22, "pliki"}, {21, "plików"}}},
        {"ar",
         "{{PLURAL:$1|zero|one|two|few|many|other}}",
         {{0, "zero"},
          {1, "one"},
          {2, "two"},
          {3, "few"},
          {10, "few"},
          {11, "many"},
          {99, "many"},
          {100, "other"},
          {102, "other"},
          {103, "few"},
          {111, "many"}}},
        {"hi", "{{PLURAL:$1|one|other}}", {{0, "one"}, {1, "one"}, {2, "other"}}},
        {"pt-br", "{{PLURAL:$1|dia|dias}}", {{0, "dia"}, {1, "dia"}, {2, "dias"}}},
        {"pt", "{{PLURAL:$1|dia|dias}}", {{0, "dia"}, {1, "dia"}, {2, "dias"}}},
        // Spanish counts round millions apart; two forms clamp to the last.
        {"es", "{{PLURAL:$1|día|días}}", {{1, "día"}, {2, "días"}, {1000000, "días"}}},
        {"zh-hans", "{{PLURAL:$1|x}}", {{0, "x"}, {1, "x"}, {7, "x"}}},
    };
    for (const PluralCase& row : cases) {
        for (const auto& [count, expected] : row.expected) {
            EXPECT_EQ(shown(row.source, {count}, row.locale), expected)
                << row.locale << ' ' << count;
        }
    }
}

TEST(Message, too_few_plural_forms_clamp_to_the_last) {
    EXPECT_EQ(shown("{{PLURAL:$1|one|more}}", {11}, "ar"), "more");
    EXPECT_EQ(shown("{{PLURAL:$1|only}}", {5}, "ru"), "only");
    EXPECT_EQ(shown("a{{PLURAL:$1}}b", {5}), "ab");
    EXPECT_EQ(shown("a{{PLURAL:}}b{{PLURAL}}c"), "abc");
}

TEST(Message, explicit_plural_forms_win_and_do_not_count_as_classes) {
    const std::string source = "{{PLURAL:$1|0=no messages|a message|12=a dozen|$1 messages}}";
    EXPECT_EQ(shown(source, {0}), "no messages");
    EXPECT_EQ(shown(source, {1}), "a message");
    EXPECT_EQ(shown(source, {12}), "a dozen");
    EXPECT_EQ(shown(source, {13}), "13 messages");
    EXPECT_EQ(shown("[{{PLURAL:$1|0=none}}]", {3}), "[]");
    EXPECT_EQ(shown("[{{PLURAL:$1|0=|some}}]", {0}), "[]");
    EXPECT_EQ(shown("{{PLURAL:$1|0=$2 none|$2 some}}", {0, "x"}), "x none");
    EXPECT_EQ(shown("{{PLURAL:$1| 0=none|some}}", {0}), "none");
}

TEST(Message, text_with_an_equals_sign_is_no_explicit_form) {
    EXPECT_EQ(shown("{{PLURAL:$1|page?n12=one|pages}}", {1}), "page?n12=one");
}

TEST(Message, empty_plural_forms_are_left_out_as_in_the_original) {
    EXPECT_EQ(shown("edit{{PLURAL:$1||s}}", {1}), "edits");
}

TEST(Message, an_empty_parameter_keeps_its_plural_form) {
    EXPECT_EQ(shown("[{{PLURAL:$1|$2|many}}]", {1, ""}), "[]");
}

TEST(Message, plural_reads_counts_in_any_digits) {
    EXPECT_EQ(shown("{{PLURAL:$1|one|more}}", {"1"}), "one");
    EXPECT_EQ(shown("{{PLURAL:$1|0=z|1=o|two|f|m|x}}", {"٢"}, "ar"), "m");
    EXPECT_EQ(shown("{{PLURAL:$1|zero|one|two|few|many|other}}", {"١٢"}, "ar"), "many");
    EXPECT_EQ(shown("{{PLURAL:1.5|one|few|many|other}}", {}, "ru"), "other");
    EXPECT_EQ(shown("{{PLURAL:many of them|one|more}}"), "more");
    EXPECT_EQ(shown("{{PLURAL:$1|one|more}}"), "more");
    EXPECT_EQ(shown("{{PLURAL:$1|one|more}}", {Name{"1"}}), "one");
}

TEST(Message, numbers_are_written_in_the_locale_and_counted_raw) {
    EXPECT_EQ(shown("{{PLURAL:$1|$1 day|$1 days}}", {1234567}), "1,234,567 days");
    EXPECT_EQ(shown("$1", {12}, "ar"), "١٢");
    EXPECT_EQ(shown("$1", {1234567}, "hi"), "12,34,567");
    EXPECT_EQ(shown("$1", {-5}), "-5");
    EXPECT_EQ(shown("$1", {999}), "999");
    EXPECT_EQ(shown("$1", {1000}), "1,000");
    EXPECT_EQ(shown("$1", {100}, "ar"), "١٠٠");
}

struct GenderCase {
    std::string source;
    Params params;
    std::string expected;
};

TEST(Message, gender_takes_the_form_of_the_person) {
    const std::vector<GenderCase> cases{
        {"{{GENDER:$1|he|she|they}}", {"male"}, "he"},
        {"{{GENDER:$1|he|she|they}}", {"female"}, "she"},
        {"{{GENDER:$1|he|she|they}}", {"unknown"}, "they"},
        {"{{GENDER:$1|he|she|they}}", {""}, "they"},
        {"{{GENDER:$1|he|she}}", {"unknown"}, "he"},
        {"{{GENDER:$1|he|she}}", {"female"}, "she"},
        {"{{GENDER:$1|all}}", {"female"}, "all"},
        {"{{GENDER:|he|she|they}}", {}, "they"},
        {"[{{GENDER:$1}}]", {"male"}, "[]"},
        {"{{GENDER:$1|a|b|c|d}}", {"x"}, "a"},
        {"[{{GENDER:$1|a||c}}]", {"female"}, "[]"},
        {"{{gender:$1|{{PLURAL:$2|one he|he}}|{{plural:$2|one she|she}}}}",
         {"female", 1},
         "one she"},
    };
    for (const GenderCase& row : cases) {
        EXPECT_EQ(shown(row.source, row.params), row.expected) << row.source;
    }
}

TEST(Message, formatnum_writes_and_reads_the_locales_digits) {
    EXPECT_EQ(shown("{{FORMATNUM:$1}}", {1234}), "1,234");
    EXPECT_EQ(shown("{{FORMATNUM:1234.56789}}"), "1,234.568");
    EXPECT_EQ(shown("{{FORMATNUM:34242}}", {}, "hi"), "34,242");
    EXPECT_EQ(shown("{{formatnum:$1}}", {"20"}, "ar"), "٢٠");
    EXPECT_EQ(shown("{{FORMATNUM:٢٠|R}}", {}, "ar"), "20");
    EXPECT_EQ(shown("{{FORMATNUM:twenty}}"), "twenty");
}

TEST(Message, grammar_leaves_the_word_alone) {
    EXPECT_EQ(shown("{{GRAMMAR:genitive|$1}}", {"Commons"}, "ru"), "Commons");
    EXPECT_EQ(shown("[{{GRAMMAR:genitive}}]"), "[]");
}

TEST(Message, bidi_wraps_by_the_first_strong_letter) {
    EXPECT_EQ(shown("{{BIDI:$1}}!", {"(Ben)"}), "\u202a(Ben)\u202c!");
    EXPECT_EQ(shown("{{BIDI:$1}}!", {"(בן)"}), "\u202b(בן)\u202c!");
    EXPECT_EQ(shown("{{BIDI:$1}}!", {"12 ?"}), "12 ?!");
}

TEST(Message, names_are_isolated_only_against_the_line) {
    EXPECT_EQ(shown("$1 asks", {Name{"Ana"}}), "Ana asks");
    EXPECT_EQ(shown("$1 asks", {Name{"سعيد"}}), "\u2068سعيد\u2069 asks");
    EXPECT_EQ(shown("$1 يسأل", {Name{"Ana"}}, "ar"), "\u2068Ana\u2069 يسأل");
    EXPECT_EQ(shown("$1 يسأل", {Name{"سعيد"}}, "ar"), "سعيد يسأل");
    EXPECT_EQ(shown("$1 يسأل", {Name{"123 _"}}, "ar"), "123 _ يسأل");
    EXPECT_EQ(shown("$1!", {Name{"\u202eeviL\u2069"}}), "eviL!");
}

TEST(Message, a_backslash_escapes_one_character_inside_a_message_with_calls) {
    EXPECT_EQ(shown("{{PLURAL:1|\\||x}}"), "|");
    EXPECT_EQ(shown("{{PLURAL:1|\\}\\}|x}}"), "}}");
    EXPECT_EQ(shown("\\$1 \\\\ \\{ {{PLURAL:1|a|b}}", {"no"}), "$1 \\ { a");
    EXPECT_EQ(shown("\\é{{PLURAL:1|a|b}}"), "éa");
    EXPECT_EQ(shown("\\$1", {"x"}), "\\x") << "without a call nothing is escaped";
}

TEST(Message, angle_brackets_and_links_are_ordinary_text) {
    EXPECT_EQ(shown("<b>{{PLURAL:1|<i>a</i>|b}}</b> [[x]] [http://x y]"),
              "<b><i>a</i></b> [[x]] [http://x y]");
}

struct ErrorCase {
    std::string source;
    std::size_t position;
};

TEST(Message, what_cannot_be_read_is_an_error_at_its_place) {
    const std::vector<ErrorCase> cases{
        {"ab {{PLURAL:$1|x", 3},
        {"{{PLURAL:$1|x}", 0},
        {"a {{PLURAL:$1|x}} }", 18},
        {"a } {{PLURAL:$1|x}}", 2},
        {"a { {{PLURAL:$1|x}}", 2},
        {"5 $ {{PLURAL:$1|x}}", 2},
        {"{{PLURAL:$1|$}}", 0},
        {"{{PLURAL:$1 x|a}}", 0},
        {"{{PLURAL:$1|a}} {{NOSUCH:$1|b}}", 16},
        {"{{}}", 0},
        {"{{PLURAL:1|x}}\\", 14},
        {"é {{GENDER:$1|x", 3},
    };
    for (const ErrorCase& row : cases) {
        const auto message = parse(row.source);
        ASSERT_FALSE(message) << row.source;
        EXPECT_EQ(message.error().position, row.position) << row.source;
    }
}

TEST(Message, endless_nesting_is_refused_not_followed) {
    std::string deep;
    for (int i = 0; i < 100000; ++i) {
        deep += "{{PLURAL:";
    }
    EXPECT_FALSE(parse(deep));
    std::string closed = "x";
    for (int i = 0; i < 30; ++i) {
        closed.insert(0, "{{PLURAL:1|").append("}}");
    }
    EXPECT_FALSE(parse(closed));
}

TEST(Message, lists_the_parameters_it_uses) {
    const auto message = parse("$3 {{PLURAL:$1|{{GENDER:$2|$10}}|$3}}");
    ASSERT_TRUE(message);
    EXPECT_THAT(message->parameters(), testing::ElementsAre(1, 2, 3, 10));
}

} // namespace
} // namespace peerdesk::text
