// SPDX-License-Identifier: MIT
// Rooms that move, close, open, and get topics or lose them.
#include "adapters/telegram/session.hpp"

#include "tests/adapters/telegram/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using namespace std::chrono_literals;
using chat::PlaceState;
using telegram_fake::Json;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// "@staff on", in order.
std::vector<std::string> topics(const SessionRun& run) {
    std::vector<std::string> lines;
    for (const auto& switched : run.told<chat::ThreadsSwitched>())
        lines.push_back(switched.place.id + (switched.has_threads ? " on" : " off"));
    return lines;
}

/// "@staff closed: kicked", in order.
std::vector<std::string> changes(const SessionRun& run) {
    std::vector<std::string> lines;
    for (const auto& change : run.told<chat::PlaceChanged>()) {
        std::string line = change.place.id;
        line += change.state == PlaceState::open     ? " open"
                : change.state == PlaceState::closed ? " closed"
                                                     : " renewed";
        lines.push_back(line + (change.reason.empty() ? "" : ": " + change.reason));
    }
    return lines;
}

TEST(SessionRooms, topics_are_told_at_every_start) {
    SessionRun run;
    run.rest();
    run.restart();
    run.pass(5s);
    EXPECT_THAT(topics(run), ElementsAre("@staff on", "-4000001 off", "@staff on", "-4000001 off"));
    EXPECT_EQ(run.stored.at("chat:@staff"), "-1001000000001");
}

TEST(SessionRooms, topics_that_are_switched_off_and_on_are_noticed_by_what_is_said) {
    SessionRun run;
    run.rest();
    run.people.switches_topics(run.forum, false);
    run.people.says(run.bo, run.forum, "hello");
    run.rest();
    EXPECT_EQ(topics(run).back(), "@staff off");
    run.people.switches_topics(run.forum, true);
    run.people.says(run.bo, run.forum, "hello again");
    run.rest();
    EXPECT_EQ(topics(run).back(), "@staff on");
    EXPECT_THAT(topics(run), SizeIs(4));
}

TEST(SessionRooms, a_forum_without_the_right_to_manage_topics_has_none) {
    SessionRun run;
    run.rest();
    run.people.promotes(run.bo, run.forum, run.world.bot_id(), Json{{"can_delete_messages", true}});
    run.rest();
    EXPECT_EQ(topics(run).back(), "@staff off");
    EXPECT_EQ(run.details(FindingCode::no_topics), std::vector<std::string>{"@Staff"});
    run.people.promotes(run.bo, run.forum, run.world.bot_id(), Json{{"can_manage_topics", true}});
    run.rest();
    EXPECT_EQ(topics(run).back(), "@staff on");
}

TEST(SessionRooms, a_member_without_rights_hears_little_and_that_is_told) {
    SessionRun run;
    run.world.find_chat(run.group)->members[run.world.bot_id()] = {};
    run.rest();
    EXPECT_EQ(run.details(FindingCode::privacy_mode), std::vector<std::string>{"-4000001"});
    SessionRun hearing;
    hearing.world.settings.can_read_all_group_messages = true;
    hearing.world.find_chat(hearing.group)->members[hearing.world.bot_id()] = {};
    hearing.rest();
    EXPECT_FALSE(hearing.has_finding(FindingCode::privacy_mode));
}

TEST(SessionRooms, a_room_we_are_removed_from_closes_and_opens_when_we_come_back) {
    SessionRun run;
    run.rest();
    run.people.removes(run.bo, run.forum, run.world.bot_id());
    run.rest();
    EXPECT_THAT(changes(run), ElementsAre("@staff closed: kicked"));
    EXPECT_EQ(run.stored.at("closed:@staff"), "1");
    run.people.promotes(run.bo, run.forum, run.world.bot_id(), Json{{"can_manage_topics", true}});
    run.rest();
    EXPECT_EQ(changes(run).back(), "@staff open");
    EXPECT_FALSE(run.stored.contains("closed:@staff"));
    EXPECT_THAT(changes(run), SizeIs(2)) << "each is told once";
}

TEST(SessionRooms, a_room_that_was_left_while_we_were_away_closes_at_the_start) {
    SessionRun run;
    run.rest();
    run.stop();
    run.world.find_chat(run.group)->members.erase(run.world.bot_id());
    run.restart();
    run.pass(5s);
    EXPECT_THAT(changes(run),
                ElementsAre("-4000001 closed: Forbidden: bot is not a member of the group chat"));
    EXPECT_TRUE(run.has_finding(FindingCode::room_not_found));
    run.restart();
    run.pass(5s);
    EXPECT_THAT(changes(run), SizeIs(1)) << "it is closed already";
    EXPECT_THAT(run.details(FindingCode::room_not_found), SizeIs(2)) << "the operator still hears";
    run.world.find_chat(run.group)->members[run.world.bot_id()] = {"administrator", Json::object()};
    run.pass(10min);
    EXPECT_EQ(changes(run).back(), "-4000001 open");
}

