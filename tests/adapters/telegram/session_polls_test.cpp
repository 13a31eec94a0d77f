// SPDX-License-Identifier: MIT
// Answers to polls that are of no use: nothing is lost, and nobody is asked too often.
#include "adapters/telegram/session.hpp"

#include "tests/adapters/telegram/session_run.hpp"
#include "tests/fakes/telegram/control.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct BadAnswer {
    std::string name;
    Answer answer;
    FindingCode finding;
};

std::ostream& operator<<(std::ostream& out, const BadAnswer& bad) {
    return out << bad.name;
}

std::vector<BadAnswer> bad_answers() {
    using enum FindingCode;
    const std::string html = "<html><body>502 Bad Gateway</body></html>";
    return {
        {"refused", broken(net::HttpFailure::refused), connect_refused},
        {"timed_out", broken(net::HttpFailure::timed_out), connect_timeout},
        {"link_broke", broken(net::HttpFailure::failed), connect_failed},
        {"untrusted", broken(net::HttpFailure::tls_untrusted), tls_untrusted},
        {"no_http", broken(net::HttpFailure::bad_answer), no_bot_api},
        {"too_large", broken(net::HttpFailure::too_large), answer_too_large},
        {"html", page(200, html), server_error},
        {"bad_gateway", page(502, html), server_error},
        {"proxy_forbids", page(403, html), server_error},
        {"proxy_not_found", page(404, html), server_error},
        {"empty", page(200, ""), server_error},
        {"cut", page(200, R"({"ok":true,"resu)"), answer_unreadable},
        {"null_result", page(200, R"({"ok":true,"result":null})"), answer_unreadable},
        {"true_result", page(200, R"({"ok":true,"result":true})"), answer_unreadable},
        {"number", page(200, "5"), server_error},
        {"server_error", refusal(500, "Internal Server Error"), server_error},
        {"bad_request", refusal(400, "Bad Request"), server_error},
        {"too_many_bare", refusal(429, "Too Many Requests"), rate_limited},
        {"too_many_html", page(429, html), rate_limited},
        {"conflict", refusal(409, "Conflict: terminated by other getUpdates request"),
         another_copy_runs},
        {"unauthorized", refusal(401, "Unauthorized"), token_refused},
        {"not_found", refusal(404, "Not Found"), token_refused},
        {"list_of_nothing", page(200, R"({"ok":true,"result":[null]})"), answer_unreadable},
        {"cut_list", page(200, R"({"ok":true,"result":[{"upd)"), answer_unreadable},
    };
}

class EveryBadAnswer : public testing::TestWithParam<BadAnswer> {};

TEST_P(EveryBadAnswer, is_met_with_patience_and_loses_nothing) {
    SessionRun run;
    run.rest();
    run.says(run.ana, "one");
    run.rest();
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll) return std::nullopt;
        return GetParam().answer;
    };
    const std::size_t before = run.polls().size();
    run.pass(1h);
    const std::size_t polls = run.polls().size() - before;
    EXPECT_GE(polls, 10u);
    EXPECT_LE(polls, 80u) << "an hour of this is no storm";
    EXPECT_TRUE(run.has_finding(GetParam().finding)) << name_of(GetParam().finding);

    run.instead = nullptr;
    run.says(run.ana, "two");
    run.pass(10min);
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: one", "a:5000000001: two"));
    EXPECT_TRUE(run.session->is_up());
    EXPECT_EQ(run.polls().back(), "limit=100&timeout=50&offset=" + run.stored.at("offset"));
}

INSTANTIATE_TEST_SUITE_P(Answers, EveryBadAnswer, testing::ValuesIn(bad_answers()),
                         [](const auto& row) { return row.param.name; });

TEST(SessionPolls, the_link_is_told_down_once_and_up_again) {
    SessionRun run;
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll) return std::nullopt;
        return page(502, "<html>");
    };
    run.pass(1h);
    const auto links = run.told<chat::LinkChanged>();
    ASSERT_THAT(links, SizeIs(2));
    EXPECT_FALSE(links[1].is_up);
    EXPECT_EQ(links[1].reason, "server_error getUpdates: HTTP 502");
    run.instead = nullptr;
    run.pass(10min);
    EXPECT_THAT(run.told<chat::LinkChanged>(), SizeIs(3));
    EXPECT_TRUE(run.told<chat::LinkChanged>()[2].is_up);
    EXPECT_THAT(run.told<chat::ThreadsSwitched>(), SizeIs(2)) << "nothing changed in the rooms";
}

TEST(SessionPolls, a_wait_that_is_told_is_kept) {
    SessionRun run;
    run.rest();
    std::size_t limited = 0;
    run.instead = [&](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll || limited++ > 0) return std::nullopt;
        return refusal(429, "Too Many Requests", R"({"retry_after":100})");
    };
    run.says(run.ana, "one"); // ends the poll that waits
    run.rest();
    const std::size_t polls = run.polls().size();
    run.pass(99s);
    EXPECT_EQ(run.polls().size(), polls);
    run.pass(2s);
    EXPECT_GT(run.polls().size(), polls);
    EXPECT_EQ(run.details(FindingCode::rate_limited), std::vector<std::string>{"100 s"});
}

TEST(SessionPolls, a_server_that_answers_at_once_with_nothing_is_asked_once_a_second) {
    SessionRun run;
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll) return std::nullopt;
        return page(200, R"({"ok":true,"result":[]})");
    };
    run.says(run.ana, "one");
    const std::size_t before = run.polls().size();
    run.pass(10min);
    EXPECT_LE(run.polls().size() - before, 610u);
    EXPECT_TRUE(run.session->is_up());
}

