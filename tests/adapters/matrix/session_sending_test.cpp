// SPDX-License-Identifier: MIT
// Sending: order, turns, limits, repeats, and rows from long ago.
#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::string us = HomeserverModel::us;
const std::string bo = "@bo:example.org";
const auto place = room_place("#staff:example.org");

bool is_send(const Request& request) {
    return request.lane == Lane::send;
}

class SessionSendingTest : public testing::Test {
  protected:
    SessionSendingTest() {
        staff = server.make_room(bo, "#staff:example.org");
        server.invite(staff, bo, us);
        run.emplace(server);
        run->settle();
    }
    HomeserverModel server;
    std::string staff;
    std::optional<SessionRun> run;
};

TEST_F(SessionSendingTest, a_limit_stops_the_whole_account_and_then_all_goes_in_order) {
    const std::string chat = server.make_room(bo);
    server.invite(chat, bo, us, true);
    run->settle();
    std::size_t sends = 0;
    run->instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!is_send(request) || ++sends % 4 != 0) return std::nullopt;
        return matrix_error(429, "M_LIMIT_EXCEEDED", "slow", {{"retry_after_ms", 3'519}});
    };
    std::vector<std::string> words;
    for (int i = 0; i < 20; ++i) {
        words.push_back(std::to_string(i));
        run->deliver(place, words.back());
        run->deliver(direct_place(bo), words.back());
    }
    run->settle();
    const auto after_first = run->told<chat::DeliveryReported>().size();
    run->pass(3s);
    EXPECT_EQ(run->told<chat::DeliveryReported>().size(), after_first);
    run->pass(5min);
    EXPECT_EQ(server.our_words(staff), words);
    EXPECT_EQ(server.our_words(chat), words);
    EXPECT_THAT(run->told<chat::DeliveryReported>(), SizeIs(40));
}

TEST_F(SessionSendingTest, rooms_take_turns_so_that_a_long_queue_holds_nobody_up) {
    const std::string chat = server.make_room(bo);
    server.invite(chat, bo, us, true);
    run->settle();
    const auto begin = run->asked.size();
    for (int i = 0; i < 30; ++i)
        run->deliver(place, "long");
    run->deliver(direct_place(bo), "short");
    run->settle();
    std::size_t turn = 0;
    for (std::size_t i = begin; i < run->asked.size(); ++i) {
        if (!is_send(run->asked[i])) continue;
        ++turn;
        if (run->asked[i].body.find("short") != std::string::npos) break;
    }
    EXPECT_LE(turn, 2U);
}

TEST_F(SessionSendingTest, a_lost_answer_is_repeated_under_the_same_transaction) {
    int losses = 0;
    run->afterwards = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!is_send(request) || ++losses > 3) return std::nullopt;
        Answer lost;
        lost.failure = net::HttpFailure::timed_out;
        return lost;
    };
    const auto id = run->deliver(place, "once");
    run->pass(1min);
    EXPECT_THAT(server.our_words(staff), ElementsAre("once"));
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::sent);
}

TEST_F(SessionSendingTest, the_same_sign_twice_counts_as_set) {
    for (const std::string code : {"M_DUPLICATE_ANNOTATION", "M_UNKNOWN"}) {
        run->instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
            if (!is_send(request)) return std::nullopt;
            return matrix_error(400, code, "Can't send same reaction twice");
        };
        chat::Outbound sign;
        sign.place = place;
        sign.act = chat::Act::react;
        sign.target = "$x";
        sign.text = "+1";
        const auto id = run->deliver(sign);
        run->settle();
        ASSERT_THAT(run->reports(id), SizeIs(1)) << code;
        EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::sent);
    }
}

TEST_F(SessionSendingTest, what_the_server_refuses_is_reported_with_its_words) {
    run->instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!is_send(request)) return std::nullopt;
        return matrix_error(413, "M_TOO_LARGE", "event too large");
    };
    const auto id = run->deliver(place, "big");
    run->settle();
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::refused);
    EXPECT_THAT(run->reports(id)[0].reason, HasSubstr("event too large"));
}

TEST_F(SessionSendingTest, without_the_power_to_write_a_message_is_refused_after_a_second_look) {
    run->instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!is_send(request)) return std::nullopt;
        return matrix_error(403, "M_FORBIDDEN", "You don't have permission to post");
    };
    const auto id = run->deliver(place, "x");
    run->settle();
    EXPECT_THAT(run->reports(id), SizeIs(0));
    run->pass(5s);
    ASSERT_THAT(run->reports(id), SizeIs(1));
    EXPECT_EQ(run->reports(id)[0].delivery, chat::Delivery::refused);
    EXPECT_TRUE(run->has_finding(FindingCode::cannot_write));
}

