// SPDX-License-Identifier: MIT
#include "adapters/telegram/session.hpp"

#include "tests/adapters/telegram/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace peerdesk::telegram {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::string first(std::int64_t id) {
    return "limit=100&timeout=50&offset=" + std::to_string(id);
}

std::string kind_of(const chat::Event& event) {
    if (const auto* link = std::get_if<chat::LinkChanged>(&event.body))
        return link->is_up ? "up" : "down";
    if (const auto* switched = std::get_if<chat::ThreadsSwitched>(&event.body))
        return switched->place.id + (switched->has_threads ? " threads" : " no threads");
    if (const auto* said = std::get_if<chat::MessageReceived>(&event.body)) return said->text;
    return "other";
}

std::vector<std::string> kinds_of(const std::vector<chat::Event>& events) {
    std::vector<std::string> kinds;
    for (const chat::Event& event : events)
        kinds.push_back(kind_of(event));
    return kinds;
}

TEST(Session, says_who_it_is_looks_at_its_rooms_and_then_listens) {
    SessionRun run;
    run.says(run.ana, "hello");
    run.rest();
    EXPECT_THAT(kinds_of(run.events),
                ElementsAre("up", "@staff threads", "-4000001 no threads", "hello"));
    std::vector<std::string> targets;
    for (const Request& request : run.asked)
        targets.push_back(request.target.substr(0, request.target.find("&allowed")));
    EXPECT_THAT(targets,
                ElementsAre("/getMe", "/getChat?chat_id=@staff", "/getChat?chat_id=-4000001",
                            "/getChatMember?chat_id=-1001000000001&user_id=700000001",
                            "/getChatMember?chat_id=-4000001&user_id=700000001",
                            "/getUpdates?limit=100&timeout=0", testing::StartsWith("/getUpdates")));
    EXPECT_TRUE(run.session->is_up());
    EXPECT_EQ(run.told<chat::LinkChanged>()[0].capabilities, capabilities_of(run.config));
    EXPECT_TRUE(run.has_finding(FindingCode::logged_in));
}

TEST(Session, wants_the_same_kinds_of_updates_in_every_poll) {
    SessionRun run;
    run.pass(120s);
    EXPECT_EQ(run.world.polling.allowed,
              (std::set<std::string>{"message", "edited_message", "callback_query",
                                     "my_chat_member", "chat_member", "message_reaction"}));
    for (const Request& request : run.asked) {
        if (request.lane != Lane::poll) continue;
        EXPECT_NE(request.target.find("allowed_updates=%5B%22message%22"), std::string::npos);
        EXPECT_GT(request.deadline, run.config.poll_for);
        EXPECT_EQ(request.body_bytes_max, body_bytes_max);
    }
}

TEST(Session, the_offset_is_used_only_once_it_is_committed) {
    SessionRun run;
    run.rest();
    run.commits = false;
    const std::size_t polls = run.polls().size();
    run.says(run.ana, "one");
    run.pass(10min);
    EXPECT_EQ(run.polls().size(), polls) << "nothing is asked before the commit";
    ASSERT_THAT(run.offered, SizeIs(1));
    EXPECT_THAT(run.offered[0].batch.events, SizeIs(1));
    const std::int64_t next = run.world.queue.next_id();
    EXPECT_THAT(run.offered[0].batch.state,
                testing::Contains(chat::StateChange{"offset", std::to_string(next)}));
    run.commits = true;
    run.commit_offered();
    run.rest();
    EXPECT_EQ(run.polls().back(), first(next));
    EXPECT_EQ(run.world.queue.size(), 0u) << "confirmed by the poll";
}

TEST(Session, nothing_is_lost_or_doubled_when_the_process_ends_before_the_commit) {
    SessionRun run;
    run.rest();
    run.commits = false;
    run.says(run.ana, "one");
    run.rest();
    run.commits = true;
    run.restart();
    run.says(run.ana, "two");
    run.rest();
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: one", "a:5000000001: two"));
    run.restart();
    run.pass(60s);
    EXPECT_THAT(run.heard(), SizeIs(2));
}

