// SPDX-License-Identifier: MIT
// Driving the server from outside.
#include "tests/fakes/telegram/control.hpp"

#include "tests/fakes/telegram/small_world.hpp"

namespace peerdesk::telegram_fake {
namespace {

TEST(Control, a_whole_story_can_be_told_by_json) {
    World world;
    const auto act = [&](const std::string& name, const Json& arguments) {
        return control(world, name, arguments);
    };
    const Json user = act("user", {{"first_name", "Ana"}}).at("id");
    act("start", {{"user", user}, {"payload", "ref"}});
    const Json said =
        act("say", {{"user", user}, {"text", "see"}, {"kind", "document"}, {"file_text", "abc"}});
    const Json group = act("group", {{"title", "Staff"},
                                     {"is_forum", true},
                                     {"members", {user}},
                                     {"rights", {{"can_manage_topics", true}}}})
                           .at("id");
    const Json topic =
        act("create_topic", {{"user", user}, {"chat", group}, {"name", "T"}}).at("topic");
    act("say", {{"user", user}, {"chat", group}, {"topic", topic}, {"text", "hello"}});
    act("edit", {{"user", user}, {"message", said.at("message_id")}, {"text", "look"}});
    act("react", {{"user", user}, {"message", said.at("message_id")}, {"emoji", {"👍"}}});
    const Json chat = act("chat", {{"id", user}});
    EXPECT_EQ(chat.at("messages").at(1).at("message").at("caption"), "look");
    EXPECT_EQ(chat.at("messages").at(1).at("earlier").size(), 1u);
    EXPECT_EQ(act("queue", Json::object()).at("size"), 5);
    EXPECT_EQ(act("counts", Json::object()).at("methods").size(), 0u);
    EXPECT_THROW(act("dance", Json::object()), Refusal);
}

TEST(Control, broken_updates_stand_beside_good_ones) {
    SmallWorld small;
    small.people.says(small.ana, small.ana, "one");
    for (const char* kind :
         {"invalid_utf8", "lone_surrogate", "wrong_type", "unknown_kind", "not_json"})
        push_broken_update(small.world, kind);
    small.people.says(small.ana, small.ana, "two");
    const std::string body = answer(small.world, "getUpdates", Json::object()).body;
    EXPECT_TRUE(Json::parse(body, nullptr, false).is_discarded());
    EXPECT_NE(body.find("\"one\""), std::string::npos);
    EXPECT_NE(body.find("\"two\""), std::string::npos);
    EXPECT_EQ(small.world.queue.size(), 7u);
}

TEST(Faults, are_used_up_and_may_be_for_one_method) {
    Faults faults;
    Fault fault;
    fault.kind = FaultKind::too_many;
    fault.method = "sendMessage";
    fault.count = 2;
    faults.add(fault);
    EXPECT_FALSE(faults.take("getUpdates").has_value());
    EXPECT_TRUE(faults.take("sendMessage").has_value());
    EXPECT_TRUE(faults.take("sendMessage").has_value());
    EXPECT_FALSE(faults.take("sendMessage").has_value());
    fault.kind = FaultKind::empty_poll;
    fault.method = "";
    faults.add(fault);
    EXPECT_FALSE(faults.take("sendMessage").has_value());
    EXPECT_TRUE(faults.take("getUpdates").has_value());
}

} // namespace
} // namespace peerdesk::telegram_fake
