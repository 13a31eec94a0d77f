// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/request_body.hpp"

#include "tests/fakes/telegram/refusal.hpp"

#include <gtest/gtest.h>

namespace peerdesk::telegram_fake {
namespace {

TEST(RequestBody, a_query_and_a_form_are_decoded) {
    const auto read = read_parameters("chat_id=5", "application/x-www-form-urlencoded",
                                      "text=a+b%21%C3%A4&empty=");
    EXPECT_EQ(read.values.dump(), R"({"chat_id":"5","text":"a b!ä","empty":""})");
}

TEST(RequestBody, json_is_taken_as_it_is) {
    const auto read = read_parameters("", "application/json; charset=utf-8", R"({"chat_id":5})");
    EXPECT_EQ(read.values.at("chat_id"), 5);
    EXPECT_THROW(static_cast<void>(read_parameters("", "application/json", "[1]")), Refusal);
    EXPECT_THROW(static_cast<void>(read_parameters("", "application/json", "{")), Refusal);
}

TEST(RequestBody, parts_are_values_and_files) {
    const std::string body =
        "--x-1\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n5\r\n"
        "--x-1\r\ncontent-disposition: form-data; name=\"document\"; "
        "filename=\"a b.txt\"\r\ncontent-type: text/plain\r\n\r\nline\r\n--\r\n\r\n"
        "--x-1--\r\n";
    const auto read = read_parameters("", "multipart/form-data; boundary=x-1", body);
    EXPECT_EQ(read.values.at("chat_id"), "5");
    const Upload& upload = read.uploads.at("document");
    EXPECT_EQ(upload.name, "a b.txt");
    EXPECT_EQ(upload.mime_type, "text/plain");
    EXPECT_EQ(upload.bytes, "line\r\n--\r\n");
    EXPECT_THROW(
        static_cast<void>(read_parameters("", "multipart/form-data; boundary=x-1", "--x-1\r\nabc")),
        Refusal);
}

} // namespace
} // namespace peerdesk::telegram_fake