TEST_F(SessionSendingTest, a_row_of_yesterday_is_looked_for_before_it_is_sent_again) {
    chat::Outbound row;
    row.outbox_id = 1'077;
    row.place = place;
    row.text = "from yesterday";
    row.created = run->now.wall;
    row.first_sent = run->now.wall;
    run->deliver(row);
    run->settle();
    const auto first = run->reports(1'077);
    ASSERT_THAT(first, SizeIs(1));
    server.forgets_transactions = true;
    for (int i = 0; i < 150; ++i)
        run->deliver(place, "more");
    run->pass(24h);
    run->restart();
    run->settle();
    run->events.clear();
    run->deliver(row);
    run->settle();
    ASSERT_THAT(run->reports(1'077), SizeIs(1));
    EXPECT_EQ(run->reports(1'077)[0].remote_id, first[0].remote_id);
    EXPECT_EQ(std::ranges::count(server.our_words(staff), "from yesterday"), 1);
    // One that never arrived is sent.
    row.outbox_id = 1'078;
    row.text = "never arrived";
    run->deliver(row);
    run->settle();
    EXPECT_EQ(std::ranges::count(server.our_words(staff), "never arrived"), 1);
}

TEST_F(SessionSendingTest, a_row_from_before_our_token_is_looked_for_too) {
    run->stored["token_since"] = std::to_string((run->now.wall + 1h).time_since_epoch().count());
    run->pass(2h);
    run->restart();
    run->settle();
    chat::Outbound row;
    row.outbox_id = 5;
    row.place = place;
    row.text = "old";
    row.created = row.first_sent = run->now.wall - 90min;
    run->deliver(row);
    run->settle();
    EXPECT_EQ(run->count("/messages"), 1U);
    EXPECT_THAT(server.our_words(staff), ElementsAre("old"));
}

TEST_F(SessionSendingTest, in_a_thread_the_fallback_names_the_latest_event) {
    const std::string root = server.say(staff, bo, "a question");
    const std::string latest =
        server.send(staff, bo, "m.room.message",
                    {{"msgtype", "m.text"},
                     {"body", "more"},
                     {"m.relates_to", {{"rel_type", "m.thread"}, {"event_id", root}}}});
    run->settle();
    chat::Outbound answer;
    answer.place = place;
    answer.text = "an answer";
    answer.thread = root;
    answer.thread_latest = root;
    const auto first = run->deliver(answer);
    run->settle();
    EXPECT_THAT(run->asked.back().body, testing::AnyOf(HasSubstr(latest), testing::_));
    run->deliver(answer);
    run->settle();
    std::vector<std::string> bodies;
    for (const Request& request : run->asked)
        if (is_send(request)) bodies.push_back(request.body);
    ASSERT_THAT(bodies, SizeIs(2));
    EXPECT_THAT(bodies[0], HasSubstr("\"event_id\":\"" + latest + "\""));
    EXPECT_THAT(bodies[1], HasSubstr("\"event_id\":\"" + run->reports(first)[0].remote_id + "\""));
}

TEST_F(SessionSendingTest, a_dead_server_is_asked_a_few_times_a_minute_and_loses_nothing) {
    bool is_dead = true;
    run->instead = [&](const Request&, std::size_t) -> std::optional<Answer> {
        if (!is_dead) return std::nullopt;
        Answer none;
        none.failure = net::HttpFailure::refused;
        return none;
    };
    std::vector<std::string> words;
    for (int i = 0; i < 40; ++i) {
        words.push_back(std::to_string(i));
        run->deliver(place, words.back());
        run->deliver(direct_place("@p" + std::to_string(i) + ":example.org"), "hi");
    }
    run->pass(1min);
    for (int minute = 0; minute < 10; ++minute) {
        const auto before = run->asked.size();
        run->pass(1min);
        EXPECT_LE(run->asked.size() - before, 12U) << minute;
    }
    ASSERT_THAT(run->told<chat::LinkChanged>(), SizeIs(2));
    EXPECT_FALSE(run->told<chat::LinkChanged>()[1].is_up);
    is_dead = false;
    run->pass(10min);
    EXPECT_EQ(server.our_words(staff), words);
    EXPECT_THAT(run->told<chat::DeliveryReported>(), SizeIs(80));
    EXPECT_THAT(run->told<chat::DeliveryReported>(),
                Each(testing::Field(&chat::DeliveryReported::delivery, chat::Delivery::sent)));
}

TEST_F(SessionSendingTest, a_room_that_alone_is_broken_holds_nobody_else_up) {
    const std::string chat = server.make_room(bo);
    server.invite(chat, bo, us, true);
    run->settle();
    run->instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!is_send(request) || request.target.find("room1") == std::string::npos)
            return std::nullopt;
        return matrix_error(500, "M_UNKNOWN", "internal");
    };
    run->deliver(place, "stuck");
    run->pass(2min);
    const auto id = run->deliver(direct_place(bo), "goes");
    run->pass(2s);
    EXPECT_THAT(run->reports(id), SizeIs(1));
}

TEST_F(SessionSendingTest, stopping_reports_every_row_once) {
    run->instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!is_send(request)) return std::nullopt;
        Answer lost;
        lost.failure = net::HttpFailure::timed_out;
        return lost;
    };
    const auto first = run->deliver(place, "1");
    const auto second = run->deliver(place, "2");
    run->settle();
    run->session->stop_reading();
    run->pass(1s);
    EXPECT_FALSE(run->session->is_idle());
    run->session->give_up(run->now);
    run->settle();
    ASSERT_THAT(run->reports(first), SizeIs(1));
    EXPECT_EQ(run->reports(first)[0].delivery, chat::Delivery::unknown);
    ASSERT_THAT(run->reports(second), SizeIs(1));
    EXPECT_EQ(run->reports(second)[0].delivery, chat::Delivery::returned);
    EXPECT_TRUE(run->session->is_idle());
    EXPECT_FALSE(run->told<chat::LinkChanged>().back().is_up);
}

} // namespace
} // namespace peerdesk::matrix
