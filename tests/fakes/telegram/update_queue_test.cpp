// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/update_queue.hpp"

#include <gtest/gtest.h>

#include <string>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t now = 1000;

UpdateQueue queue_of(int count, std::int64_t first = 500) {
    UpdateQueue queue{first};
    for (int i = 0; i < count; ++i)
        queue.push("message", std::to_string(i), 1, now);
    return queue;
}

std::vector<std::int64_t> ids(const std::vector<const UpdateQueue::Event*>& events) {
    std::vector<std::int64_t> found;
    for (const auto* event : events)
        found.push_back(event->id);
    return found;
}

using Ids = std::vector<std::int64_t>;

TEST(UpdateQueue, gives_the_same_again_until_an_offset_confirms_it) {
    UpdateQueue queue = queue_of(3);
    EXPECT_EQ(ids(queue.poll(0, 100, now)), (Ids{500, 501, 502}));
    EXPECT_EQ(ids(queue.poll(0, 2, now)), (Ids{500, 501}));
    EXPECT_EQ(ids(queue.poll(502, 100, now)), (Ids{502}));
    EXPECT_EQ(ids(queue.poll(0, 100, now)), (Ids{502}));
    EXPECT_EQ(ids(queue.poll(503, 100, now)), Ids{});
    EXPECT_EQ(queue.size(), 0u);
}

TEST(UpdateQueue, writes_whole_updates) {
    UpdateQueue queue{7};
    queue.push("message", R"({"a":1})", 1, now);
    EXPECT_EQ(queue.poll(0, 1, now).front()->bytes, R"({"update_id":7,"message":{"a":1}})");
}

TEST(UpdateQueue, a_negative_offset_forgets_all_but_the_last) {
    UpdateQueue queue = queue_of(5);
    EXPECT_EQ(ids(queue.poll(-2, 100, now)), (Ids{503, 504}));
    EXPECT_EQ(ids(queue.poll(0, 100, now)), (Ids{503, 504}));
}

TEST(UpdateQueue, an_offset_too_high_reads_from_the_head_and_confirms_nothing) {
    UpdateQueue queue = queue_of(3);
    EXPECT_EQ(ids(queue.poll(513, 100, now)), Ids{}); // ten above the tail is a real offset
    queue = queue_of(3);
    EXPECT_EQ(ids(queue.poll(514, 100, now)), (Ids{500, 501, 502}));
    EXPECT_EQ(ids(queue.poll(0, 100, now)), (Ids{500, 501, 502}));
}

TEST(UpdateQueue, ids_may_go_on_lower_after_a_quiet_week) {
    UpdateQueue queue = queue_of(1, 1'000'000);
    EXPECT_EQ(ids(queue.poll(1'000'001, 100, now)), Ids{});
    queue.set_next_id(40);
    queue.push("message", "1", 1, now);
    EXPECT_EQ(ids(queue.poll(1'000'001, 100, now)), (Ids{40}));
    EXPECT_EQ(ids(queue.poll(41, 100, now)), Ids{});
}

TEST(UpdateQueue, an_update_expires_after_a_day) {
    UpdateQueue queue = queue_of(1);
    EXPECT_EQ(ids(queue.poll(0, 100, now + 86'399)), (Ids{500}));
    EXPECT_EQ(ids(queue.poll(0, 100, now + 86'400)), Ids{});
}

TEST(UpdateQueue, takes_so_many_and_drops_the_rest) {
    UpdateQueue queue{1};
    for (std::size_t i = 0; i < UpdateQueue::events_max + 5; ++i)
        queue.push("message", "1", 1, now);
    EXPECT_EQ(queue.size(), UpdateQueue::events_max);
    EXPECT_EQ(queue.dropped_count(), 5u);
    queue.clear();
    queue.push("message", std::string(UpdateQueue::event_bytes_max, 'x'), 1, now);
    EXPECT_EQ(queue.size(), 0u);
}

TEST(UpdateQueue, an_answer_is_cut_at_four_mebibytes) {
    UpdateQueue queue{1};
    const std::string large(60'000, 'x');
    for (int i = 0; i < 100; ++i)
        queue.push("message", large, 1, now);
    EXPECT_EQ(queue.poll(0, 100, now).size(), 69u);
}

} // namespace
} // namespace peerdesk::telegram_fake
