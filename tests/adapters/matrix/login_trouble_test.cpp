// SPDX-License-Identifier: MIT
// Everything that can go wrong at every step of a login, and sessions that end.
#include "adapters/matrix/login.hpp"

#include "tests/adapters/matrix/login_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using enum FindingCode;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr auto far = net::SteadyTime::max();
const std::string html = "<html><body>Bad Gateway</body></html>";
const std::string unknown_token = R"({"errcode": "M_UNKNOWN_TOKEN", "error": "gone"})";
const std::string forbidden = R"({"errcode": "M_FORBIDDEN", "error": "no"})";
const std::string limited = R"({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 3519})";

enum class Wait { some, told, long_one };

struct Row {
    std::string step; ///< the end of the target that is answered badly
    bool with_password;
    Answer answer;
    FindingCode code;
    Wait wait;
};

std::vector<Row> rows() {
    std::vector<Row> rows;
    for (const auto& [step, with_password] : std::vector<std::pair<std::string, bool>>{
             {"/versions", false}, {"/whoami", false}, {"GET login", true}, {"POST login", true}}) {
        const auto add = [&](Answer answer, FindingCode code, Wait wait) {
            rows.push_back({step, with_password, std::move(answer), code, wait});
        };
        add(answer_of(net::HttpFailure::dns_failed), dns_failed, Wait::some);
        add(answer_of(net::HttpFailure::refused), connect_refused, Wait::some);
        add(answer_of(net::HttpFailure::timed_out), connect_timeout, Wait::some);
        add(answer_of(net::HttpFailure::failed), connect_failed, Wait::some);
        add(answer_of(net::HttpFailure::tls_untrusted), tls_untrusted, Wait::some);
        add(answer_of(net::HttpFailure::bad_answer), no_homeserver, Wait::some);
        add(answer_of(net::HttpFailure::too_large), answer_too_large, Wait::some);
        add(answer_of(429, limited), rate_limited, Wait::told);
        add(answer_of(500, R"({"errcode": "M_UNKNOWN"})"), server_error, Wait::some);
        add(answer_of(502, html), server_error, Wait::some);
        add(answer_of(404, html), no_homeserver, Wait::some);
        add(answer_of(401, html), no_homeserver, Wait::some);
        add(answer_of(302, ""), no_homeserver, Wait::some);
    }
    const auto add = [&](std::string step, int status, const std::string& body, FindingCode code,
                         Wait wait) {
        const bool with_password = step.ends_with(" login");
        rows.push_back({std::move(step), with_password, answer_of(status, body), code, wait});
    };
    add("/versions", 401, unknown_token, no_homeserver, Wait::long_one);
    add("/versions", 403, forbidden, no_homeserver, Wait::long_one);
    add("/versions", 200, html, no_homeserver, Wait::long_one);
    add("/versions", 200, R"({"versions": ["v1)", no_homeserver, Wait::long_one);
    add("/whoami", 401, unknown_token, token_refused, Wait::long_one);
    add("/whoami", 403, forbidden, token_refused, Wait::long_one);
    add("/whoami", 404, R"({"errcode": "M_UNRECOGNIZED"})", too_old, Wait::long_one);
    add("/whoami", 200, html, answer_unreadable, Wait::some);
    add("/whoami", 200, R"({"user_id": "@desk:ex)", answer_unreadable, Wait::some);
    add("GET login", 401, unknown_token, login_refused, Wait::long_one);
    add("GET login", 403, forbidden, login_refused, Wait::long_one);
    add("GET login", 200, html, answer_unreadable, Wait::some);
    add("GET login", 200, R"({"flows": [{"type": "m.login.sso"}]})", password_not_offered,
        Wait::long_one);
    add("POST login", 401, unknown_token, login_refused, Wait::long_one);
    add("POST login", 403, forbidden, password_refused, Wait::long_one);
    add("POST login", 400, R"({"errcode": "M_UNKNOWN"})", login_refused, Wait::long_one);
    add("POST login", 200, html, answer_unreadable, Wait::long_one);
    add("POST login", 200, R"({"access_token": "syt_se)", answer_unreadable, Wait::long_one);
    return rows;
}

