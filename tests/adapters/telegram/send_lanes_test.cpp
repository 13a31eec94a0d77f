// SPDX-License-Identifier: MIT
#include "adapters/telegram/send_lanes.hpp"

#include "tests/adapters/telegram/lanes_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>
#include <string>
#include <vector>

namespace peerdesk::telegram {
namespace {

using namespace std::chrono_literals;
using chat::Delivery;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

Answer told_to_wait(int seconds) {
    return refusal(429, "Too Many Requests", R"({"retry_after":)" + std::to_string(seconds) + "}");
}

TEST(SendLanes, a_wait_that_was_told_is_kept_over_a_restart) {
    LanesRun run;
    run.deliver(direct_place(1), "patience");
    run.answer(run.ask().at(0), told_to_wait(30));
    LanesRun again{run.book.all_stored()};
    again.deliver(direct_place(1), "patience");
    again.deliver(direct_place(2), "at once");
    EXPECT_THAT(LanesRun::texts_of(again.ask()), ElementsAre("at once"));
    again.pass(29'900ms);
    EXPECT_THAT(again.ask(), IsEmpty());
    ASSERT_TRUE(again.wake());
    const auto asked = again.ask();
    ASSERT_THAT(LanesRun::texts_of(asked), ElementsAre("patience"));
    again.good(asked[0]);
    EXPECT_EQ(again.reports().at(1), Delivery::sent);
    EXPECT_TRUE(again.book.stored("not-before:1").empty());
}

TEST(SendLanes, chats_that_were_told_to_wait_together_do_not_come_back_together) {
    LanesRun run;
    constexpr int chats = 20;
    for (int i = 1; i <= chats; ++i)
        run.deliver(direct_place(i), "word");
    for (const Request& request : run.ask())
        run.answer(request, told_to_wait(30));
    const auto told = run.now.steady;
    std::set<net::SteadyTime> moments;
    for (int left = chats; left > 0;) {
        ASSERT_TRUE(run.wake());
        moments.insert(run.now.steady);
        for (const Request& request : run.ask()) {
            run.good(request);
            --left;
        }
    }
    EXPECT_GE(*moments.begin(), told + 30s) << "never earlier than told";
    EXPECT_LE(*moments.rbegin(), told + 33s);
    EXPECT_GT(moments.size(), 10U);
}

TEST(SendLanes, one_slow_chat_never_holds_another) {
    LanesRun run;
    for (const char* text : {"slow 1", "slow 2", "slow 3"})
        run.deliver(direct_place(1), text);
    run.deliver(direct_place(2), "quick 1");
    const auto first = run.ask();
    ASSERT_THAT(LanesRun::texts_of(first), ElementsAre("slow 1", "quick 1"));
    run.good(first[1]);
    run.deliver(direct_place(2), "quick 2");
    run.deliver(room_place("-5"), "room 1");
    const auto second = run.ask();
    ASSERT_THAT(LanesRun::texts_of(second), ElementsAre("quick 2", "room 1"));
    run.answer(second[1], told_to_wait(60));
    run.good(second[0]);
    run.good(first[0]);
    EXPECT_THAT(LanesRun::texts_of(run.ask()), ElementsAre("slow 2"));
}

TEST(SendLanes, a_group_takes_so_many_a_minute_and_people_are_not_held_by_that) {
    LanesRun run;
    run.config.group_per_minute = 3;
    for (int i = 0; i < 5; ++i)
        run.deliver(room_place("-5"), "word");
    run.deliver(direct_place(1), "hello");
    int sent = 0;
    for (auto asked = run.ask(); !asked.empty(); asked = run.ask())
        for (const Request& request : asked) {
            run.good(request);
            ++sent;
        }
    EXPECT_EQ(sent, 4) << "three to the group, one to the person";
    run.pass(21s);
    EXPECT_THAT(run.ask(), SizeIs(1));
}

TEST(SendLanes, only_so_many_are_sent_at_once_and_the_next_follows_an_answer) {
    LanesRun run;
    run.config.connections_max = 2;
    for (int i = 1; i <= 4; ++i)
        run.deliver(direct_place(i), std::to_string(i));
    const auto asked = run.ask();
    ASSERT_THAT(LanesRun::texts_of(asked), ElementsAre("1", "2"));
    EXPECT_THAT(run.ask(), IsEmpty());
    run.good(asked[1]);
    EXPECT_THAT(LanesRun::texts_of(run.ask()), ElementsAre("3"));
}

TEST(SendLanes, nothing_more_is_sent_into_a_server_in_trouble_until_it_answers) {
    LanesRun run;
    run.deliver(direct_place(1), "one");
    run.answer(run.ask().at(0), broken(net::HttpFailure::refused));
    run.deliver(direct_place(2), "two");
    EXPECT_THAT(run.ask(), IsEmpty());
    ASSERT_TRUE(run.wake());
    const auto probe = run.ask();
    ASSERT_THAT(probe, SizeIs(1));
    EXPECT_EQ(probe[0].target, "/getMe");
    run.answer(probe[0], page(200, R"({"ok":true,"result":{}})"));
    run.pass(2s);
    EXPECT_THAT(LanesRun::texts_of(run.ask()), UnorderedElementsAre("one", "two"));
}

TEST(SendLanes, who_gives_up_says_of_everything_whether_it_may_stand_there) {
    LanesRun run;
    const auto on_its_way = run.deliver(direct_place(1), "on its way");
    const auto behind_it = run.deliver(direct_place(1), "behind it");
    const auto half = run.deliver(direct_place(2), std::string(5'000, 'x'));
    run.good(run.ask().at(1));
    const auto waits = run.deliver(direct_place(3), "waits");
    const auto press = run.answer_press("p1");
    run.lanes.give_up(run.now);
    EXPECT_THAT(run.reports(),
                ElementsAre(Pair(on_its_way, Delivery::unknown),
                            Pair(behind_it, Delivery::returned), Pair(half, Delivery::unknown),
                            Pair(waits, Delivery::returned), Pair(press, Delivery::returned)));
    EXPECT_EQ(run.lanes.next_wake(), net::SteadyTime::max());
}

TEST(SendLanes, an_answer_to_a_press_that_fails_is_given_again) {
    for (const Answer& failure :
         {broken(net::HttpFailure::failed), page(502, "<html>"), told_to_wait(2)}) {
        LanesRun run;
        const auto press = run.answer_press("p1");
        run.answer(run.ask().at(0), failure);
        EXPECT_THAT(run.reports(), IsEmpty());
        EXPECT_THAT(run.ask(), IsEmpty()) << "not at once";
        ASSERT_TRUE(run.wake());
        const auto again = run.ask();
        ASSERT_THAT(again, SizeIs(1));
        EXPECT_EQ(again[0].target, "/answerCallbackQuery");
        run.answer(again[0], page(200, R"({"ok":true,"result":true})"));
        EXPECT_THAT(run.reports(), ElementsAre(Pair(press, Delivery::sent)));
        EXPECT_EQ(run.lanes.size(), 0U);
    }
}

TEST(SendLanes, an_answer_to_a_press_is_given_up_when_nobody_looks_any_more) {
    LanesRun run;
    const auto press = run.answer_press("p1");
    std::size_t tries = 0;
    do {
        for (const Request& request : run.ask()) {
            ++tries;
            run.answer(request, broken(net::HttpFailure::failed));
        }
    } while (run.wake());
    EXPECT_EQ(tries, 4U);
    EXPECT_EQ(run.reports().at(press), Delivery::unknown);
    const auto other = run.answer_press("p2");
    run.answer(run.ask().at(0), told_to_wait(600));
    EXPECT_EQ(run.reports().at(other), Delivery::unknown);
}

TEST(SendLanes, an_answer_to_a_press_that_waits_for_its_next_try_is_reported_at_the_end) {
    LanesRun run;
    const auto press = run.answer_press("p1");
    run.answer(run.ask().at(0), broken(net::HttpFailure::failed));
    run.lanes.give_up(run.now);
    EXPECT_THAT(run.reports(), ElementsAre(Pair(press, Delivery::unknown)));
}

/// Whether the server did it, and what it answered.
struct Met {
    bool is_made = false;
    Answer answer;
};

Met met_with(int kind) {
    switch (kind) {
    case 0:
        return {true, broken(net::HttpFailure::failed)};
    case 1:
        return {false, broken(net::HttpFailure::failed)};
    case 2:
        return {false, broken(net::HttpFailure::refused)};
    case 3:
        return {false, told_to_wait(2)};
    case 4:
        return {false, refusal(429, "Too Many Requests")};
    case 5:
        return {false, refusal(500, "Internal Server Error: restart")};
    case 6:
        return {true, page(502, "<html>")};
    case 7:
        return {true, page(200, R"({"ok":true,"result":{}})")};
    default:
        return {true, {}};
    }
}

TEST(SendLanes, each_chat_keeps_its_order_whatever_goes_wrong) {
    EXPECT_TRUE(rc::check("order", [] {
        LanesRun run;
        run.config.connections_max = 3;
        run.config.group_per_minute = 100'000;
        const auto chats = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5));
        for (std::size_t i = 0; i < chats.size(); ++i)
            run.deliver(chats[i] == 4 ? room_place("-4") : direct_place(chats[i]),
                        std::to_string(i + 1)); // its outbox id
        std::vector<Request> in_flight;
        std::map<std::int64_t, std::vector<std::int64_t>> made; // by chat, as they came
        std::map<std::int64_t, std::size_t> made_count;
        for (std::size_t faults = 0; run.lanes.size() > 0;) {
            for (Request& request : run.ask())
                in_flight.push_back(std::move(request));
            if (in_flight.empty()) {
                RC_ASSERT(run.wake());
                continue;
            }
            const auto at = *rc::gen::inRange<std::size_t>(0, in_flight.size());
            const Request request = in_flight[at];
            in_flight.erase(in_flight.begin() + static_cast<std::ptrdiff_t>(at));
            constexpr std::size_t faults_max = 60;
            const Met met = met_with(faults++ < faults_max ? *rc::gen::inRange(0, 16) : 8);
            if (request.target == "/getMe") {
                run.answer(request, met.answer.status == 0 && !met.is_made
                                        ? met.answer
                                        : page(200, R"({"ok":true,"result":{}})"));
                continue;
            }
            const auto body = nlohmann::json::parse(request.body);
            if (met.is_made) {
                const std::int64_t id = std::stoll(body.at("text").get<std::string>());
                made[body.at("chat_id").get<std::int64_t>()].push_back(id);
                ++made_count[id];
            }
            if (met.answer.status == 0 && met.answer.failure == net::HttpFailure::none)
                run.good(request);
            else
                run.answer(request, met.answer);
        }
        for (const auto& [chat, ids] : made)
            RC_ASSERT(std::ranges::is_sorted(ids));
        for (std::size_t i = 1; i <= chats.size(); ++i) {
            const auto id = static_cast<std::int64_t>(i);
            const auto end = run.reports().at(id);
            RC_ASSERT(end == Delivery::sent || end == Delivery::unknown);
            RC_ASSERT(made_count[id] <= 1);
            RC_ASSERT(end != Delivery::sent || made_count[id] == 1);
        }
    }));
}

TEST(SendLanes, sends_that_may_have_arrived_are_counted_over_restarts) {
    SessionRun run;
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!request.target.starts_with("/sendMessage")) return std::nullopt;
        return broken(net::HttpFailure::timed_out);
    };
    run.deliver(direct_place(run.ana), "one");
    run.deliver(direct_place(run.bo), "two");
    run.pass(1min);
    run.restart();
    run.pass(5s);
    run.deliver(direct_place(run.ana), "three");
    run.pass(1min);
    EXPECT_EQ(run.details(FindingCode::ambiguous_sends).back(), "telegram_ambiguous_sends=3");
    EXPECT_EQ(run.stored.at("ambiguous_sends"), "3");
}

/// What stands in a chat of the fake server, in order, without what the server says itself.
std::vector<std::string> standing_in(SessionRun& run, std::int64_t chat) {
    std::vector<std::string> texts;
    for (const auto& message : run.world.chat(chat).messages)
        if (!message.is_service) texts.push_back(message.json.value("text", ""));
    return texts;
}

TEST(SendLanes, a_topic_that_is_deleted_in_the_middle_gives_its_messages_back) {
    SessionRun run;
    run.rest();
    chat::Outbound opening;
    opening.place = room_place("@staff");
    opening.act = chat::Act::open_thread;
    opening.text = "Question 1";
    const auto opened = run.deliver(opening);
    run.rest();
    chat::Outbound message;
    message.place = room_place("@staff");
    message.thread = run.reports(opened).at(0).remote_id;
    message.text = "before";
    const auto before = run.deliver(message);
    run.rest();
    run.people.deletes_topic(run.forum, run.world.chat(run.forum).topics.rbegin()->first);
    message.text = "into it";
    const auto into_it = run.deliver(message);
    message.text = "into it too";
    const auto into_it_too = run.deliver(message);
    const auto beside = run.deliver(room_place("@staff"), "beside it");
    run.rest();
    EXPECT_EQ(run.reports(before).at(0).delivery, Delivery::sent);
    EXPECT_EQ(run.reports(into_it).at(0).delivery, Delivery::returned);
    EXPECT_EQ(run.reports(into_it_too).at(0).delivery, Delivery::returned);
    EXPECT_EQ(run.reports(beside).at(0).delivery, Delivery::sent);
    EXPECT_EQ(run.told<chat::ThreadLost>().at(0).thread, message.thread);
    EXPECT_EQ(standing_in(run, run.forum).back(), "beside it");
}

TEST(SendLanes, a_group_that_moves_in_the_middle_gives_all_that_waits_for_it_back) {
    SessionRun run;
    run.rest();
    run.deliver(room_place("-4000001"), "before");
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!request.target.starts_with("/getUpdates")) return std::nullopt;
        return page(200, R"({"ok":true,"result":[]})"); // it shows by writing alone
    };
    const std::int64_t moved = run.people.upgrades(run.bo, run.group);
    const auto first = run.deliver(room_place("-4000001"), "first");
    const auto second = run.deliver(room_place("-4000001"), "second");
    run.deliver(direct_place(run.ana), "to ana");
    run.rest();
    EXPECT_EQ(run.reports(first).at(0).delivery, Delivery::returned);
    EXPECT_EQ(run.reports(second).at(0).delivery, Delivery::returned);
    EXPECT_THAT(standing_in(run, run.ana), testing::Contains("to ana"));
    EXPECT_THAT(standing_in(run, moved), IsEmpty());
    EXPECT_EQ(run.told<chat::PlaceChanged>().at(0).state, chat::PlaceState::renewed);
    run.deliver(room_place("-4000001"), "the new card");
    run.rest();
    EXPECT_THAT(standing_in(run, moved), ElementsAre("the new card"));
}

