// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/json_bytes.hpp"

#include "adapters/telegram/text/utf16.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>

namespace peerdesk::telegram {
namespace {

TEST(JsonBytes, what_is_valid_stays_as_it_is) {
    for (const char* json : {R"({"a":"\ud83d\ude00 \u00e9 é 😀 \\ud83d \"x\" \/","b":[1,null]})",
                             "", R"("\\\\ud83d")", R"("\n\t\b")"})
        EXPECT_EQ(repaired_json(json), json);
}

TEST(JsonBytes, bytes_that_are_no_character_become_a_sign_of_it) {
    EXPECT_EQ(repaired_json("\"a\xC3\x28 \xFF\""), "\"a\xef\xbf\xbd( \xef\xbf\xbd\"");
    EXPECT_EQ(repaired_json("\"\xED\xA0\x80\""), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"")
        << "a surrogate in UTF-8";
}

TEST(JsonBytes, half_a_surrogate_pair_becomes_a_sign_of_it) {
    EXPECT_EQ(repaired_json(R"("\ud83d x")"), R"("\ufffd x")");
    EXPECT_EQ(repaired_json(R"("\udE00\uD83D")"), R"("\ufffd\ufffd")");
    EXPECT_EQ(repaired_json(R"("\ud83d\ud83d\ude00")"), R"("\ufffd\ud83d\ude00")");
    EXPECT_EQ(repaired_json(R"("\ud83d\u0041")"), R"("\ufffd\u0041")");
    EXPECT_EQ(repaired_json(R"("\ud83d\)"), R"("\ufffd\)");
    EXPECT_EQ(repaired_json(R"("\ud8)"), R"("\ud8)");
}

TEST(JsonBytes, raw_control_characters_become_blanks) {
    const std::string json = repaired_json(std::string{"{\"a\":\"x\0y\nz\x1f\"}", 14});
    EXPECT_EQ(nlohmann::json::parse(json)["a"], "x y z ");
}

TEST(JsonBytes, any_bytes_come_out_as_utf8_that_a_parser_takes_as_text) {
    rc::check([] {
        const auto bytes = *rc::gen::container<std::string>(
            rc::gen::element('a', '\\', 'u', 'd', '8', '3', 'e', '\xC3', '\xF0', '\x9F', '\x98',
                             '\x80', '\x01', 'c', '0'));
        const std::string repaired = repaired_json(bytes);
        RC_ASSERT(is_valid_utf8(repaired));
        RC_ASSERT(repaired_json(repaired) == repaired);
        // Whatever escapes are complete are ones that a parser knows or refuses by itself.
        const auto text = nlohmann::json::parse('"' + repaired + '"', nullptr, false);
        if (text.is_string()) RC_ASSERT(is_valid_utf8(text.get<std::string>()));
    });
}

TEST(JsonBytes, values_end_at_their_own_bracket) {
    const std::string json = R"({"a":"}]\"","b":[{"c":[]}]},7)";
    EXPECT_EQ(value_end(json, 0), json.size() - 2);
    EXPECT_EQ(value_end(json, 5), 11u);
    EXPECT_EQ(value_end(json, json.size() - 1), json.size());
    for (const char* open : {"{\"a\":1", "[", "\"abc", "\"abc\\\"", "{\"a\":\"}", "", ",", "]"})
        EXPECT_EQ(value_end(open, 0), std::string::npos) << open;
}

std::vector<std::string> names_in(std::string_view json) {
    std::vector<std::string> names;
    const auto members = members_of(json, 10);
    if (!members) return {"no object"};
    for (const JsonMember& member : *members)
        names.push_back(std::string{member.name} + '=' + std::string{member.value} +
                        (member.is_whole ? "" : " (cut)"));
    return names;
}

TEST(JsonBytes, members_are_found_one_by_one) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(names_in(R"( { "ok" : true , "result":[1,{"x":2}],"d":"a,b" } )"),
              (Names{"ok=true", "result=[1,{\"x\":2}]", "d=\"a,b\""}));
    EXPECT_EQ(names_in(R"({"ok":true,"result":[1,2)"), (Names{"ok=true", "result=[1,2 (cut)"}));
    EXPECT_EQ(names_in(R"({"ok":true,"re)"), (Names{"ok=true"}));
    EXPECT_EQ(names_in(R"({"ok":true "x":1})"), (Names{"ok=true"}));
    EXPECT_EQ(names_in(R"({"ok":})"), (Names{"ok=} (cut)"}));
    EXPECT_EQ(names_in("{}"), Names{});
    for (const char* json : {"", "[]", "<html>", "null", "5"})
        EXPECT_EQ(names_in(json), Names{"no object"}) << json;
}

TEST(JsonBytes, no_more_members_are_looked_at_than_asked_for) {
    std::string json = "{";
    for (int i = 0; i < 100; ++i)
        json += "\"a\":1,";
    EXPECT_EQ(members_of(json, 10)->size(), 10u);
}

TEST(JsonBytes, nesting_is_counted_without_recursion) {
    EXPECT_EQ(nesting_of("5"), 0u);
    EXPECT_EQ(nesting_of("\"[[[\""), 0u);
    EXPECT_EQ(nesting_of(R"([{"a":"[[["},[[]]])"), 3u);
    const std::string deep = std::string(1'000'000, '[');
    EXPECT_EQ(nesting_of(deep), 1'000'000u);
    EXPECT_EQ(value_end(deep, 0), std::string::npos);
}

} // namespace
} // namespace peerdesk::telegram
