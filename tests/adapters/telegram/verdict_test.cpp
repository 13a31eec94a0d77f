// SPDX-License-Identifier: MIT
#include "adapters/telegram/verdict.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram {
namespace {

using std::chrono::milliseconds;

Answer page(int status, std::string body, std::string retry_after = {}) {
    Answer answer;
    answer.status = status;
    answer.body = std::move(body);
    answer.retry_after = std::move(retry_after);
    return answer;
}

Answer refusal(int code, const std::string& words, const std::string& parameters = "{}") {
    return page(code, R"({"ok":false,"error_code":)" + std::to_string(code) +
                          R"(,"description":")" + words + R"(","parameters":)" + parameters + "}");
}

Answer broken(net::HttpFailure failure, std::string detail) {
    Answer answer;
    answer.failure = failure;
    answer.detail = std::move(detail);
    return answer;
}

TEST(Verdict, every_answer_says_what_to_do_next) {
    struct Case {
        Answer answer;
        Outcome outcome;
        std::string words;
    };
    const std::string html = "<html>Bad Gateway</html>";
    const Case cases[] = {
        {page(200, R"({"ok":true,"result":[]})"), Outcome::done, "HTTP 200"},
        {page(502, R"({"ok":true,"result":[]})"), Outcome::later, "HTTP 502"},
        {page(200, html), Outcome::later, "HTTP 200"},
        {page(502, html), Outcome::later, "HTTP 502"},
        {page(404, html), Outcome::later, "HTTP 404"},
        {page(403, html), Outcome::later, "HTTP 403"},
        {page(429, html), Outcome::limited, "HTTP 429"},
        {page(200, ""), Outcome::later, "HTTP 200"},
        {page(400, R"({"ok":false})"), Outcome::later, "HTTP 400"},
        {refusal(400, "Bad Request: chat not found"), Outcome::refused,
         "Bad Request: chat not found"},
        {refusal(403, "Forbidden: x"), Outcome::refused, "Forbidden: x"},
        {refusal(401, "Unauthorized"), Outcome::not_us, "Unauthorized"},
        {refusal(404, "Not Found"), Outcome::not_us, "Not Found"},
        {refusal(409, "Conflict: x"), Outcome::conflict, "Conflict: x"},
        {refusal(429, "Too Many Requests"), Outcome::limited, "Too Many Requests"},
        {refusal(500, "Internal Server Error: restart"), Outcome::later,
         "Internal Server Error: restart"},
        {broken(net::HttpFailure::timed_out, "late"), Outcome::later, "late"},
        {broken(net::HttpFailure::refused, ""), Outcome::later, "no answer"},
    };
    for (const Case& each : cases) {
        const Verdict verdict = verdict_of(each.answer, {});
        EXPECT_EQ(verdict.outcome, each.outcome) << each.answer.status << each.answer.body;
        EXPECT_EQ(verdict.words, each.words);
    }
}

TEST(Verdict, a_wait_is_told_by_the_body_or_else_by_the_header) {
    EXPECT_EQ(verdict_of(refusal(429, "x", R"({"retry_after":35})"), {}).wait,
              milliseconds{35'000});
    EXPECT_EQ(verdict_of(page(429, "<html>", "7"), {}).wait, milliseconds{7'000});
    Answer both = refusal(429, "x", R"({"retry_after":35})");
    both.retry_after = "7";
    EXPECT_EQ(verdict_of(both, {}).wait, milliseconds{35'000});
    EXPECT_FALSE(verdict_of(refusal(429, "x"), {}).wait);
}

TEST(Verdict, every_failure_is_a_finding) {
    struct Case {
        Answer answer;
        Finding finding;
    };
    using enum FindingCode;
    const Case cases[] = {
        {broken(net::HttpFailure::dns_failed, "x"), {dns_failed, "address"}},
        {broken(net::HttpFailure::refused, "x"), {connect_refused, "address"}},
        {broken(net::HttpFailure::timed_out, "x"), {connect_timeout, "address"}},
        {broken(net::HttpFailure::failed, "x"), {connect_failed, "address: x"}},
        {broken(net::HttpFailure::stopped, ""), {connect_failed, "address: no answer"}},
        {broken(net::HttpFailure::ca_file_unreadable, "x"), {ca_file_unreadable, "ca.pem"}},
        {broken(net::HttpFailure::tls_untrusted, "x"), {tls_untrusted, "x"}},
        {broken(net::HttpFailure::tls_name_mismatch, "x"), {tls_name_mismatch, "address"}},
        {broken(net::HttpFailure::tls_failed, "x"), {tls_failed, "x"}},
        {broken(net::HttpFailure::bad_answer, "x"), {no_bot_api, "address"}},
        {broken(net::HttpFailure::too_large, "x"), {answer_too_large, "getMe"}},
        {page(200, R"({"ok":true,"result":null})"), {answer_unreadable, "getMe"}},
        {page(502, "<html>"), {server_error, "getMe: HTTP 502"}},
        {refusal(429, "x", R"({"retry_after":35})"), {rate_limited, "35 s"}},
        {refusal(429, "x"), {rate_limited, "x"}},
        {refusal(401, "Unauthorized"), {token_refused, "Unauthorized"}},
        {refusal(409, "Conflict"), {another_copy_runs, "Conflict"}},
        {refusal(400, "Bad Request"), {server_error, "getMe: Bad Request"}},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(
            finding_of(each.answer, verdict_of(each.answer, {}), "address", "getMe", "ca.pem"),
            each.finding);
    }
}

TEST(Findings, names_are_the_codes_and_severities_grow) {
    EXPECT_EQ(name_of(FindingCode::connected), "connected");
    EXPECT_EQ(name_of(FindingCode::cannot_write), "cannot_write");
    EXPECT_EQ(severity_of(FindingCode::logged_in), Severity::ok);
    EXPECT_EQ(severity_of(FindingCode::webhook_removed), Severity::note);
    EXPECT_EQ(severity_of(FindingCode::another_copy_runs), Severity::problem);
    EXPECT_EQ(severity_of(FindingCode::away_too_long), Severity::problem);
}

} // namespace
} // namespace peerdesk::telegram
