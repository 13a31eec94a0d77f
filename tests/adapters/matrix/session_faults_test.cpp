// SPDX-License-Identifier: MIT
// Every request of one long story fails once with every fault; the story ends the same.
#include "tests/adapters/matrix/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace peerdesk::matrix {
namespace {

using namespace std::chrono_literals;

const std::string us = HomeserverModel::us;
const std::string ana = "@ana:example.org";
const std::string bo = "@bo:example.org";
const std::string cy = "@cy:example.org";

constexpr std::size_t no_failure = 100'000;

struct Fault {
    std::string name;
    Answer answer;
    bool is_taken = false; ///< the server did it all the same
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) {
    return out << fault.name;
}

Answer broken(net::HttpFailure failure) {
    Answer answer;
    answer.failure = failure;
    answer.detail = "broken";
    return answer;
}

Answer page(int status, const std::string& body, const std::string& retry_after = {}) {
    Answer answer;
    answer.status = status;
    answer.body = body;
    answer.retry_after = retry_after;
    return answer;
}

std::vector<Fault> faults() {
    const std::string html = "<html><body>Bad gateway</body></html>";
    return {
        {"refused", broken(net::HttpFailure::refused)},
        {"lost_answer", broken(net::HttpFailure::failed), true},
        {"timeout", broken(net::HttpFailure::timed_out), true},
        {"too_large", broken(net::HttpFailure::too_large), true},
        {"limited_by_header", page(429, "{}", "2")},
        {"limited_by_field",
         matrix_error(429, "M_LIMIT_EXCEEDED", "slow down", {{"retry_after_ms", 1'500}})},
        {"limited_by_both",
         page(429, R"({"errcode":"M_LIMIT_EXCEEDED","error":"x","retry_after_ms":100})", "3")},
        {"soft_logout", matrix_error(401, "M_UNKNOWN_TOKEN", "expired", {{"soft_logout", true}})},
        {"logout", matrix_error(401, "M_UNKNOWN_TOKEN", "unknown")},
        {"server_error", matrix_error(500, "M_UNKNOWN", "internal")},
        {"bad_gateway", page(502, html)},
        {"html_instead", page(200, html)},
        {"html_for_a_taken_request", page(200, html), true},
        {"cut_json", page(200, R"({"next_batch":"s1","rooms":{"jo)"), true},
        {"empty", page(200, ""), true},
        {"proxy_says_not_found", page(404, html)},
        {"proxy_forbids", page(403, html)},
    };
}

/// What people and the desk see of the story in the end.
struct End {
    std::map<std::string, std::vector<std::string>> heard; ///< in order within each place
    std::vector<std::string> reports;
    std::vector<std::string> staff_words;
    std::vector<std::string> ana_words;
    std::vector<std::string> new_staff_words;
    std::vector<std::vector<std::string>> words_in_our_rooms; ///< where anything was said
    std::string direct_list;
    bool operator==(const End&) const = default;
};

std::ostream& operator<<(std::ostream& out, const End& end) {
    for (const auto& [place, lines] : end.heard)
        out << place << " heard " << lines.size() << ' ' << testing::PrintToString(lines) << '\n';
    return out << testing::PrintToString(end.reports) << testing::PrintToString(end.staff_words)
               << testing::PrintToString(end.ana_words)
               << testing::PrintToString(end.new_staff_words)
               << testing::PrintToString(end.words_in_our_rooms) << end.direct_list;
}

struct Story {
    End end;
    std::vector<std::string> targets; ///< of all requests
    std::string request_at;           ///< the one that failed
};

/// @param at number of the request that fails; beyond the last: none does
Story tell(std::size_t at, const Fault& fault) {
    HomeserverModel server;
    server.timeline_max = 10;
    server.invites_are_accepted = true;
    Story story;
    const std::string staff = server.make_room(bo, "#staff:example.org");
    server.invite(staff, bo, us);
    SessionRun run{server};
    run.is_checked = at >= no_failure; // the requests are the same in all the stories
    const auto fail = [&](const Request& request, std::size_t number) -> std::optional<Answer> {
        if (number != at) return std::nullopt;
        story.request_at = request.method + ' ' + request.target;
        return fault.answer;
    };
    (fault.is_taken ? run.afterwards : run.instead) = fail;
    const auto place = room_place("#staff:example.org");
    run.pass(7min);
    const std::string chat = server.make_room(ana);
    server.invite(chat, ana, us, true);
    for (int i = 0; i < 25; ++i)
        server.say(chat, ana, std::to_string(i));
    run.pass(7min);
    std::vector<std::int64_t> ids{run.deliver(place, "card"), run.deliver(place, "card 2"),
                                  run.deliver(direct_place(ana), "hello"),
                                  run.deliver(direct_place(cy), "a new chat")};
    run.pass(7min);
    for (int i = 0; i < 125; ++i)
        server.say(staff, bo, std::to_string(i));
    run.pass(7min);
    const std::string next = server.upgrade(staff, bo);
    server.invite(next, bo, us);
    run.pass(7min);
    server.say(next, bo, "still here?");
    run.pass(7min);
    ids.push_back(run.deliver(place, "yes"));
    run.pass(7min);
    for (const std::string& line : run.heard())
        story.end.heard[line.substr(0, line.find(": "))].push_back(line);
    for (const std::int64_t id : ids)
        for (const auto& report : run.reports(id))
            story.end.reports.push_back(std::to_string(id) + ' ' +
                                        std::to_string(static_cast<int>(report.delivery)));
    story.end.staff_words = server.our_words(staff);
    story.end.ana_words = server.our_words(chat);
    story.end.new_staff_words = server.our_words(next);
    for (const std::string& room : server.made_by_us)
        if (!server.our_words(room).empty())
            story.end.words_in_our_rooms.push_back(server.our_words(room));
    for (const auto& [user, rooms] : server.direct_list().items())
        story.end.direct_list += user + ' ';
    for (const Request& request : run.asked)
        story.targets.push_back(request.target);
    return story;
}

class EveryStep : public testing::TestWithParam<Fault> {};

TEST_P(EveryStep, fails_once_and_the_end_is_the_same) {
    const Story good = tell(no_failure, GetParam());
    ASSERT_EQ(good.end.heard.at("a:@ana:example.org").size(), 25U);
    ASSERT_EQ(good.end.heard.at("#staff:example.org").size(), 126U);
    ASSERT_EQ(good.end.reports.size(), 5U);
    ASSERT_EQ(good.end.words_in_our_rooms, std::vector<std::vector<std::string>>{{"a new chat"}});
    std::size_t polls = 0;
    for (std::size_t at = 0; at < good.targets.size(); ++at) {
        // The long polls of a quiet server are all alike: a few stand for the rest.
        if (good.targets[at].find("timeout=30000") != std::string::npos && ++polls > 12) continue;
        const Story bad = tell(at, GetParam());
        EXPECT_EQ(bad.end, good.end) << at << ' ' << bad.request_at;
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Faults, EveryStep, testing::ValuesIn(faults()),
                         [](const auto& row) { return row.param.name; });

} // namespace
} // namespace peerdesk::matrix