TEST(SessionPolls, a_server_that_ignores_the_offset_is_not_asked_in_a_storm) {
    SessionRun run;
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll) return std::nullopt;
        return page(200, R"({"ok":true,"result":[{"update_id":5,"message":{"message_id":1,)"
                         R"("date":1,"text":"again","chat":{"id":9,"type":"private"},)"
                         R"("from":{"id":9}}}]})");
    };
    run.says(run.ana, "one");
    run.pass(10min);
    EXPECT_LE(run.polls().size(), 620u);
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: one", "a:9: again"));
}

TEST(SessionPolls, a_webhook_of_before_is_taken_back_and_nothing_dropped) {
    SessionRun run;
    telegram_fake::Webhook::Setup setup;
    setup.url = "https://desk.example/hook";
    run.world.webhook.set(setup);
    run.says(run.ana, "one");
    run.pass(10s);
    EXPECT_FALSE(run.world.webhook.is_set());
    EXPECT_TRUE(run.has_finding(FindingCode::webhook_removed));
    EXPECT_EQ(run.count("deleteWebhook"), 1u);
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: one"));
}

TEST(SessionPolls, a_webhook_that_is_set_again_and_again_is_no_reason_for_haste) {
    SessionRun run;
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (request.lane != Lane::poll) return std::nullopt;
        return refusal(409, "Conflict: can't use getUpdates method while webhook is active");
    };
    run.says(run.ana, "one");
    run.pass(1h);
    EXPECT_LE(run.count("deleteWebhook"), 40u);
    EXPECT_GE(run.count("deleteWebhook"), 5u);
}

TEST(SessionPolls, a_refused_token_is_tried_again_now_and_then) {
    SessionRun run;
    run.instead = [](const Request&, std::size_t) -> std::optional<Answer> {
        return refusal(401, "Unauthorized");
    };
    run.pass(1h);
    EXPECT_GE(run.count("getMe"), 10u);
    EXPECT_LE(run.count("getMe"), 30u);
    EXPECT_EQ(run.polls().size(), 0u);
    ASSERT_THAT(run.told<chat::LinkChanged>(), SizeIs(1));
    EXPECT_EQ(run.told<chat::LinkChanged>()[0].reason, "token_refused Unauthorized");
    run.instead = nullptr;
    run.pass(10min);
    EXPECT_TRUE(run.session->is_up());
}

TEST(SessionPolls, broken_updates_cost_their_neighbours_nothing) {
    SessionRun run;
    run.rest();
    run.says(run.ana, "before");
    for (const char* kind :
         {"invalid_utf8", "lone_surrogate", "wrong_type", "unknown_kind", "not_json"})
        telegram_fake::push_broken_update(run.world, kind);
    run.says(run.ana, "after");
    run.rest();
    EXPECT_THAT(run.heard(),
                ElementsAre("a:5000000001: before", "a:1: broken \xef\xbf\xbd( \xef\xbf\xbd",
                            "a:1: half \xef\xbf\xbd of a pair", "a:5000000001: after"));
    EXPECT_THAT(run.details(FindingCode::update_unreadable), SizeIs(2));
    std::vector<std::string> parked;
    for (const auto& [key, value] : run.stored)
        if (key.starts_with("parked:")) parked.push_back(value.substr(0, value.find('\n')));
    EXPECT_THAT(parked, ElementsAre("message", "no JSON"));
    const auto told = run.told<chat::MessageUnreadable>();
    ASSERT_THAT(told, SizeIs(2)) << "the desk hears of them";
    EXPECT_EQ(told[0].place, (chat::Place{"tg", chat::PlaceKind::direct, ""}));
    EXPECT_EQ(told[0].author.id, "");
    run.restart();
    run.pass(60s);
    EXPECT_THAT(run.details(FindingCode::update_unreadable), SizeIs(2))
        << "the offset is past them";
    EXPECT_THAT(run.heard(), SizeIs(4));
}

TEST(SessionPolls, what_is_kept_of_broken_updates_is_bounded) {
    SessionRun run;
    run.rest();
    for (int i = 0; i < 50; ++i)
        telegram_fake::push_broken_update(run.world, "not_json");
    run.rest();
    std::size_t parked = 0;
    for (const auto& [key, value] : run.stored)
        parked += key.starts_with("parked:") ? 1 : 0;
    EXPECT_EQ(parked, UpdateIntake::parked_max);
    EXPECT_TRUE(run.stored.contains("parked:" + std::to_string(run.world.queue.next_id() - 1)))
        << "the latest stay";
}

TEST(SessionPolls, an_update_that_breaks_the_whole_answer_is_passed_in_the_end) {
    SessionRun run;
    run.rest();
    const std::int64_t culprit = run.world.queue.next_id();
    run.world.queue.push_raw(R"({"update_id":@,"message":{"text":"never closed)", 1,
                             run.world.now_s());
    run.world.on_news();
    run.says(run.ana, "after");
    // Alone in its answer, as the server gives it when asked for one update.
    run.pass(30min);
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: after"));
    EXPECT_TRUE(run.stored.contains("parked:" + std::to_string(culprit)));
}

TEST(SessionPolls, what_has_no_id_at_all_holds_up_what_follows_until_the_server_forgets_it) {
    SessionRun run;
    run.says(run.ana, "one");
    run.rest();
    const std::string offset = run.stored.at("offset");
    run.world.queue.push_raw(R"({"up@)", 1, run.world.now_s());
    run.world.on_news();
    run.pass(2h);
    EXPECT_EQ(run.stored.at("offset"), offset) << "nobody knows what a step would confirm";
    run.says(run.ana, "two");
    run.pass(24h);
    EXPECT_THAT(run.heard(), ElementsAre("a:5000000001: one", "a:5000000001: two"));
}

} // namespace
} // namespace peerdesk::telegram
