// SPDX-License-Identifier: MIT
// Every request of one long story fails once with every fault; the story ends the same.
#include "adapters/telegram/session.hpp"

#include "tests/adapters/telegram/session_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t no_failure = 100'000;

struct StepFault {
    std::string name;
    Answer answer;
    bool is_taken = false; ///< the server did it all the same
};

std::ostream& operator<<(std::ostream& out, const StepFault& fault) {
    return out << fault.name;
}

std::vector<StepFault> faults() {
    const std::string html = "<html><body>Bad gateway</body></html>";
    return {
        {"refused", broken(net::HttpFailure::refused)},
        {"lost_answer", broken(net::HttpFailure::failed), true},
        {"timeout", broken(net::HttpFailure::timed_out), true},
        {"too_large", broken(net::HttpFailure::too_large), true},
        {"limited_by_header", page(429, "{}", "2")},
        {"limited_by_body", refusal(429, "Too Many Requests", R"({"retry_after":3})")},
        {"limited_without_number", refusal(429, "Too Many Requests")},
        {"unauthorized", refusal(401, "Unauthorized")},
        {"server_error", refusal(500, "Internal Server Error: restart")},
        {"conflict", refusal(409, "Conflict: terminated by other getUpdates request")},
        {"bad_gateway", page(502, html)},
        {"html_instead", page(200, html)},
        {"html_for_a_taken_request", page(200, html), true},
        {"cut_json", page(200, R"({"ok":true,"result":[{"upd)"), true},
        {"null_result", page(200, R"({"ok":true,"result":null})"), true},
        {"empty", page(200, ""), true},
        {"proxy_says_not_found", page(404, html)},
    };
}

/// What the desk sees of the story in the end.
struct End {
    std::map<std::string, std::vector<std::string>> heard; ///< in order within each place
    std::vector<std::string> edited;
    std::vector<std::string> signs;
    std::vector<std::string> pressed;
    std::map<std::string, bool> topics;
    std::string offset;
    bool is_up = false;
    bool operator==(const End&) const = default;
};

std::ostream& operator<<(std::ostream& out, const End& end) {
    for (const auto& [place, lines] : end.heard)
        out << place << ' ' << testing::PrintToString(lines) << '\n';
    return out << testing::PrintToString(end.edited) << testing::PrintToString(end.signs)
               << testing::PrintToString(end.pressed) << end.offset << end.is_up;
}

struct Story {
    End end;
    std::size_t requests = 0;
    std::string failed; ///< the target of the request that did
};

End end_of(const SessionRun& run) {
    End end;
    for (const auto& said : run.told<chat::MessageReceived>())
        end.heard[said.place.id].push_back(said.text);
    for (const auto& edit : run.told<chat::MessageEdited>())
        end.edited.push_back(edit.text);
    for (const auto& reaction : run.told<chat::ReactionAdded>())
        end.signs.push_back(reaction.sign);
    for (const auto& press : run.told<chat::ButtonPressed>())
        end.pressed.push_back(press.action);
    for (const auto& switched : run.told<chat::ThreadsSwitched>())
        end.topics[switched.place.id] = switched.has_threads;
    end.offset = run.stored.at("offset");
    end.is_up = run.session->is_up();
    return end;
}

/// @param at number of the request that fails; beyond the last: none does
Story tell(std::size_t at, const StepFault& fault) {
    NetworkConfig config = bot_config();
    config.commands = {{"default", "", {{"help", "How it works"}}}};
    SessionRun run{config};
    run.world.settings.slows_repeated_polls = false;
    Story story;
    auto& spoil = fault.is_taken ? run.afterwards : run.instead;
    spoil = [&](const Request& request, std::size_t number) -> std::optional<Answer> {
        if (number != at) return std::nullopt;
        story.failed = request.target;
        return fault.answer;
    };
    const std::int64_t first = run.says(run.ana, "before the start");
    run.pass(10min);
    const std::int64_t card = run.people.says(run.bo, run.forum, "in the forum");
    run.people.edits(run.ana, run.ana, first, "as it should be");
    run.pass(10min);
    const std::int64_t moved = run.people.upgrades(run.bo, run.group);
    run.people.says(run.bo, moved, "after the move");
    run.people.reacts(run.bo, run.forum, card, {"👍"});
    run.people.presses(run.bo, run.forum, card, "claim 1");
    run.pass(10min);
    run.restart();
    run.says(run.ana, "after the restart");
    run.pass(20min);
    story.requests = run.asked.size();
    spoil = nullptr;
    run.pass(20min);
    story.end = end_of(run);
    return story;
}

class EveryStepOfTelegram : public testing::TestWithParam<StepFault> {};

TEST_P(EveryStepOfTelegram, fails_once_and_the_end_is_the_same) {
    const Story good = tell(no_failure, GetParam());
    ASSERT_EQ(good.end.heard.size(), 3u);
    ASSERT_TRUE(good.end.is_up);
    ASSERT_EQ(good.end.pressed, std::vector<std::string>{"claim 1"});
    ASSERT_EQ(good.end.edited, std::vector<std::string>{"as it should be"});
    for (std::size_t at = 0; at < good.requests; ++at) {
        const Story bad = tell(at, GetParam());
        EXPECT_EQ(bad.end, good.end) << at << ' ' << bad.failed;
        if (HasFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Faults, EveryStepOfTelegram, testing::ValuesIn(faults()),
                         [](const auto& row) { return row.param.name; });

} // namespace
} // namespace peerdesk::telegram