TEST(Session, an_update_that_comes_again_is_told_once) {
    SessionRun run;
    run.rest();
    run.says(run.ana, "one");
    run.rest();
    // The server forgets that it was confirmed.
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll) return std::nullopt;
        run.instead = nullptr;
        return page(200, R"({"ok":true,"result":[{"update_id":)" +
                             std::to_string(run.world.queue.next_id() - 1) +
                             R"(,"message":{"message_id":1,"date":1,"text":"one","chat":)"
                             R"({"id":5000000001,"type":"private"},"from":{"id":5000000001}}}]})");
    };
    run.pass(120s);
    EXPECT_THAT(run.heard(), SizeIs(1));
}

TEST(Session, numbers_that_begin_anew_lower_are_followed) {
    SessionRun run;
    run.world.queue.set_next_id(1'500'000'000);
    run.says(run.ana, "before");
    run.rest();
    run.pass(std::chrono::days{8});
    run.world.queue.set_next_id(70);
    run.says(run.ana, "after");
    run.rest();
    EXPECT_EQ(run.stored.at("offset"), "71");
    run.says(run.ana, "and on");
    run.rest();
    run.restart();
    run.pass(60s);
    EXPECT_THAT(run.heard(),
                ElementsAre("a:5000000001: before", "a:5000000001: after", "a:5000000001: and on"));
    EXPECT_EQ(run.polls().back(), first(72));
}

TEST(Session, lower_numbers_met_by_an_old_offset_are_followed_after_a_restart) {
    SessionRun run;
    run.stored = {{"offset", "1500000000"}, {"seen", "1400000000-1499999999@20000"}};
    run.world.queue.set_next_id(70);
    run.says(run.ana, "hello");
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.stored.at("offset"), "71");
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: hello"));
}

TEST(Session, a_hundred_updates_and_more_come_in_order) {
    SessionRun run;
    run.rest();
    std::vector<std::string> expected;
    for (int i = 0; i < 350; ++i) {
        run.says(run.ana, std::to_string(i));
        expected.push_back("a:5000000001: " + std::to_string(i));
    }
    run.rest();
    EXPECT_EQ(run.heard(), expected);
}

TEST(Session, a_clean_stop_tells_the_server_what_is_committed) {
    SessionRun run;
    run.rest();
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.target.find("offset=") == std::string::npos || request.lane != Lane::poll)
            return std::nullopt;
        return broken(net::HttpFailure::refused); // it never hears of the offset by a poll
    };
    run.says(run.ana, "one");
    run.rest();
    EXPECT_EQ(run.world.queue.size(), 1u);
    EXPECT_LT(run.stop(), 1s);
    EXPECT_EQ(run.world.queue.size(), 0u);
    EXPECT_EQ(run.polls().back(), "limit=1&timeout=0&offset=" + run.stored.at("offset"));
    EXPECT_EQ(run.asked.back().lane, Lane::other);
    EXPECT_FALSE(run.told<chat::LinkChanged>().back().is_up);
}

TEST(Session, a_stop_without_news_says_nothing) {
    SessionRun run;
    run.pass(60s);
    const std::size_t asked = run.asked.size();
    run.stop();
    EXPECT_EQ(run.asked.size(), asked);
    EXPECT_EQ(run.told<chat::LinkChanged>().back().reason, "stopped");
}

TEST(Session, a_stop_waits_for_the_commit_of_what_was_read) {
    SessionRun run;
    run.rest();
    run.commits = false;
    run.says(run.ana, "one");
    run.rest();
    run.session->stop_reading();
    run.rest();
    EXPECT_FALSE(run.session->is_idle());
    EXPECT_EQ(run.world.queue.size(), 1u);
    run.commits = true;
    run.commit_offered();
    run.rest();
    EXPECT_TRUE(run.session->is_idle());
    EXPECT_EQ(run.world.queue.size(), 0u);
}

