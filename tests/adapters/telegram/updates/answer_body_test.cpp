// SPDX-License-Identifier: MIT
#include "adapters/telegram/updates/answer_body.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram {
namespace {

using std::chrono::seconds;

TEST(AnswerBody, a_result_is_kept_as_it_stands) {
    const auto answer = read_answer(R"({"ok":true,"result":{"message_id":5,"text":"a}b"}})");
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->is_ok);
    EXPECT_TRUE(answer->is_whole);
    EXPECT_EQ(answer->result, R"({"message_id":5,"text":"a}b"})");
    EXPECT_EQ(answer->error_code, 0);
}

TEST(AnswerBody, a_refusal_tells_code_words_and_parameters) {
    const auto answer = read_answer(
        R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35",)"
        R"("parameters":{"retry_after":35}})");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->is_ok);
    EXPECT_EQ(answer->error_code, 429);
    EXPECT_EQ(answer->description, "Too Many Requests: retry after 35");
    EXPECT_EQ(answer->retry_after, seconds{35});
    EXPECT_FALSE(answer->migrate_to_chat);
}

TEST(AnswerBody, a_migration_tells_an_id_beyond_32_bits) {
    const auto answer = read_answer(
        R"({"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a )"
        R"(supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}})");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->migrate_to_chat, -1001234567890);
}

TEST(AnswerBody, what_is_no_answer_is_none) {
    for (const char* bytes : {"", "null", "[]", "<html><body>502 Bad Gateway</body></html>", "{}",
                              "{\"ok\":1}", "{\"ok\":\"true\"}", "{\"ok\":null,\"result\":[]}",
                              "{\"ok\":tr", "ok", "{\"result\":[]}"})
        EXPECT_FALSE(read_answer(bytes)) << bytes;
}

TEST(AnswerBody, a_null_result_is_an_empty_one) {
    const auto answer = read_answer(R"({"ok":true,"result":null})");
    ASSERT_TRUE(answer);
    EXPECT_TRUE(answer->is_ok);
    EXPECT_EQ(answer->result, "");
    EXPECT_EQ(read_answer(R"({"ok":true})")->result, "");
}

TEST(AnswerBody, a_cut_result_says_so) {
    const auto answer = read_answer(R"({"ok":true,"result":[{"update_id":1},{"upd)");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->is_whole);
    EXPECT_EQ(answer->result, R"([{"update_id":1},{"upd)");
}

TEST(AnswerBody, fields_of_wrong_types_are_not_there) {
    const auto answer =
        read_answer(R"({"ok":false,"error_code":"many","description":[1],)"
                    R"("parameters":{"retry_after":"soon","migrate_to_chat_id":1e308}})");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->error_code, 0);
    EXPECT_EQ(answer->description, "");
    EXPECT_FALSE(answer->retry_after);
    EXPECT_FALSE(answer->migrate_to_chat);
    EXPECT_FALSE(read_answer(R"({"ok":false,"parameters":7})")->retry_after);
    EXPECT_FALSE(read_answer(R"({"ok":false,"parameters":{"retry_after":-1}})")->retry_after);
    EXPECT_FALSE(read_answer(R"({"ok":false,"parameters":{"retry_after":1e400}})")->retry_after);
}

TEST(AnswerBody, the_longest_wait_is_bounded) {
    const auto answer =
        read_answer(R"({"ok":false,"parameters":{"retry_after":9223372036854775807}})");
    EXPECT_EQ(answer->retry_after, seconds{864'000});
}

TEST(AnswerBody, words_are_one_clean_line_of_bounded_length) {
    const auto answer = read_answer(R"({"ok":false,"description":"a\u0000\nb\u202ec \ud83d)" +
                                    std::string(1'000, 'x') + "\"}");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->description.substr(0, 10), "a bc \xef\xbf\xbdxx");
    EXPECT_EQ(answer->description.size(), 500u);
}

TEST(AnswerBody, deep_and_long_fields_cost_only_themselves) {
    const std::string deep = std::string(50'000, '[') + std::string(50'000, ']');
    const auto answer = read_answer("{\"ok\":false,\"parameters\":" + deep +
                                    ",\"description\":\"x\",\"error_code\":400}");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->error_code, 400);
    EXPECT_EQ(answer->description, "x");
}

TEST(AnswerBody, too_many_bytes_are_no_answer) {
    std::string bytes = "{\"ok\":true,\"result\":\"";
    bytes += std::string(body_bytes_max - bytes.size() - 2, 'x') + "\"}";
    EXPECT_TRUE(read_answer(bytes));
    EXPECT_FALSE(read_answer(bytes + ' '));
}

TEST(AnswerBody, of_members_of_one_name_the_last_counts) {
    const auto answer = read_answer(R"({"ok":true,"ok":false,"result":1,"result":[2]})");
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->is_ok);
    EXPECT_EQ(answer->result, "[2]");
}

} // namespace
} // namespace peerdesk::telegram
