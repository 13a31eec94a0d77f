// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/methods/polling.hpp"

#include "tests/fakes/telegram/refusal.hpp"

#include <algorithm>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t limit_max = 100;
constexpr std::int64_t timeout_max_s = 50; // Client.h
constexpr std::int64_t slow_timeout_s = 3;
constexpr std::int64_t hasty_ms = 500;

// Client.cpp: whoever asks the same again and again is slowed down.
void slow_down(World& world, Poll& poll) {
    PollMemory& memory = world.polling;
    if (memory.has_polled && memory.offset == poll.offset) {
        const auto since = world.now_ms - memory.started_ms;
        if (poll.timeout_s < slow_timeout_s && since < slow_timeout_s * 1000)
            poll.timeout_s = slow_timeout_s;
        if (since < hasty_ms) poll.limit = 1;
    }
    memory.has_polled = true;
    memory.offset = poll.offset;
    memory.started_ms = world.now_ms;
}

} // namespace

void remember_allowed(World& world, const Call& call) {
    const Json& allowed = call.value("allowed_updates");
    if (!allowed.is_array()) return; // what was set before goes on
    world.polling.allowed.reset();
    if (allowed.empty()) return;
    world.polling.allowed.emplace();
    for (const Json& kind : allowed)
        if (kind.is_string()) world.polling.allowed->insert(kind.get<std::string>());
}

Poll begin_poll(World& world, const Call& call) {
    if (world.webhook.is_set()) {
        throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to "
                       "delete the webhook first");
    }
    Poll poll;
    poll.offset = call.integer("offset");
    const std::int64_t limit = call.integer("limit", limit_max);
    poll.limit = static_cast<std::size_t>(limit < 1 || limit > limit_max ? limit_max : limit);
    poll.timeout_s = std::clamp<std::int64_t>(call.integer("timeout"), 0, timeout_max_s);
    remember_allowed(world, call);
    if (world.settings.slows_repeated_polls) slow_down(world, poll);
    return poll;
}

std::string updates_for(World& world, const Poll& poll) {
    const auto events = world.queue.poll(poll.offset, poll.limit, world.now_s());
    if (events.empty()) return {};
    std::size_t size = 32;
    for (const UpdateQueue::Event* event : events)
        size += event->bytes.size() + 1;
    std::string body;
    body.reserve(size);
    body = R"({"ok":true,"result":[)";
    for (const UpdateQueue::Event* event : events) {
        if (event != events.front()) body += ',';
        body += event->bytes;
    }
    body += "]}";
    return body;
}

} // namespace peerdesk::telegram_fake