/// The request of a step; logins are two at one path.
std::optional<Request> reach(LoginTalk& talk, const std::string& step) {
    const bool is_login = step.ends_with(" login");
    auto request = talk.run_to(is_login ? "/login" : step);
    if (step == "POST login") {
        talk.login.on_answer(talk.server.answer(*request, ""), talk.now);
        request = talk.run_to("/login");
    }
    return request;
}

TEST(LoginTrouble, at_every_step_is_told_waited_out_and_overcome) {
    for (const Row& row : rows()) {
        SCOPED_TRACE(row.step + ' ' + std::to_string(row.answer.status) + ' ' + row.answer.body +
                     ' ' + std::string(name_of(row.code)));
        LoginTalk talk(row.with_password ? password_config() : token_config());
        ASSERT_TRUE(reach(talk, row.step));
        (void)talk.findings();
        talk.login.on_answer(row.answer, talk.now);
        EXPECT_THAT(talk.findings(), ElementsAre(row.code));
        EXPECT_FALSE(talk.login.is_ready());
        EXPECT_EQ(talk.login.next_request(talk.now), std::nullopt);
        const auto wait = talk.login.next_wake() - talk.now.steady;
        if (row.wait == Wait::told) {
            EXPECT_EQ(wait, 3519ms);
        } else {
            EXPECT_GE(wait, row.wait == Wait::some ? 500ms : 150s);
            EXPECT_LE(wait, row.wait == Wait::some ? 1s : 300s);
        }
        talk.wait_and_run();
        EXPECT_TRUE(talk.login.is_ready());
        (void)talk.findings();
        EXPECT_THAT(talk.written, Not(HasSubstr("secret")));
    }
}

TEST(LoginTrouble, takes_the_larger_of_both_times_a_limit_tells) {
    LoginTalk talk(token_config());
    (void)talk.run_to("/whoami");
    Answer answer = answer_of(429, limited);
    answer.retry_after = "60";
    talk.login.on_answer(answer, talk.now);
    EXPECT_EQ(talk.login.next_wake(), talk.now.steady + 60s);
}

TEST(LoginTrouble, asks_a_dead_server_less_and_less_often) {
    LoginTalk talk(token_config());
    talk.server.instead = {{"/versions", answer_of(net::HttpFailure::refused)}};
    talk.run();
    const auto began = talk.now.steady;
    while (talk.now.steady - began < 1h)
        talk.wait_and_run();
    EXPECT_LE(talk.asked.size(), 35U);
    EXPECT_GE(talk.asked.size(), 15U);
}

TEST(LoginTrouble, a_token_of_another_device_stops_until_the_operator_names_it) {
    LoginTalk first(token_config());
    first.run();
    NetworkConfig config = token_config();
    config.access_token = "syt_secret_9";
    LoginTalk second = first.restarted(config);
    second.server.device = "DEVICE2";
    second.run();
    EXPECT_THAT(second.findings(), ElementsAre(connected, device_changed));
    EXPECT_FALSE(second.login.is_ready());
    EXPECT_EQ(second.login.next_wake(), far);
    EXPECT_EQ(second.stored, first.stored);

    config.device = "DEVICE2";
    LoginTalk third = first.restarted(config);
    third.pass(1h);
    third.server.device = "DEVICE2";
    third.run();
    EXPECT_TRUE(third.login.is_ready());
    EXPECT_EQ(third.stored.at("device"), "DEVICE2");
    EXPECT_EQ(third.login.token_since_ms(), third.now.wall.time_since_epoch().count());
}

TEST(LoginTrouble, a_token_of_another_account_stops) {
    NetworkConfig config = token_config();
    for (const char* user : {"@other:example.org", "other"}) {
        config.user = user;
        LoginTalk talk(config);
        talk.run();
        EXPECT_THAT(talk.findings(), ElementsAre(connected, other_user));
        EXPECT_EQ(talk.login.next_wake(), far);
    }
    for (const char* user : {"@desk:example.org", "desk"}) {
        config.user = user;
        LoginTalk talk(config);
        talk.run();
        EXPECT_TRUE(talk.login.is_ready());
    }
}

