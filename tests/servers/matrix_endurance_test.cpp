// SPDX-License-Identifier: MIT
// The real program and a real homeserver, killed again and again while people write; stopped,
// left behind and cut off. Nothing may be lost, doubled or put out of order.
#include "tests/servers/community.hpp"
#include "tests/servers/matrix_tally.hpp"
#include "tests/servers/slow_proxy.hpp"
#include "tests/servers/waiting.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <optional>
#include <random>

namespace peerdesk::servers {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// The staff room takes one message after the other: 900 of them in half a minute on a free
/// machine, in minutes on a busy one.
constexpr auto calm_wait = 150s;

unsigned choose_seed() {
    const char* given = std::getenv("PEERDESK_TEST_SEED");
    return given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
}

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>{Clock::now() - begin}.count();
}

class MatrixEndurance : public testing::Test {
  protected:
    MatrixEndurance() {
        std::cout << std::unitbuf << "seed " << seed << " (PEERDESK_TEST_SEED repeats it)\n";
        use(community.plan());
    }
    void SetUp() override {
        if (Synapse::is_foreign()) GTEST_SKIP() << "this homeserver is not ours to load or kill";
    }

    void use(DeskPlan plan) {
        plan.open_questions_max = 1000;
        desk = std::make_unique<DeskProcess>(std::move(plan), workspace);
    }

    std::chrono::milliseconds any_time(int min_ms, int max_ms) {
        return std::chrono::milliseconds{
            std::uniform_int_distribution<int>{min_ms, max_ms}(random)};
    }

    [[nodiscard]] std::int64_t kept() const {
        return DeskDatabase{desk->database_file()}.number(
            "SELECT count(*) FROM ticket_messages WHERE kind = 'question'");
    }

    /// Waits until the desk has all of it and owes nothing.
    void wait_for_calm(const MatrixStream& stream) const {
        EXPECT_TRUE(eventually(calm_wait, [&] { return kept() >= stream.numbered(); }))
            << kept() << " of " << stream.numbered();
        EXPECT_TRUE(becomes_calm(*desk, calm_wait));
    }

    void expect_all_once_and_in_order(MatrixStream& stream) {
        MatrixClient bo = community.log_in("bo");
        const Tally found = tally(stream, community, bo, desk->database_file());
        const Count all{.there = static_cast<std::size_t>(stream.numbered())};
        std::cout << stream.numbered() << " messages of " << stream.people().size() << " people\n"
                  << found.told();
        EXPECT_EQ(found.on_server.lost + found.on_server.doubled, 0U) << "the server's own doing";
        for (const Count& count : {found.kept, found.shown}) {
            EXPECT_EQ(count.lost, 0U);
            EXPECT_EQ(count.doubled, 0U);
            EXPECT_EQ(count.disordered, 0U);
            EXPECT_EQ(count.there, all.there);
        }
        // Each message is acknowledged once, whether its line went out alone or joined to others.
        EXPECT_EQ(found.acknowledged, all.there);
        EXPECT_EQ(found.acknowledging, found.acknowledging_owed);
        EXPECT_EQ(found.unsent, 0U);
        EXPECT_EQ(found.lost_rows, 0U);
        EXPECT_EQ(found.doubled_rows, 0U);
        EXPECT_EQ(found.events, found.owed);
        const DeskDatabase database{desk->database_file()};
        EXPECT_EQ(database.number("SELECT count(*) FROM inbox WHERE state = 'parked'"), 0)
            << database.table("SELECT event_key, error FROM inbox WHERE state = 'parked'");
        if (HasFailure()) std::cout << desk->log().substr(0, log_told_max) << "\n";
    }

    static constexpr std::size_t log_told_max = 6'000;
    const unsigned seed = choose_seed();
    std::mt19937 random{seed};
    Workspace workspace;
    MatrixCommunity community{workspace};
    std::unique_ptr<DeskProcess> desk;
};

