// SPDX-License-Identifier: MIT
// A server, or what stands before it, that answers wrongly, late or not at all: the desk comes
// back by itself, asks seldom meanwhile, and sends nothing twice without a mark.
#include "tests/servers/telegram_desk.hpp"

#include "tests/fakes/telegram/control.hpp"
#include "tests/servers/community.hpp"
#include "tests/servers/http_caller.hpp"
#include "tests/servers/waiting.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <thread>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using telegram_fake::Fault;
using telegram_fake::FaultKind;
using telegram_fake::People;
using telegram_fake::World;
using testing::HasSubstr;
using testing::Not;

const std::string secret = "AAE5kQ_only-the-desk_knows";

class TelegramFailures : public TelegramDesk {
  protected:
    TelegramFailures() : TelegramDesk({.server = {.token = "700000001:" + secret}}) {}

    static constexpr int many = 100'000;

    void spoil(FaultKind kind, const std::string& method, int count = 1,
               std::int64_t retry_after = 1) {
        community.server.with_world([&](World& world) {
            Fault fault;
            fault.kind = kind;
            fault.method = method;
            fault.count = count;
            fault.retry_after = retry_after;
            world.faults.add(fault);
        });
    }
    /// How many answers to a method will still be spoiled.
    int faults_left(const std::string& method) {
        return community.server.with_world([&](World& world) {
            telegram_fake::Faults copy = world.faults;
            int left = 0;
            while (copy.take(method))
                ++left;
            return left;
        });
    }
    void heal() {
        community.server.with_world([](World& world) { world.faults.clear(); });
    }
    /// The server has nothing left to tell.
    bool all_is_confirmed() {
        return eventually(5s, [&] {
            return community.server.with_world([](World& world) { return world.queue.size(); }) ==
                   0;
        });
    }
    /// Whoever asks now is answered.
    void expect_service(const std::string& what) {
        SCOPED_TRACE(what);
        ana.say("status");
        EXPECT_NO_THROW(ana.expect("question 1 has been waiting"));
    }
};

TEST_F(TelegramFailures, whatever_answers_a_poll_it_asks_seldom_and_recovers) {
    constexpr auto trouble = 2500ms;
    constexpr int polls_max = 20; // with back_off_min 200 ms and back_off_max 1 s
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    const std::vector<std::pair<FaultKind, std::string>> kinds{
        {FaultKind::proxy_page, "a proxy's page"},    {FaultKind::cut_body, "half of the body"},
        {FaultKind::empty_body, "no body"},           {FaultKind::null_result, "no result"},
        {FaultKind::server_error, "an error"},        {FaultKind::close_before, "nothing"},
        {FaultKind::close_after, "nothing after all"}};
    for (const auto& [kind, what] : kinds) {
        ASSERT_TRUE(becomes_calm(*desk));
        ASSERT_TRUE(all_is_confirmed()); // so that a poll waits which nothing spoils
        spoil(kind, "getUpdates", many);
        expect_service(what + ", by the poll that waited already");
        ana.say("status");
        std::this_thread::sleep_for(trouble);
        const int polls = many - faults_left("getUpdates");
        std::cout << what << ": " << polls << " polls in " << trouble.count() << " ms\n";
        EXPECT_GE(polls, 1) << what;
        EXPECT_LE(polls, polls_max) << what;
        heal();
        EXPECT_NO_THROW(ana.expect("question 1 has been waiting")) << what;
        expect_service(what);
    }
    expect_all_sent();
    EXPECT_EQ(ana.heard(ana.chat()).size(), 1 + 3 * kinds.size());
}

TEST_F(TelegramFailures, empty_lists_that_come_at_once_do_not_make_it_hurry) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    spoil(FaultKind::empty_poll, "", many);
    ana.say("status");
    std::this_thread::sleep_for(2s);
    const int polls = many - faults_left("getUpdates");
    std::cout << polls << " polls in 2 s\n";
    EXPECT_LE(polls, 30);
    heal();
    ana.expect("question 1 has been waiting");
}

TEST_F(TelegramFailures, a_second_copy_is_noticed_and_outlived) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    ASSERT_TRUE(becomes_calm(*desk));
    ASSERT_TRUE(all_is_confirmed());
    const std::size_t before = community.call_count("getUpdates");
    HttpCaller other{community.server.url()};
    const std::string target = "/bot700000001:" + secret + "/getUpdates?timeout=30";
    for (int i = 0; i < 3; ++i) {
        const HttpAnswer answer = other.call({.target = target});
        EXPECT_EQ(answer.status, 409) << answer.body; // until the desk asks again
    }
    EXPECT_TRUE(desk->logs("another_copy_runs"));
    expect_service("after a second copy");
    const std::size_t polls = community.call_count("getUpdates") - before;
    std::cout << polls << " polls of both\n";
    EXPECT_LE(polls, 30U);
    expect_all_sent();
}

TEST_F(TelegramFailures, what_may_have_been_sent_is_sent_again_with_a_mark_and_else_without) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    ASSERT_TRUE(becomes_calm(*desk));
    const std::vector<std::pair<FaultKind, int>> kinds{
        // and how often the words then stand there
        {FaultKind::too_many, 1},   {FaultKind::too_many_bare, 1}, {FaultKind::server_error, 1},
        {FaultKind::proxy_page, 1}, {FaultKind::close_before, 1},  {FaultKind::cut_body, 2},
        {FaultKind::empty_body, 2}, {FaultKind::null_result, 2},   {FaultKind::close_after, 2}};
    int doubled = 0;
    for (const auto& [kind, copies] : kinds) {
        SCOPED_TRACE(static_cast<int>(kind));
        const auto before = ana.heard(ana.chat()).size();
        spoil(kind, "sendMessage");
        ana.say("status");
        ana.expect("question 1 has been waiting");
        ASSERT_TRUE(becomes_calm(*desk));
        const auto heard = ana.heard(ana.chat());
        EXPECT_EQ(heard.size() - before, static_cast<std::size_t>(copies));
        if (copies == 2) {
            ++doubled;
            EXPECT_THAT(heard.back().text(), HasSubstr("Possibly repeated"));
            ana.expect(phrases::possibly_repeated);
        }
    }
    EXPECT_GE(database().number("SELECT sum(is_repeat) FROM outbox"), doubled);
    expect_all_sent();
}

