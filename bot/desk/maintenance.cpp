// SPDX-License-Identifier: MIT
#include "bot/desk/maintenance.hpp"

#include "bot/conversation/outgoing.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace peerdesk::desk {

namespace {

/// Rows emptied of each kind in one transaction, so that nobody waits for it.
constexpr int step_rows = 500;
constexpr std::chrono::hours every{24};
constexpr std::chrono::seconds next_step{2};
constexpr std::chrono::days prompts_kept{30};
constexpr std::chrono::days failures_kept{1};

} // namespace

void schedule_retention(conversation::Context& context) {
    if (context.tables().timers.has_kind({}, retention_timer)) return;
    context.tables().timers.add({.due = context.now + every, .kind = std::string(retention_timer)});
}

void run_retention(conversation::Context& context, std::chrono::hours transport_retention) {
    auto& tables = context.tables();
    bool is_full_step = false;
    std::chrono::hours longest = transport_retention;
    for (const conversation::Desk& desk : context.services.desks.all()) {
        const int emptied = tables.messages.empty_bodies(
            desk.id, context.now - desk.settings.body_retention, step_rows);
        is_full_step = is_full_step || emptied == step_rows;
        longest = std::max(longest, desk.settings.body_retention);
    }
    const auto before = context.now - transport_retention;
    is_full_step = tables.inbox.empty_bodies(before, step_rows) == step_rows || is_full_step;
    is_full_step = tables.outbox.empty_bodies(before, step_rows) == step_rows || is_full_step;
    const int given_up = tables.outbox.give_up_held(context.now - longest, conversation::no_word,
                                                    context.now, step_rows);
    is_full_step = is_full_step || given_up == step_rows;
    const int forgotten = tables.unreadable.remove_before(context.now - longest, step_rows);
    is_full_step = is_full_step || forgotten == step_rows;
    tables.codes.remove_stale(context.now);
    tables.phrases.forget_failures(context.now - failures_kept);
    tables.prompts.remove_older(context.now - prompts_kept);
    tables.timers.add({.due = context.now + (is_full_step ? std::chrono::seconds(next_step)
                                                          : std::chrono::seconds(every)),
                       .kind = std::string(retention_timer)});
}

} // namespace peerdesk::desk
