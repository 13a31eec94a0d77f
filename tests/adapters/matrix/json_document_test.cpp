// SPDX-License-Identifier: MIT
#include "adapters/matrix/json_document.hpp"

#include "adapters/matrix/clean_text.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <string>

namespace peerdesk::matrix {
namespace {

constexpr int depth = 60;

TEST(JsonDocument, finds_members_and_items) {
    JsonDocument document;
    ASSERT_TRUE(document.read(R"( {"a":{"b":[1,"x",true,null,-2.9]},"c":"é\n\u00e9"} )", depth));
    const JsonValue root = document.root();
    std::vector<std::string> kinds;
    for (const JsonValue item : root["a"]["b"])
        kinds.emplace_back(item.raw());
    EXPECT_EQ(kinds, (std::vector<std::string>{"1", "x", "true", "null", "-2.9"}));
    EXPECT_EQ(root["c"].text(), "é\né");
    EXPECT_EQ(root["a"].raw(), R"({"b":[1,"x",true,null,-2.9]})");
    EXPECT_FALSE(root["a"]["nothing"]["at"]["all"].exists());
    EXPECT_EQ((*root["a"]["b"].begin()).integer(), 1);
}

TEST(JsonDocument, refuses_what_is_no_json) {
    for (const char* bytes : {"", "{", "[1,]", "{\"a\"}", "{\"a\":}", "{,}", "[1 2]", "tru", "\"a",
                              "\"\\x\"", "\"\\u12\"", "{} {}", "<html>", "[\"\\\"]"}) {
        JsonDocument document;
        EXPECT_FALSE(document.read(bytes, depth)) << bytes;
        EXPECT_FALSE(document.root().exists());
    }
}

TEST(JsonDocument, numbers_beyond_all_bounds_cost_nothing_but_themselves) {
    JsonDocument document;
    ASSERT_TRUE(document.read(R"([1e308,1e400,-1e999999999,9223372036854775808,"50",7.0])", depth));
    std::vector<std::optional<std::int64_t>> numbers;
    for (const JsonValue item : document.root())
        numbers.push_back(item.integer());
    EXPECT_EQ(numbers, (std::vector<std::optional<std::int64_t>>{
                           std::nullopt, std::nullopt, std::nullopt, std::nullopt, 50, 7}));
}

TEST(JsonDocument, half_a_surrogate_pair_becomes_a_sign_of_it) {
    JsonDocument document;
    ASSERT_TRUE(document.read(R"(["\ud83d\ude00","\ud800","\udc00x","\ud800\u0041"])", depth));
    std::vector<std::string> texts;
    for (const JsonValue item : document.root())
        texts.emplace_back(item.text());
    EXPECT_EQ(texts, (std::vector<std::string>{"😀", "\xef\xbf\xbd", "\xef\xbf\xbdx",
                                               "\xef\xbf\xbd"
                                               "A"}));
}

TEST(JsonDocument, the_last_of_two_members_of_one_name_counts) {
    JsonDocument document;
    ASSERT_TRUE(document.read(R"({"a":1,"a":"2"})", depth));
    EXPECT_EQ(document.root()["a"].text(), "2");
}

TEST(JsonDocument, what_lies_too_deep_stays_unread) {
    JsonDocument document;
    ASSERT_TRUE(document.read(R"({"a":{"b":[{"c":"]}"}]},"d":1})", 2));
    EXPECT_EQ(document.root()["a"]["b"].kind(), JsonKind::unread);
    EXPECT_EQ(document.root()["a"]["b"].raw(), R"([{"c":"]}"}])");
    EXPECT_EQ(document.root()["d"].integer(), 1);
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_TRUE(document.read(deep, depth));
    EXPECT_FALSE(document.read(std::string(100'000, '['), depth));
    EXPECT_TRUE(document.read(deep, 1'000'000)) << "no recursion, so no depth is too much";
}

nlohmann::json to_json(JsonValue value) {
    switch (value.kind()) {
    case JsonKind::text:
        return value.text();
    case JsonKind::array: {
        auto result = nlohmann::json::array();
        for (const JsonValue item : value)
            result.push_back(to_json(item));
        return result;
    }
    case JsonKind::object: {
        auto result = nlohmann::json::object();
        for (const JsonValue member : value)
            result[std::string{member.key()}] = to_json(member);
        return result;
    }
    case JsonKind::null:
    case JsonKind::boolean:
    case JsonKind::number:
    case JsonKind::unread:
        return nlohmann::json::parse(value.raw());
    }
    return nullptr;
}

nlohmann::json random_json(int depth_left) {
    switch (*rc::gen::inRange(0, depth_left > 0 ? 6 : 4)) {
    case 0:
        return nullptr;
    case 1:
        return *rc::gen::arbitrary<bool>();
    case 2:
        return *rc::gen::arbitrary<std::int64_t>();
    case 3:
        return repaired_utf8(*rc::gen::arbitrary<std::string>());
    case 4: {
        auto result = nlohmann::json::array();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
            result.push_back(random_json(depth_left - 1));
        return result;
    }
    default: {
        auto result = nlohmann::json::object();
        for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
            result[repaired_utf8(*rc::gen::arbitrary<std::string>())] = random_json(depth_left - 1);
        return result;
    }
    }
}

TEST(JsonDocument, reads_what_another_library_writes) {
    EXPECT_TRUE(rc::check([] {
        const nlohmann::json value = random_json(4);
        const std::string bytes =
            value.dump(*rc::gen::element(-1, 1), ' ', *rc::gen::arbitrary<bool>());
        JsonDocument document;
        RC_ASSERT(document.read(bytes, depth));
        RC_ASSERT(to_json(document.root()) == value);
    }));
}

} // namespace
} // namespace peerdesk::matrix