TEST(Session, an_update_that_comes_while_stopping_comes_again) {
    SessionRun run;
    run.rest();
    run.session->stop_reading();
    run.says(run.ana, "late");
    run.rest();
    EXPECT_THAT(run.heard(), IsEmpty());
    run.restart();
    run.pass(5s);
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: late"));
}

TEST(Session, more_than_a_day_away_is_told_with_what_is_lost) {
    SessionRun run;
    run.pass(120s);
    run.stop();
    run.now.wall += 26h;
    run.world.now_ms += std::chrono::milliseconds{26h}.count();
    run.restart();
    run.pass(5s);
    const auto link = run.told<chat::LinkChanged>().back();
    EXPECT_TRUE(link.is_up);
    EXPECT_EQ(link.reason, "away 26 h");
    EXPECT_EQ(std::chrono::floor<std::chrono::hours>(link.away), 26h);
    EXPECT_EQ(std::chrono::floor<std::chrono::hours>(link.lost), 2h);
    EXPECT_EQ(run.details(FindingCode::away_too_long), std::vector<std::string>{"26 h"});
}

TEST(Session, less_than_a_day_away_is_nothing_to_tell) {
    SessionRun run;
    run.pass(120s);
    run.stop();
    run.now.wall += 23h;
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.told<chat::LinkChanged>().back().away, 0min);
    EXPECT_FALSE(run.has_finding(FindingCode::away_too_long));
    run.stored["polled-at"] = "99999999999"; // a clock that went back
    run.restart();
    run.pass(5s);
    EXPECT_FALSE(run.has_finding(FindingCode::away_too_long));
}

TEST(Session, the_last_poll_is_known_after_a_crash_too) {
    SessionRun run;
    run.pass(6h);
    const auto stored_s = std::stoll(run.stored.at("polled-at"));
    EXPECT_GT(stored_s, run.world.now_s() - 3600) << "quiet polls are written now and then";
}

TEST(Session, the_token_is_put_before_the_method_and_told_nowhere) {
    SessionRun run;
    run.rest();
    net::HttpRequest request;
    request.target = "/getMe";
    run.session->sign(request);
    EXPECT_EQ(request.target, "/bot700000001:secret/getMe");
    for (const Request& asked : run.asked)
        EXPECT_EQ((asked.target + asked.body).find("secret"), std::string::npos);
    for (const Finding& finding : run.findings)
        EXPECT_EQ(finding.detail.find("secret"), std::string::npos);
    for (const auto& [key, value] : run.stored)
        EXPECT_EQ((key + value).find("secret"), std::string::npos);
}

TEST(Session, a_token_of_another_bot_begins_anew) {
    SessionRun run;
    run.stored = {{"bot", "5"}, {"offset", "10"}, {"seen", "1-2000000000@25000"}};
    run.says(run.ana, "hello");
    run.restart();
    run.pass(5s);
    EXPECT_EQ(run.details(FindingCode::other_bot), std::vector<std::string>{"5 700000001"});
    EXPECT_EQ(run.stored.at("bot"), "700000001");
    EXPECT_THAT(run.heard(), SizeIs(1));
    EXPECT_EQ(run.polls().front(), "limit=100&timeout=0");
}

TEST(Session, plain_http_is_refused_unless_it_is_allowed) {
    NetworkConfig config = bot_config();
    config.api_url = "http://api.example";
    SessionRun refused{config};
    refused.pass(1h);
    EXPECT_THAT(refused.asked, IsEmpty());
    EXPECT_TRUE(refused.has_finding(FindingCode::plain_http_refused));
    EXPECT_FALSE(refused.told<chat::LinkChanged>().at(0).is_up);

    config.allow_plain_http = true;
    SessionRun allowed{config};
    allowed.says(allowed.ana, "hello");
    allowed.rest();
    EXPECT_TRUE(allowed.has_finding(FindingCode::unencrypted));
    EXPECT_FALSE(allowed.told<chat::MessageReceived>().at(0).is_secure);
}

} // namespace
} // namespace peerdesk::telegram