TEST_F(MatrixEndurance, desk_and_server_are_killed_in_turns_in_a_stream_of_messages) {
    constexpr int messages = 900;
    constexpr double per_second = 15; // less while the server is away: then people wait for it
    constexpr int kills = 30;
    desk->start();
    MatrixStream stream{community, {}};
    const auto begin = Clock::now();
    stream.begin(messages, per_second);
    for (int kill = 0; kill < kills; ++kill) {
        std::this_thread::sleep_for(any_time(200, 2'500));
        if (kill % 2 == 0) {
            ASSERT_TRUE(desk->is_running()) << desk->log();
            desk->kill();
            desk->start_without_waiting();
        } else {
            community.server.kill();
            community.server.start();
        }
    }
    std::cout << kills << " kills in " << seconds_since(begin) << " s, "
              << (stream.is_sending() ? "people still write\n" : "people were done before\n");
    stream.finish();
    std::cout << messages << " messages said in " << seconds_since(begin) << " s\n";
    const auto calm = Clock::now();
    wait_for_calm(stream);
    std::cout << "calm " << seconds_since(calm) << " s later\n";
    expect_all_once_and_in_order(stream);
    EXPECT_EQ(desk->stop(), 0);
}

TEST_F(MatrixEndurance, it_is_killed_while_it_catches_up) {
    constexpr int messages = 1'000;
    constexpr int kills = 5;
    desk->start();
    MatrixStream stream{community, {}};
    ASSERT_EQ(desk->stop(), 0);
    auto begin = Clock::now();
    stream.begin(messages);
    stream.finish();
    std::cout << messages << " messages said in " << seconds_since(begin) << " s\n";
    begin = Clock::now();
    for (int kill = 0; kill < kills; ++kill) {
        desk->start_without_waiting();
        std::this_thread::sleep_for(any_time(150, 3'000));
        ASSERT_TRUE(desk->is_running()) << desk->log();
        desk->kill();
        std::cout << "killed with " << kept() << " read\n";
    }
    desk->start();
    wait_for_calm(stream);
    std::cout << "caught up in " << seconds_since(begin) << " s, kills included\n";
    expect_all_once_and_in_order(stream);
    EXPECT_EQ(desk->stop(), 0);
}

TEST_F(MatrixEndurance, two_chats_hold_more_than_a_page_each) {
    constexpr int messages = 500;
    desk->start();
    MatrixStream stream{community, {.people = 2}};
    ASSERT_EQ(desk->stop(), 0);
    stream.begin(messages);
    stream.finish();
    const auto begin = Clock::now();
    desk->start();
    EXPECT_TRUE(eventually(calm_wait, [&] { return kept() >= messages; }));
    std::cout << messages << " read in " << seconds_since(begin) << " s\n";
    wait_for_calm(stream);
    std::cout << "and told in " << seconds_since(begin) << " s\n";
    expect_all_once_and_in_order(stream);
    EXPECT_EQ(desk->stop(), 0);
}

TEST_F(MatrixEndurance, a_gap_of_two_thousand_events_in_a_room_is_read_once) {
    constexpr int events = 2'000;
    desk->start();
    MatrixStream stream{community,
                        {.room = community.help, .before = "!ask ", .address_every = 10}};
    ASSERT_EQ(desk->stop(), 0);
    auto begin = Clock::now();
    stream.begin(events);
    stream.finish();
    std::cout << events << " events said in " << seconds_since(begin) << " s\n";
    begin = Clock::now();
    desk->start();
    EXPECT_TRUE(eventually(calm_wait, [&] { return kept() >= stream.numbered(); }));
    std::cout << "the gap is read in " << seconds_since(begin) << " s\n";
    wait_for_calm(stream);
    std::cout << "and all is told in " << seconds_since(begin) << " s\n";
    expect_all_once_and_in_order(stream);
    EXPECT_EQ(desk->stop(), 0);
}

TEST_F(MatrixEndurance, it_is_stopped_and_started_in_a_stream_of_messages) {
    constexpr int messages = 300;
    constexpr int stops = 5;
    desk->start();
    MatrixStream stream{community, {}};
    const auto begin = Clock::now();
    stream.begin(messages, 20);
    for (int stop = 0; stop < stops; ++stop) {
        ASSERT_TRUE(desk->logs("event=ready")); // before that, SIGTERM ends any program
        std::this_thread::sleep_for(any_time(0, 2'500));
        EXPECT_EQ(desk->stop(), 0);
        desk->start_without_waiting();
    }
    stream.finish();
    std::cout << messages << " messages said in " << seconds_since(begin) << " s\n";
    wait_for_calm(stream);
    expect_all_once_and_in_order(stream);
    EXPECT_EQ(desk->stop(), 0);
}

TEST_F(MatrixEndurance, a_bad_network_loses_and_doubles_nothing_and_is_not_flooded) {
    constexpr int messages = 60;
    constexpr double per_second = 2; // 30 s
    constexpr int requests_per_minute_max = 900;
    const std::string url = community.server.url();
    SlowProxy proxy{static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))), seed};
    DeskPlan plan = community.plan();
    plan.matrix_networks.front().homeserver = proxy.url();
    use(std::move(plan));
    desk->start();
    MatrixStream stream{community, {}};
    const int before = proxy.counts().requests;
    proxy.set({.delay_ms = 300, .cut_before = 0.08, .cut_after = 0.08, .garbage = 0.08});
    const auto begin = Clock::now();
    stream.begin(messages, per_second);
    stream.finish();
    const double bad = seconds_since(begin);
    const SlowProxy::Counts counts = proxy.counts();
    proxy.set({});
    std::cout << counts.requests - before << " requests in " << bad << " s, " << counts.cut
              << " cut, " << counts.garbage << " answered with a web page, " << counts.connections
              << " connections\n";
    EXPECT_LT((counts.requests - before) * 60 / bad, requests_per_minute_max);
    EXPECT_GT(counts.cut, 0);
    EXPECT_GT(counts.garbage, 0);
    wait_for_calm(stream);
    expect_all_once_and_in_order(stream);
    EXPECT_EQ(desk->stop(), 0);
}

} // namespace
} // namespace peerdesk::servers
