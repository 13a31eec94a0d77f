// SPDX-License-Identifier: MIT
// From a configuration to a token, step by step, as it should go.
#include "adapters/matrix/login.hpp"

#include "tests/adapters/matrix/login_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;
using enum FindingCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto far = net::SteadyTime::max();

TEST(Login, takes_a_configured_token_and_asks_who_it_is) {
    LoginTalk talk(token_config());
    talk.run();
    EXPECT_THAT(talk.asked,
                ElementsAre("GET https://matrix.example.org/_matrix/client/versions",
                            "GET https://matrix.example.org/_matrix/client/v3/account/whoami"));
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.login.user(), "@desk:example.org");
    EXPECT_EQ(talk.login.access_token(), "syt_secret_0");
    EXPECT_EQ(talk.login.token_since_ms(), 1'795'564'800'000);
    EXPECT_THAT(talk.findings(), ElementsAre(connected, logged_in));
}

TEST(Login, is_ready_only_when_what_it_found_is_committed) {
    for (const NetworkConfig& config : {token_config(), password_config()}) {
        LoginTalk talk(config);
        const char* last = config.password.empty() ? "/whoami" : "/login";
        auto request = talk.run_to(last);
        if (!config.password.empty()) { // GET /login was first
            talk.login.on_answer(talk.server.answer(*request, ""), talk.now);
            request = talk.run_to(last);
        }
        talk.login.on_answer(talk.server.answer(*request, talk.login.access_token()), talk.now);
        const auto state = talk.login.take_state();
        EXPECT_FALSE(state.empty());
        EXPECT_FALSE(talk.login.is_ready());
        EXPECT_EQ(talk.login.next_request(talk.now), std::nullopt);
        EXPECT_EQ(talk.login.next_wake(), far);
        talk.login.on_committed();
        EXPECT_TRUE(talk.login.is_ready());
    }
}

TEST(Login, keeps_the_moment_of_the_same_token_over_a_restart) {
    LoginTalk first(token_config());
    first.run();
    LoginTalk second = first.restarted(token_config());
    second.pass(1h);
    second.run();
    EXPECT_TRUE(second.login.is_ready());
    EXPECT_EQ(second.login.token_since_ms(), 1'795'564'800'000);
    EXPECT_THAT(second.written, IsEmpty());

    NetworkConfig other = token_config();
    other.access_token = "syt_secret_9";
    LoginTalk third = first.restarted(other);
    third.pass(1h);
    third.run();
    EXPECT_EQ(third.login.token_since_ms(), 1'795'564'800'000 + 3'600'000);
}

TEST(Login, logs_in_by_password_once_and_uses_the_stored_token_afterwards) {
    LoginTalk first(password_config());
    first.run();
    EXPECT_TRUE(first.login.is_ready());
    EXPECT_EQ(first.login.access_token(), "syt_secret_1");
    EXPECT_EQ(first.bodies.back(),
              R"({"identifier":{"type":"m.id.user","user":"desk"},)"
              R"("initial_device_display_name":"Peerdesk","password":"pass secret",)"
              R"("refresh_token":true,"type":"m.login.password"})");

    LoginTalk second = first.restarted(password_config());
    second.run();
    EXPECT_TRUE(second.login.is_ready());
    EXPECT_EQ(second.login.access_token(), "syt_secret_1");
    EXPECT_EQ(second.asked.back(),
              "GET https://matrix.example.org/_matrix/client/v3/account/whoami");
}

