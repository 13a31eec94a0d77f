// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/webhook.hpp"

#include "tests/fakes/telegram/small_world.hpp"

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t start = 1'000'000;

struct Hook {
    UpdateQueue queue{100};
    Webhook webhook;
    Settings settings;

    Hook() {
        Webhook::Setup setup;
        setup.url = "http://127.0.0.1/hook";
        webhook.set(setup);
        for (const std::int64_t chat : {1, 1, 2})
            queue.push("message", "1", chat, start / 1000);
    }
    std::vector<UpdateQueue::Event> due(std::int64_t now) { return webhook.take_due(queue, now); }
    void ends(const UpdateQueue::Event& event, int status, std::int64_t now,
              std::optional<std::int64_t> retry_after = std::nullopt) {
        webhook.on_outcome(queue, event, {status, retry_after, "failed"}, settings, now);
    }
};

TEST(Webhook, chats_go_side_by_side_and_each_in_order) {
    Hook hook;
    const auto first = hook.due(start);
    ASSERT_EQ(first.size(), 2u);
    EXPECT_EQ(first[0].id, 100);
    EXPECT_EQ(first[1].id, 102);
    EXPECT_TRUE(hook.due(start).empty());
    hook.ends(first[0], 200, start);
    const auto second = hook.due(start);
    ASSERT_EQ(second.size(), 1u);
    EXPECT_EQ(second[0].id, 101);
}

TEST(Webhook, tries_again_at_once_and_then_after_doubling_waits) {
    Hook hook;
    std::int64_t now = start;
    std::vector<std::int64_t> waits;
    hook.due(now); // chat 2 stays under way
    auto event = hook.queue.events().front();
    for (int i = 0; i < 8; ++i) {
        hook.ends(event, 500, now);
        const auto next = hook.webhook.next_due_ms().value();
        waits.push_back(next - now);
        now = next;
        const auto again = hook.due(now);
        ASSERT_EQ(again.size(), 1u);
        EXPECT_EQ(again[0].id, 100);
    }
    EXPECT_EQ(waits,
              (std::vector<std::int64_t>{0, 2000, 4000, 8000, 16'000, 32'000, 60'000, 60'000}));
}

TEST(Webhook, honours_retry_after_up_to_an_hour) {
    Hook hook;
    const auto due = hook.due(start);
    hook.ends(due[0], 503, start, 7);
    hook.ends(due[1], 503, start, 100'000);
    EXPECT_EQ(hook.due(start + 6999).size(), 0u);
    EXPECT_EQ(hook.due(start + 7000).size(), 1u);
    EXPECT_EQ(hook.due(start + 3'600'000).size(), 1u);
}

TEST(Webhook, gone_for_a_day_switches_it_off) {
    Hook hook;
    hook.ends(hook.due(start)[0], 410, start);
    EXPECT_TRUE(hook.webhook.is_set());
    const auto later = start + 23 * 3'600'000;
    hook.ends(hook.due(later)[0], 410, later);
    EXPECT_FALSE(hook.webhook.is_set());
}

TEST(Webhook, excludes_polling) {
    SmallWorld small;
    small.result("setWebhook", {{"url", "http://127.0.0.1/hook"}, {"secret_token", "s-1_A"}});
    EXPECT_TRUE(small.refusal("getUpdates")
                    .starts_with("Conflict: can't use getUpdates method while webhook is active"));
    EXPECT_EQ(small.result("getWebhookInfo").at("url"), "http://127.0.0.1/hook");
    small.result("deleteWebhook");
    small.result("getUpdates");
    EXPECT_EQ(small.refusal("setWebhook", {{"url", "http://a/"}, {"secret_token", "no blanks"}}),
              "Bad Request: secret token contains unallowed characters");
}

} // namespace
} // namespace peerdesk::telegram_fake