TEST_F(TelegramFailures, the_time_that_a_chat_must_wait_is_kept_over_a_kill) {
    constexpr std::int64_t wait_s = 6;
    start();
    cora.say("help");
    cora.expect("commands: ");
    ASSERT_TRUE(becomes_calm(*desk));
    const std::int64_t begin = community.server.with_world([](World& w) { return w.now_ms; });
    spoil(FaultKind::too_many, "sendMessage", 1, wait_s);
    cora.say("summary");
    ASSERT_TRUE(eventually(5s, [&] {
        return database().number("SELECT count(*) FROM adapter_state WHERE key LIKE "
                                 "'not-before:%' AND value <> ''") == 1;
    })) << database().table("SELECT key FROM adapter_state");
    static_cast<void>(ask(ana, "How do I add a photo?")); // other chats do not wait
    EXPECT_FALSE(cora.has_heard(cora.chat(), "questions asked"));
    desk->kill();
    desk->start();
    cora.expect("questions asked");
    std::int64_t sent_at = 0;
    for (const auto& call : community.calls("sendMessage")) {
        if (call.parameters.at("chat_id") != community.cora || call.at_ms < begin) continue;
        sent_at = call.at_ms;
        break;
    }
    EXPECT_GE(sent_at - begin, wait_s * 1000);
    std::cout << "sent " << sent_at - begin << " ms later\n";
    expect_all_sent();
}

TEST_F(TelegramFailures, updates_that_are_none_hold_up_no_others) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    const std::size_t before = community.call_count("getUpdates");
    community.server.with_people([&](People& people, World& world) {
        for (const char* const kind :
             {"invalid_utf8", "wrong_type", "lone_surrogate", "unknown_kind", "not_json"}) {
            people.says(community.ana, community.ana, "status");
            telegram_fake::push_broken_update(world, kind);
        }
        people.says(community.ben, community.ben, "Where is my picture?");
    });
    for (int i = 0; i < 5; ++i)
        ana.expect("question 1 has been waiting");
    const int ticket = number_in(ben.expect(phrases::opened), phrases::opened);
    bo.expect(community.topic_of(ticket), "where is my picture");
    ASSERT_TRUE(becomes_calm(*desk));
    ASSERT_TRUE(all_is_confirmed());
    std::vector<std::int64_t> offsets;
    for (const auto& call : community.calls("getUpdates"))
        offsets.push_back(std::stoll(call.parameters.value("offset", "0")));
    EXPECT_TRUE(std::ranges::is_sorted(offsets));
    EXPECT_EQ(std::ranges::adjacent_find(offsets.begin() + 1, offsets.end()), offsets.end())
        << "nothing was asked for twice";
    EXPECT_LE(community.call_count("getUpdates") - before, 12U);
    // Text that is no Unicode is read as far as it goes; what cannot be read at all is put aside.
    EXPECT_EQ(database().number("SELECT count(*) FROM adapter_state WHERE key LIKE 'parked:%'"), 2)
        << database().table("SELECT key FROM adapter_state");
    EXPECT_EQ(ana.heard(ana.chat()).size(), 6U);
    EXPECT_EQ(ben.heard(ben.chat()).size(), 1U);
}

TEST_F(TelegramFailures, numbers_of_updates_that_begin_anew_lower_are_news) {
    start();
    static_cast<void>(ask(ana, "How do I add a photo?"));
    community.server.with_world([](World& world) {
        world.queue.clear();
        world.queue.set_next_id(world.queue.next_id() / 2);
    });
    expect_service("after the numbers began anew");
    expect_service("and again");
    EXPECT_EQ(ana.heard(ana.chat()).size(), 3U);
    expect_all_sent();
}

TEST_F(TelegramFailures, the_token_is_nowhere_but_in_its_file) {
    start();
    const Asked asked = taken_from(ana, "How do I add a photo?");
    for (const FaultKind kind : {FaultKind::proxy_page, FaultKind::close_before,
                                 FaultKind::server_error, FaultKind::cut_body}) {
        spoil(kind, "getUpdates", 2);
        spoil(kind, "sendMessage", 1);
        bo.reply(asked.copy, "Press Edit.");
        ana.expect(phrases::answer(asked.ticket, "press edit"));
    }
    EXPECT_EQ(desk->run({"check"}).exit_code, 0);
    const std::string checked = desk->run({"check"}).output;
    EXPECT_THAT(checked, Not(HasSubstr(secret)));
    community.server.with_world([](World& world) { world.settings.token = "700000001:other"; });
    ana.say("status"); // ends the poll that waits
    EXPECT_TRUE(desk->logs("token_refused"));
    EXPECT_THAT(desk->run({"check"}).output, Not(HasSubstr(secret)));
    EXPECT_EQ(desk->stop(), 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(workspace.path())) {
        if (!entry.is_regular_file() || entry.path().filename() == "tg.token") continue;
        const std::string content = read_file(entry.path());
        EXPECT_FALSE(content.contains(secret)) << entry.path();
        EXPECT_FALSE(content.contains(percent_encoded(secret))) << entry.path();
    }
}

} // namespace
} // namespace peerdesk::servers
