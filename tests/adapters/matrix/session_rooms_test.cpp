// SPDX-License-Identifier: MIT
// Configured rooms: getting in, being removed, and following an upgrade only when it is true.
#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string us = HomeserverModel::us;
const std::string ana = "@ana:example.org";
const std::string bo = "@bo:example.org";
const auto place = room_place("#staff:example.org");

std::vector<chat::PlaceState> states_of(const SessionRun& run) {
    std::vector<chat::PlaceState> states;
    for (const auto& change : run.told<chat::PlaceChanged>())
        states.push_back(change.state);
    return states;
}

class SessionRoomsTest : public testing::TestWithParam<std::string> {
  protected:
    void begin(const std::string& version = "10") {
        staff = server.make_room(bo, "#staff:example.org", version);
        server.invite(staff, bo, us);
        run.emplace(server);
        run->settle();
    }
    HomeserverModel server;
    std::string staff;
    std::optional<SessionRun> run;
};

TEST_F(SessionRoomsTest, removed_we_say_so_hold_messages_and_come_back_later) {
    begin();
    server.remove(staff, bo, us, "leave", "mistake");
    run->settle();
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed));
    EXPECT_EQ(run->told<chat::PlaceChanged>()[0].reason, "mistake");
    const auto id = run->deliver(place, "held");
    run->settle();
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::absent);
    run->pass(29s);
    EXPECT_EQ(server.membership(staff, us), "leave");
    run->pass(5s);
    EXPECT_EQ(server.membership(staff, us), "join");
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed, chat::PlaceState::open));
}

TEST_F(SessionRoomsTest, banned_we_do_not_try_again) {
    begin();
    server.remove(staff, bo, us, "ban");
    run->settle();
    const auto joins = run->count("/join/");
    run->pass(2h);
    EXPECT_EQ(run->count("/join/"), joins);
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed));
}

TEST_F(SessionRoomsTest, a_room_that_lets_people_knock_is_knocked_at) {
    staff = server.make_room(bo, "#staff:example.org");
    const_cast<HomeserverModel::Room&>(server.room(staff)).takes_knocks = true;
    run.emplace(server);
    run->settle();
    EXPECT_EQ(server.membership(staff, us), "knock");
    EXPECT_TRUE(run->has_finding(FindingCode::knocked));
    server.invite(staff, bo, us);
    run->settle();
    EXPECT_EQ(server.membership(staff, us), "join");
    server.say(staff, bo, "welcome");
    run->settle();
    EXPECT_THAT(run->heard(), ElementsAre("#staff:example.org: welcome"));
}

TEST_F(SessionRoomsTest, a_room_that_stays_shut_is_a_finding_and_rarely_tried) {
    staff = server.make_room(bo, "#staff:example.org");
    run.emplace(server);
    run->pass(1h);
    EXPECT_TRUE(run->has_finding(FindingCode::cannot_join));
    EXPECT_LT(run->count("/join/"), 30U);
    server.invite(staff, bo, us);
    run->settle();
    EXPECT_EQ(server.membership(staff, us), "join");
}

TEST_F(SessionRoomsTest, nothing_is_written_into_an_encrypted_room) {
    begin();
    server.set_state(staff, bo, "m.room.encryption", {{"algorithm", "m.megolm.v1.aes-sha2"}});
    run->settle();
    EXPECT_TRUE(run->has_finding(FindingCode::room_encrypted));
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed));
    run->restart();
    run->settle();
    const auto id = run->deliver(place, "card");
    run->settle();
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::absent);
    EXPECT_EQ(run->reports(id)[0].reason, "encrypted");
    EXPECT_THAT(server.our_words(staff), IsEmpty());
}

TEST_F(SessionRoomsTest, a_name_that_somebody_took_over_is_not_followed) {
    begin();
    server.remove(staff, bo, us, "leave", "the server is moved");
    run->settle();
    server.drop_room(staff);
    run->pass(10min);
    EXPECT_FALSE(run->has_finding(FindingCode::room_elsewhere)) << "nobody has the name yet";
    const std::string trap = server.make_room(ana, "#staff:example.org");
    server.join(trap, bo); // so that it is no direct chat
    server.invite(trap, ana, us);
    run->pass(3h);
    EXPECT_NE(server.membership(trap, us), "join");
    EXPECT_EQ(run->stored["room #staff:example.org"], staff);
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed));
    std::vector<std::string> told;
    for (const Finding& finding : run->findings)
        if (finding.code == FindingCode::room_elsewhere) told.push_back(finding.detail);
    EXPECT_THAT(told, ElementsAre("#staff:example.org " + trap));
    run->restart();
    run->pass(1h);
    EXPECT_NE(server.membership(trap, us), "join");
}