TEST(SessionRooms, a_room_that_does_not_exist_holds_nothing_up) {
    NetworkConfig config = bot_config();
    config.rooms = {"@nowhere", "no room at all", "@Staff", "@staff"};
    SessionRun run{config};
    run.says(run.ana, "hello");
    run.rest();
    EXPECT_TRUE(run.session->is_up());
    EXPECT_THAT(run.heard(), SizeIs(1));
    EXPECT_THAT(run.details(FindingCode::room_not_found),
                ElementsAre("no room at all", "@nowhere Bad Request: chat not found"));
    EXPECT_THAT(topics(run), SizeIs(1)) << "the same room twice is one";
    const std::size_t asked = run.count("getChat");
    run.pass(1h);
    EXPECT_LT(run.count("getChat"), asked + 40);
    EXPECT_GT(run.count("getChat"), asked + 5);
}

TEST(SessionRooms, a_group_that_becomes_a_supergroup_is_the_same_room) {
    SessionRun run;
    run.rest();
    run.people.says(run.bo, run.group, "before");
    const std::int64_t moved = run.people.upgrades(run.bo, run.group);
    run.people.says(run.bo, moved, "after");
    run.rest();
    EXPECT_THAT(run.heard(), ElementsAre("-4000001: before", "-4000001: after"));
    EXPECT_THAT(changes(run), ElementsAre("-4000001 renewed"));
    EXPECT_EQ(run.stored.at("chat:-4000001"), std::to_string(moved));
    run.restart();
    run.people.says(run.bo, moved, "much later");
    run.rest();
    EXPECT_EQ(run.heard().back(), "-4000001: much later");
    EXPECT_THAT(changes(run), SizeIs(1));
}

TEST(SessionRooms, a_group_that_moved_while_we_were_away_is_found_by_asking_for_it) {
    SessionRun run;
    run.rest();
    run.stop();
    const std::int64_t moved = run.people.upgrades(run.bo, run.group);
    run.world.queue.clear();
    run.restart();
    run.pass(5s);
    EXPECT_THAT(changes(run), ElementsAre("-4000001 renewed"));
    EXPECT_EQ(run.stored.at("chat:-4000001"), std::to_string(moved));
    run.people.says(run.bo, moved, "hello");
    run.rest();
    EXPECT_THAT(run.heard(), ElementsAre("-4000001: hello"));
}

TEST(SessionRooms, a_group_that_lost_its_public_name_is_known_by_its_number) {
    SessionRun run;
    run.rest();
    run.stop();
    run.world.find_chat(run.forum)->username.clear();
    run.restart();
    run.pass(5s);
    EXPECT_THAT(changes(run), IsEmpty());
    EXPECT_EQ(topics(run)[2], "@staff on");
}

TEST(SessionRooms, a_public_name_that_leads_elsewhere_renews_the_room) {
    SessionRun run;
    run.rest();
    run.stop();
    run.world.find_chat(run.forum)->username.clear();
    run.world.find_chat(run.group)->username = "staff";
    run.restart();
    run.pass(5s);
    EXPECT_EQ(changes(run).at(0), "@staff renewed");
    EXPECT_EQ(run.stored.at("chat:@staff"), "-4000001");
}

TEST(SessionRooms, a_person_who_blocks_us_closes_their_chat) {
    SessionRun run;
    run.rest();
    run.people.blocks(run.ana);
    run.rest();
    run.people.unblocks(run.ana);
    run.rest();
    EXPECT_THAT(changes(run), ElementsAre("a:5000000001 closed: blocked", "a:5000000001 open"));
    EXPECT_EQ(run.told<chat::PlaceChanged>()[0].place, direct_place(run.ana));
}

TEST(SessionRooms, a_server_that_says_wait_is_waited_for) {
    SessionRun run;
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.target.find("getChat?") == std::string::npos || run.count("getChat") > 2)
            return std::nullopt;
        return refusal(429, "Too Many Requests: retry after 30", R"({"retry_after":30})");
    };
    run.pass(29s);
    EXPECT_EQ(run.count("getChat"), 2u);
    EXPECT_TRUE(run.session->is_up()) << "messages are heard meanwhile";
    run.pass(2s);
    EXPECT_THAT(topics(run), SizeIs(2));
}

} // namespace
} // namespace peerdesk::telegram