TEST(LoginTrouble, a_configured_token_that_is_refused_is_tried_seldom_and_without_a_password) {
    NetworkConfig config = token_config();
    config.password = "pass secret";
    LoginTalk talk(config);
    talk.run();
    (void)talk.findings();
    talk.server.revoked = {"syt_secret_0"};
    talk.login.on_unknown_token(false, talk.now);
    EXPECT_FALSE(talk.login.is_ready());
    EXPECT_THAT(talk.findings(), ElementsAre(token_refused));
    talk.wait_and_run().wait_and_run();
    EXPECT_THAT(talk.findings(), ElementsAre(token_refused, token_refused));
    EXPECT_THAT(talk.asked, Not(Contains(HasSubstr("login"))));
    talk.server.revoked.clear();
    talk.wait_and_run();
    EXPECT_TRUE(talk.login.is_ready());
}

TEST(SessionEnd, soft_is_mended_by_the_refresh_token) {
    LoginTalk talk(password_config());
    talk.run().pass(1min);
    talk.login.on_unknown_token(true, talk.now);
    EXPECT_FALSE(talk.login.is_ready());
    talk.run();
    EXPECT_EQ(talk.bodies.back(), R"({"refresh_token":"syr_secret_1"})");
    EXPECT_THAT(talk.asked.back(), HasSubstr("/v3/refresh"));
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
    EXPECT_EQ(talk.stored.at("device"), "DEVICE1");
}

TEST(SessionEnd, soft_is_mended_at_the_older_path_too) {
    for (const Answer& absent : {answer_of(404, R"({"errcode": "M_UNRECOGNIZED"})"),
                                 answer_of(400, R"({"errcode": "M_UNRECOGNIZED"})"),
                                 answer_of(404, "404 page not found")}) {
        LoginTalk talk(password_config());
        talk.run().pass(1min);
        talk.server.instead = {{"/v3/refresh", absent}};
        talk.login.on_unknown_token(true, talk.now);
        talk.run();
        EXPECT_THAT(talk.asked.back(), HasSubstr("/v1/refresh"));
        EXPECT_TRUE(talk.login.is_ready());
        EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
    }
}

TEST(SessionEnd, soft_without_a_refresh_token_logs_in_as_the_same_device) {
    LoginTalk talk(password_config());
    talk.server.gives_refresh = false;
    talk.run().pass(1h);
    talk.login.on_unknown_token(true, talk.now);
    talk.server.device = "DEVICE2";
    talk.run();
    EXPECT_THAT(talk.bodies.back(), HasSubstr(R"("device_id":"DEVICE1")"));
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
    EXPECT_EQ(talk.login.token_since_ms(), talk.now.wall.time_since_epoch().count());
}

TEST(SessionEnd, soft_with_a_spent_refresh_token_logs_in_as_the_same_device) {
    LoginTalk talk(password_config());
    talk.run().pass(1h);
    talk.server.instead = {{"/refresh", answer_of(401, unknown_token)}};
    talk.login.on_unknown_token(true, talk.now);
    talk.run();
    EXPECT_THAT(talk.bodies.back(), HasSubstr(R"("device_id":"DEVICE1")"));
    EXPECT_TRUE(talk.login.is_ready());
}

TEST(SessionEnd, a_refresh_outlives_every_trouble) {
    for (const Answer& answer :
         {answer_of(net::HttpFailure::failed), answer_of(429, limited), answer_of(500, html),
          answer_of(200, html), answer_of(200, R"({"access_token": "syt)")}) {
        LoginTalk talk(password_config());
        talk.run().pass(1h);
        talk.server.instead = {{"/refresh", answer}};
        talk.server.revoked = {"syt_secret_1"};
        talk.login.on_unknown_token(true, talk.now);
        talk.run();
        EXPECT_FALSE(talk.login.is_ready());
        EXPECT_NE(talk.login.next_wake(), far);
        talk.server.instead.clear();
        talk.wait_and_run();
        EXPECT_TRUE(talk.login.is_ready());
        EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
        EXPECT_EQ(talk.stored.at("device"), "DEVICE1");
    }
}

TEST(SessionEnd, hard_forgets_the_device_and_becomes_a_new_one) {
    LoginTalk talk(password_config());
    talk.run().pass(1h);
    (void)talk.findings();
    talk.login.on_unknown_token(false, talk.now);
    talk.server.device = "DEVICE2";
    talk.run();
    EXPECT_THAT(talk.bodies.back(), Not(HasSubstr("device_id")));
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.stored.at("device"), "DEVICE2");
    EXPECT_THAT(talk.findings(), ElementsAre(new_device, logged_in));
}