TEST_F(SessionRoomsTest, a_room_that_is_gone_and_comes_back_under_its_name_is_entered_again) {
    begin();
    server.remove(staff, bo, us, "leave");
    run->settle();
    run->instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.target.find("/join/") == std::string::npos) return std::nullopt;
        return matrix_error(404, "M_NOT_FOUND", "no known servers");
    };
    run->pass(1h);
    EXPECT_FALSE(run->has_finding(FindingCode::room_elsewhere));
    run->instead = nullptr;
    run->pass(1h);
    EXPECT_EQ(server.membership(staff, us), "join");
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed, chat::PlaceState::open));
}

TEST_P(SessionRoomsTest, an_upgrade_by_who_may_is_followed) {
    begin(GetParam());
    const std::string next = server.upgrade(staff, bo, GetParam());
    server.invite(next, bo, us);
    run->settle();
    server.say(next, bo, "here now");
    run->settle();
    run->deliver(place, "yes");
    run->settle();
    EXPECT_THAT(run->heard(), ElementsAre("#staff:example.org: here now"));
    EXPECT_THAT(server.our_words(next), ElementsAre("yes"));
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::renewed));
    EXPECT_EQ(run->stored["room #staff:example.org"], next);
}

TEST_P(SessionRoomsTest, an_upgrade_by_who_may_not_leads_nowhere) {
    begin(GetParam());
    const std::string trap =
        server.make_room(ana, {}, GetParam(), {{"predecessor", {{"room_id", staff}}}});
    server.invite(trap, ana, us);
    server.join(staff, ana);
    server.set_state(staff, ana, "m.room.tombstone",
                     {{"body", "moved"}, {"replacement_room", trap}});
    run->pass(2min);
    EXPECT_EQ(run->stored["room #staff:example.org"], staff);
    EXPECT_THAT(states_of(*run), IsEmpty());
}

TEST_P(SessionRoomsTest, a_successor_that_does_not_know_the_room_is_none) {
    begin(GetParam());
    const std::string other = server.make_room(bo, {}, GetParam());
    server.invite(other, bo, us);
    server.set_state(staff, bo, "m.room.tombstone",
                     {{"body", "moved"}, {"replacement_room", other}});
    run->pass(2min);
    EXPECT_EQ(run->stored["room #staff:example.org"], staff);
}

INSTANTIATE_TEST_SUITE_P(Versions, SessionRoomsTest, testing::Values("10", "11", "12"),
                         [](const auto& row) { return "v" + row.param; });

TEST_F(SessionRoomsTest, a_tombstone_that_was_there_before_we_started_is_followed) {
    staff = server.make_room(bo, "#staff:example.org");
    server.invite(staff, bo, us);
    server.join(staff, us);
    const std::string next = server.upgrade(staff, bo);
    server.invite(next, bo, us);
    run.emplace(server);
    run->pass(1min);
    EXPECT_EQ(run->stored["room #staff:example.org"], next);
    EXPECT_EQ(server.membership(next, us), "join");
}

TEST_F(SessionRoomsTest, an_upgrade_we_are_not_let_into_closes_the_room_until_we_are) {
    begin();
    const std::string next = server.upgrade(staff, bo);
    run->pass(1min);
    EXPECT_THAT(states_of(*run), ElementsAre(chat::PlaceState::closed));
    const auto id = run->deliver(place, "held");
    run->settle();
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::absent);
    server.invite(next, bo, us);
    run->pass(1min);
    EXPECT_EQ(run->stored["room #staff:example.org"], next);
    EXPECT_THAT(states_of(*run), testing::Contains(chat::PlaceState::open));
    EXPECT_THAT(states_of(*run), testing::Contains(chat::PlaceState::renewed));
}

} // namespace
} // namespace peerdesk::matrix
