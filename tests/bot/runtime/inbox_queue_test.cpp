// SPDX-License-Identifier: MIT
#include "bot/runtime/inbox_queue.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace peerdesk::runtime {
namespace {

chat::Batch batch_of(std::string network, std::size_t events) {
    chat::Batch batch;
    batch.network = std::move(network);
    batch.events.resize(events);
    return batch;
}

std::chrono::steady_clock::time_point at_once() {
    return {};
}

TEST(InboxQueue, refuses_what_does_not_fit_and_takes_it_when_there_is_room) {
    InboxQueue queue(10);
    EXPECT_TRUE(queue.offer(batch_of("a", 6)));
    EXPECT_TRUE(queue.offer(batch_of("b", 4)));
    EXPECT_FALSE(queue.offer(batch_of("c", 1)));
    EXPECT_EQ(queue.take(6, at_once()).size(), 1U);
    EXPECT_TRUE(queue.offer(batch_of("c", 1)));
}

TEST(InboxQueue, takes_an_oversized_batch_when_empty_rather_than_never) {
    InboxQueue queue(10);
    EXPECT_TRUE(queue.offer(batch_of("a", 50)));
    EXPECT_FALSE(queue.offer(batch_of("b", 1)));
    EXPECT_EQ(queue.take(10, at_once()).size(), 1U);
}

TEST(InboxQueue, gives_batches_in_order_up_to_the_limit) {
    InboxQueue queue(100);
    for (const char* name : {"a", "b", "c"})
        ASSERT_TRUE(queue.offer(batch_of(name, 4)));
    const auto first = queue.take(8, at_once());
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].network, "a");
    EXPECT_EQ(first[1].network, "b");
    EXPECT_EQ(queue.take(8, at_once()).size(), 1U);
    EXPECT_TRUE(queue.is_empty());
}

TEST(InboxQueue, gives_every_event_other_random_bits) {
    InboxQueue queue;
    ASSERT_TRUE(queue.offer(batch_of("a", 3)));
    const auto taken = queue.take(10, at_once());
    const auto& events = taken.at(0).events;
    EXPECT_NE(events[0].seed, events[1].seed);
    EXPECT_NE(events[1].seed, events[2].seed);
    EXPECT_NE(events[0].seed, chat::Seed{});
}

TEST(InboxQueue, takes_nothing_more_once_closed_but_gives_what_it_holds) {
    InboxQueue queue;
    ASSERT_TRUE(queue.offer(batch_of("a", 1)));
    queue.close();
    EXPECT_FALSE(queue.offer(batch_of("b", 1)));
    EXPECT_EQ(queue.take(10, std::chrono::steady_clock::time_point::max()).size(), 1U);
    EXPECT_TRUE(queue.take(10, std::chrono::steady_clock::time_point::max()).empty());
}

TEST(InboxQueue, ends_a_wait_when_woken) {
    InboxQueue queue;
    std::jthread waker([&] { queue.wake(); });
    EXPECT_TRUE(queue.take(10, std::chrono::steady_clock::time_point::max()).empty());
}

TEST(InboxQueue, loses_and_doubles_nothing_between_threads) {
    InboxQueue queue(16);
    constexpr int batches_each = 500;
    const auto produce = [&](const char* name) {
        for (int i = 0; i < batches_each; ++i) {
            while (!queue.offer(batch_of(name, 3)))
                std::this_thread::yield();
        }
    };
    std::jthread first(produce, "a");
    std::jthread second(produce, "b");
    std::size_t events = 0;
    while (events < std::size_t{2} * batches_each * 3) {
        for (const auto& batch : queue.take(8, std::chrono::steady_clock::time_point::max())) {
            events += batch.events.size();
        }
    }
    EXPECT_TRUE(queue.is_empty());
    EXPECT_EQ(queue.offered_count(), std::uint64_t{2} * batches_each);
}

} // namespace
} // namespace peerdesk::runtime