TEST(SessionEnd, again_and_again_is_followed_ever_more_slowly) {
    LoginTalk talk(password_config());
    talk.run();
    const auto began = talk.now.steady;
    int logins = 0;
    for (; talk.now.steady - began < 1h; ++logins) {
        talk.login.on_unknown_token(false, talk.now);
        talk.wait_and_run();
        ASSERT_TRUE(talk.login.is_ready());
    }
    EXPECT_LE(logins, 35);
}

TEST(SessionEnd, is_noticed_at_the_next_start) {
    LoginTalk first(password_config());
    first.run();
    LoginTalk second = first.restarted(password_config());
    second.server.revoked = {"syt_secret_1"};
    second.server.token_count = 1;
    second.pass(1h);
    second.run();
    EXPECT_TRUE(second.login.is_ready());
    EXPECT_EQ(second.login.access_token(), "syt_secret_2");
    EXPECT_THAT(second.asked.back(), HasSubstr("/refresh"));
}

TEST(SessionEnd, told_late_by_other_requests_changes_nothing_more) {
    LoginTalk talk(password_config());
    talk.run().pass(1h);
    talk.login.on_unknown_token(true, talk.now);
    talk.login.on_unknown_token(false, talk.now);
    talk.run();
    EXPECT_EQ(talk.stored.at("device"), "DEVICE1");
}

TEST(Refresh, goes_ahead_of_expiry_while_the_old_token_is_used) {
    LoginTalk talk(password_config());
    talk.run();
    EXPECT_EQ(talk.login.next_wake(), talk.now.steady + 450s);
    talk.pass(450s);
    const auto request = talk.run_to("/refresh");
    ASSERT_TRUE(request);
    talk.login.on_answer(talk.server.answer(*request, ""), talk.now);
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.login.access_token(), "syt_secret_1");
    EXPECT_EQ(talk.login.next_request(talk.now), std::nullopt);
    talk.commit();
    EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
    EXPECT_EQ(talk.login.next_wake(), talk.now.steady + 450s);
}

TEST(Refresh, waits_for_the_new_token_when_the_old_one_ends_before_the_commit) {
    LoginTalk talk(password_config());
    talk.run().pass(450s);
    const auto request = talk.run_to("/refresh");
    talk.login.on_answer(talk.server.answer(*request, ""), talk.now);
    talk.login.on_unknown_token(true, talk.now);
    EXPECT_FALSE(talk.login.is_ready());
    talk.commit();
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
}

TEST(Refresh, that_fails_leaves_the_session_alone) {
    for (const Answer& answer : {answer_of(net::HttpFailure::failed), answer_of(429, limited),
                                 answer_of(500, html), answer_of(200, html)}) {
        LoginTalk talk(password_config());
        talk.run().pass(450s);
        talk.server.instead = {{"/refresh", answer}};
        talk.run();
        EXPECT_TRUE(talk.login.is_ready());
        EXPECT_LE(talk.login.next_wake(), talk.now.steady + 4s);
        talk.server.instead.clear();
        talk.wait_and_run();
        EXPECT_EQ(talk.login.access_token(), "syt_secret_2");
    }
}

TEST(Refresh, that_is_refused_is_not_tried_again) {
    LoginTalk talk(password_config());
    talk.run().pass(450s);
    talk.server.instead = {{"/refresh", answer_of(401, unknown_token)}};
    talk.run();
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_FALSE(talk.stored.contains("refresh_token"));
    EXPECT_GT(talk.login.next_wake(), talk.now.steady + 1h);
}

} // namespace
} // namespace peerdesk::matrix
