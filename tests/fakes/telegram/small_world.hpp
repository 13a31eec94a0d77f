// SPDX-License-Identifier: MIT
// A world with two people, a group and a forum for the fake's own tests, and the bot's calls in it.
// Every update is checked against the tables when it is taken.
#pragma once

#include "tests/fakes/telegram/api_tables.hpp"
#include "tests/fakes/telegram/dispatch.hpp"
#include "tests/fakes/telegram/people.hpp"
#include "tests/fakes/telegram/type_check.hpp"
#include "tests/fakes/telegram/world.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::telegram_fake {

struct SmallWorld {
    World world;
    People people{world};
    std::int64_t ana = 0;
    std::int64_t bo = 0;
    std::int64_t group = 0;
    std::int64_t forum = 0; ///< a supergroup in which the bot has all rights
    std::int64_t offset = 0;

    explicit SmallWorld(Settings settings = {}) : world(settings) {
        world.settings.slows_repeated_polls = false;
        User person;
        person.first_name = "Ana";
        person.language_code = "de";
        person.has_started = true;
        ana = world.add_user(person).id;
        person.first_name = "Bo";
        person.username = "bo_helps";
        bo = world.add_user(person).id;
        Chat chat;
        chat.kind = ChatKind::group;
        chat.title = "Help";
        chat.members[world.bot_id()] = {};
        chat.members[ana] = {};
        group = world.add_chat(chat).id;
        chat.kind = ChatKind::supergroup;
        chat.title = "Staff";
        chat.is_forum = true;
        chat.members[world.bot_id()] = {"administrator", Json{{"can_manage_topics", true},
                                                              {"can_delete_messages", true},
                                                              {"can_pin_messages", true}}};
        forum = world.add_chat(chat).id;
    }

    /// The whole body of an answer.
    Json call(const std::string& method, const Json& parameters = Json::object()) {
        return Json::parse(answer(world, method, parameters).body);
    }
    /// The result of a call that must go well and fit its declared type.
    Json result(const std::string& method, const Json& parameters = Json::object()) {
        const Json body = call(method, parameters);
        EXPECT_TRUE(body.at("ok").get<bool>()) << method << ": " << body.dump();
        const Method& declared = *ApiTables::shared().method(method);
        const Json result = body.value("result", Json{});
        EXPECT_EQ(mismatch(result, declared.returns, Strictness::outgoing), "") << result.dump();
        return result;
    }
    /// The description of a call that must be refused.
    std::string refusal(const std::string& method, const Json& parameters = Json::object()) {
        const Json body = call(method, parameters);
        EXPECT_FALSE(body.at("ok").get<bool>()) << method << ": " << body.dump();
        return body.value("description", "");
    }
    /// All updates since the last time; they are confirmed with the next.
    std::vector<Json> updates() {
        std::vector<Json> found;
        const Json list = call("getUpdates", {{"offset", offset}}).at("result");
        for (const Json& update : list) {
            EXPECT_EQ(mismatch(update, ApiTables::shared().kind("Update"), Strictness::outgoing),
                      "")
                << update.dump();
            offset = update.at("update_id").get<std::int64_t>() + 1;
            found.push_back(update);
        }
        return found;
    }
    /// The only update since the last time.
    Json update() {
        const auto found = updates();
        EXPECT_EQ(found.size(), 1u);
        return found.empty() ? Json::object() : found.back();
    }
    Json says(const std::string& text) {
        people.says(ana, ana, text);
        return update().at("message");
    }
};

} // namespace peerdesk::telegram_fake