TEST(SendLanes, what_is_handed_over_before_the_desk_knows_of_a_move_goes_back_to_it) {
    SessionRun run;
    run.rest();
    run.commits = false;
    const std::int64_t moved = run.people.upgrades(run.bo, run.group);
    const auto finds_out = run.deliver(room_place("-4000001"), "finds out");
    run.rest();
    const auto overtaken = run.deliver(room_place("-4000001"), "would stand before the card");
    run.rest();
    run.commit_offered();
    run.commits = true;
    run.deliver(room_place("-4000001"), "the new card");
    run.rest();
    EXPECT_THAT(standing_in(run, moved), ElementsAre("the new card"));
    EXPECT_EQ(run.reports(finds_out).at(0).delivery, Delivery::returned);
    EXPECT_EQ(run.reports(overtaken).at(0).delivery, Delivery::returned);
    const auto at = [&run](auto is_it) { return std::ranges::find_if(run.events, is_it); };
    const auto renewal = at([](const chat::Event& event) {
        return std::holds_alternative<chat::PlaceChanged>(event.body);
    });
    const auto report = at([&](const chat::Event& event) {
        const auto* found = std::get_if<chat::DeliveryReported>(&event.body);
        return found != nullptr && found->outbox_id == overtaken;
    });
    EXPECT_LT(renewal, report) << "the desk knows why before it has the message back";
}

TEST(SendLanes, what_waits_when_an_update_tells_of_a_move_goes_back_to_the_desk) {
    SessionRun run;
    run.rest();
    run.instead = [](const Request& request, std::size_t) -> std::optional<Answer> {
        if (!request.target.starts_with("/sendMessage")) return std::nullopt;
        return told_to_wait(20);
    };
    const auto waits = run.deliver(room_place("-4000001"), "waits");
    const auto behind = run.deliver(room_place("-4000001"), "behind it");
    run.rest();
    const std::int64_t moved = run.people.upgrades(run.bo, run.group);
    run.rest();
    run.instead = nullptr;
    EXPECT_EQ(run.reports(waits).at(0).delivery, Delivery::returned);
    EXPECT_EQ(run.reports(behind).at(0).delivery, Delivery::returned);
    run.pass(1min);
    EXPECT_THAT(standing_in(run, moved), IsEmpty());
}

} // namespace
} // namespace peerdesk::telegram
