// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/api_tables.hpp"

#include "tests/fakes/telegram/plausible.hpp"
#include "tests/fakes/telegram/type_check.hpp"

#include <gtest/gtest.h>

namespace peerdesk::telegram_fake {
namespace {

const Kind& kind(const std::string& name) {
    return ApiTables::shared().kind(name);
}

TEST(ApiTables, hold_every_method_and_find_it_in_any_case) {
    EXPECT_EQ(ApiTables::shared().version(), "10.1");
    EXPECT_EQ(ApiTables::shared().methods().size(), 180u);
    ASSERT_NE(ApiTables::shared().method("SENDmessage"), nullptr);
    EXPECT_EQ(ApiTables::shared().method("SENDmessage")->name, "sendMessage");
    EXPECT_EQ(ApiTables::shared().method("sendTelepathy"), nullptr);
}

TEST(ApiTables, know_what_must_be_there) {
    const Method& send = *ApiTables::shared().method("sendMessage");
    EXPECT_TRUE(send.find("text")->is_required);
    EXPECT_FALSE(send.find("entities")->is_required);
    EXPECT_EQ(send.find("entities")->types.front().depth, 1);
    EXPECT_EQ(kind("ChatMemberOwner").find("status")->constant, "creator");
    EXPECT_TRUE(ApiTables::shared().is_reaction("👍"));
    EXPECT_FALSE(ApiTables::shared().is_reaction("🥨"));
}

TEST(ApiTables, a_plausible_result_of_every_method_fits_its_type) {
    for (const Method& method : ApiTables::shared().methods()) {
        const Json result = plausible_result(method.returns);
        EXPECT_EQ(mismatch(result, method.returns, Strictness::outgoing), "")
            << method.name << " " << result.dump();
    }
}

TEST(TypeCheck, says_in_telegrams_words_what_is_wrong) {
    const auto wrong = [](const char* text, Strictness strictness) {
        return mismatch(Json::parse(text), kind("MessageEntity"), strictness);
    };
    EXPECT_EQ(wrong(R"({"type":"bold","offset":0,"length":1})", Strictness::outgoing), "");
    EXPECT_EQ(wrong(R"({"type":"bold","length":1})", Strictness::incoming),
              R"(Can't find field "offset")");
    EXPECT_EQ(wrong(R"({"type":"bold","offset":"x","length":1})", Strictness::incoming),
              R"(Field "offset" must be a valid Number)");
    EXPECT_EQ(wrong(R"({"type":"bold","offset":"0","length":1})", Strictness::incoming), "");
    EXPECT_EQ(wrong(R"({"type":"bold","offset":0,"length":1,"x":1})", Strictness::incoming), "");
    EXPECT_EQ(wrong(R"({"type":"bold","offset":0,"length":1,"x":1})", Strictness::outgoing),
              R"(MessageEntity has no field "x")");
}

TEST(TypeCheck, a_union_is_told_apart_by_its_constant) {
    const Json member =
        Json::parse(R"({"status":"left","user":{"id":1,"is_bot":false,"first_name":"A"}})");
    EXPECT_EQ(mismatch(member, kind("ChatMember"), Strictness::outgoing), "");
    Json other = member;
    other["status"] = "dancing";
    EXPECT_NE(mismatch(other, kind("ChatMember"), Strictness::outgoing), "");
}

} // namespace
} // namespace peerdesk::telegram_fake