TEST(Login, finds_the_homeserver_of_a_server_name) {
    struct Row {
        Answer well_known;
        std::string base_url;
    };
    const std::vector<Row> rows{
        {answer_of(200, R"({"m.homeserver": {"base_url": "https://mx.example.org:8448/"}})"),
         "https://mx.example.org:8448"},
        {answer_of(200, R"({"m.homeserver": {"base_url": "https://mx.example.org/matrix"}})"),
         "https://mx.example.org/matrix"},
        {answer_of(404, "<html>"), "https://example.org"},
        {answer_of(200, "<html>"), "https://example.org"},
        {answer_of(200, R"({"m.homeserver": {"base)"), "https://example.org"},
        {answer_of(200, R"({"m.homeserver": {"base_url": "gopher://x"}})"), "https://example.org"},
        {answer_of(500, ""), "https://example.org"},
        {answer_of(net::HttpFailure::timed_out), "https://example.org"},
    };
    for (const Row& row : rows) {
        NetworkConfig config = token_config();
        config.homeserver = "example.org";
        LoginTalk talk(config);
        talk.server.instead = {{"/client", row.well_known}};
        talk.run();
        EXPECT_EQ(talk.asked[0], "GET https://example.org/.well-known/matrix/client");
        EXPECT_EQ(talk.login.base_url(), row.base_url);
        EXPECT_TRUE(talk.login.is_ready());
    }
}

Answer redirect_to(const std::string& location, int status = 302) {
    Answer answer = answer_of(status, "");
    answer.location = location;
    return answer;
}

LoginTalk look_up(std::map<std::string, Answer> instead) {
    NetworkConfig config = token_config();
    config.homeserver = "example.org";
    LoginTalk talk(config);
    talk.server.instead = std::move(instead);
    talk.run();
    return talk;
}

TEST(Login, follows_where_the_well_known_file_is_moved_to) {
    const Answer file =
        answer_of(200, R"({"m.homeserver": {"base_url": "https://mx.example.org"}})");
    for (const int status : {301, 302, 303, 307, 308}) {
        const LoginTalk talk =
            look_up({{"/client", redirect_to("https://www.example.org:8443/a?b=c#d", status)},
                     {"/a?b=c", redirect_to("/moved/again")},
                     {"/moved/again", file}});
        EXPECT_EQ(talk.asked[1], "GET https://www.example.org:8443/a?b=c");
        EXPECT_EQ(talk.asked[2], "GET https://www.example.org:8443/moved/again");
        EXPECT_EQ(talk.login.base_url(), "https://mx.example.org");
    }
}

TEST(Login, follows_three_redirects_and_no_more) {
    const Answer file =
        answer_of(200, R"({"m.homeserver": {"base_url": "https://mx.example.org"}})");
    std::map<std::string, Answer> path{{"/client", redirect_to("/1")},
                                       {"/1", redirect_to("/2")},
                                       {"/2", redirect_to("/3")},
                                       {"/3", file}};
    EXPECT_EQ(look_up(path).login.base_url(), "https://mx.example.org");
    path["/3"] = redirect_to("/4");
    path["/4"] = file;
    const LoginTalk talk = look_up(path);
    EXPECT_EQ(talk.asked[4], "GET https://example.org/_matrix/client/versions");
    EXPECT_EQ(talk.login.base_url(), "https://example.org");
}

TEST(Login, a_redirect_that_leads_nowhere_good_is_none) {
    for (const std::string location :
         {"", "http://example.org/client.json", "HTTPS//x", "//other.example.org/x", "x/y",
          "https://", "https://user@evil.org/", "https://a b/", "https://exa mple.org",
          "https://example.org/\r\nX: y", "ftp://example.org/"}) {
        const LoginTalk talk = look_up({{"/client", redirect_to(location)}});
        EXPECT_EQ(talk.asked[1], "GET https://example.org/_matrix/client/versions") << location;
        EXPECT_EQ(talk.login.base_url(), "https://example.org") << location;
    }
}

TEST(Login, looks_nothing_up_where_that_is_switched_off_or_an_address_is_given) {
    NetworkConfig config = token_config();
    config.homeserver = "example.org";
    config.discover = false;
    LoginTalk talk(config);
    talk.run();
    EXPECT_EQ(talk.asked[0], "GET https://example.org/_matrix/client/versions");
    EXPECT_TRUE(talk.login.is_ready());
}

TEST(Login, sends_nothing_over_plain_http_unless_it_may) {
    NetworkConfig config = token_config();
    config.homeserver = "http://matrix.example.org";
    LoginTalk refused(config);
    refused.run().wait_and_run();
    EXPECT_THAT(refused.asked, IsEmpty());
    EXPECT_THAT(refused.findings(), ElementsAre(plain_http_refused, plain_http_refused));

    config.allow_plain_http = true;
    LoginTalk allowed(config);
    allowed.run();
    EXPECT_THAT(allowed.findings(), ElementsAre(connected, unencrypted, logged_in));

    config = token_config();
    config.homeserver = "example.org"; // whose well-known file leads to a link without TLS
    LoginTalk led(config);
    led.server.instead = {
        {"/client", answer_of(200, R"({"m.homeserver": {"base_url": "http://example.org"}})")}};
    led.run();
    EXPECT_THAT(led.asked, ElementsAre("GET https://example.org/.well-known/matrix/client"));
    EXPECT_THAT(led.findings(), ElementsAre(plain_http_refused));
}

TEST(Login, talks_to_servers_of_r0_6_or_v1_1_and_later) {
    struct Row {
        std::string versions;
        bool is_spoken;
    };
    const std::vector<Row> rows{
        {R"("r0.6.0")", true},          {R"("r0.6.1")", true},  {R"("v1.1")", true},
        {R"("r0.5.0", "v1.18")", true}, {R"("v2.0")", true},    {R"("r0.5.0")", false},
        {R"("v1.0")", false},           {R"("v1.")", false},    {R"("v.1")", false},
        {R"("v1.1x")", false},          {R"("vx", "")", false}, {"", false},
    };
    for (const Row& row : rows) {
        LoginTalk talk(token_config());
        talk.server.instead = {
            {"/versions", answer_of(200, "{\"versions\": [" + row.versions + "]}")}};
        talk.run();
        EXPECT_EQ(talk.login.is_ready(), row.is_spoken) << row.versions;
        EXPECT_EQ(talk.findings()[0], row.is_spoken ? connected : too_old) << row.versions;
    }
}

TEST(Login, asks_for_the_versions_daily_and_stays_ready) {
    LoginTalk talk(token_config());
    talk.run();
    talk.pass(24h - 1ms);
    EXPECT_EQ(talk.run_to("/versions"), std::nullopt);
    talk.pass(1ms);
    talk.server.instead = {{"/versions", answer_of(502, "<html>")}};
    talk.run();
    EXPECT_EQ(talk.asked.size(), 3U);
    EXPECT_TRUE(talk.login.is_ready());
    EXPECT_EQ(talk.login.next_wake(), talk.now.steady + 1h);
}

TEST(Login, keeps_every_secret_out_of_findings_and_stored_state) {
    for (const NetworkConfig& config : {token_config(), password_config()}) {
        LoginTalk talk(config);
        talk.run();
        (void)talk.findings();
        talk.server.revoked = {"syt_secret_0", "syt_secret_1"};
        talk.login.on_unknown_token(true, talk.now);
        talk.run();
        (void)talk.findings();
        EXPECT_THAT(talk.written, HasSubstr("token="));
        EXPECT_THAT(talk.written, Not(HasSubstr("secret")));
    }
}

TEST(Login, stores_no_token_without_a_key_and_logs_in_as_the_same_device) {
    NetworkConfig config = password_config();
    config.seal_key = {};
    LoginTalk first(config);
    first.run();
    EXPECT_TRUE(first.login.is_ready());
    EXPECT_EQ(first.stored.contains("token"), false);
    LoginTalk second = first.restarted(config);
    second.server.device = "DEVICE2"; // what the server would make up
    second.run();
    EXPECT_TRUE(second.login.is_ready());
    EXPECT_THAT(second.bodies.back(), HasSubstr(R"("device_id":"DEVICE1")"));
}

TEST(Login, tells_that_another_key_file_does_not_open_the_token) {
    LoginTalk first(password_config());
    first.run();
    NetworkConfig config = password_config();
    config.seal_key.fill(8);
    LoginTalk second = first.restarted(config);
    second.run();
    EXPECT_THAT(second.findings(), ElementsAre(connected, token_unreadable, logged_in));
    EXPECT_THAT(second.bodies.back(), HasSubstr(R"("device_id":"DEVICE1")"));
    LoginTalk third = second.restarted(config);
    third.run();
    EXPECT_THAT(third.findings(), ElementsAre(connected, logged_in));
}

} // namespace
} // namespace peerdesk::matrix
