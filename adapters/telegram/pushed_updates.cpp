// SPDX-License-Identifier: MIT
#include "adapters/telegram/pushed_updates.hpp"

#include "adapters/telegram/verdict.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace peerdesk::telegram {
namespace {

/// Updates that the server brings at once; those of one chat always come one by one.
constexpr int connections = 40;

} // namespace

void PushedUpdates::ask(net::Instant now) {
    if (is_set_ || is_asked_ || !retry_.is_due(now.steady)) return;
    is_asked_ = true;
    const nlohmann::json body{{"url", context_.config.webhook_url},
                              {"secret_token", context_.config.webhook_secret},
                              {"max_connections", connections},
                              {"allowed_updates",
                               {"message", "edited_message", "callback_query", "my_chat_member",
                                "chat_member", "message_reaction"}},
                              {"drop_pending_updates", false}};
    context_.post(Asker::webhook, "/setWebhook",
                  body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

bool PushedUpdates::on_answer(const Answer& answer, net::Instant now) {
    is_asked_ = false;
    const Verdict verdict = verdict_of(answer, now.wall);
    if (verdict.outcome == Outcome::done) {
        is_set_ = true;
        retry_.reset();
        return true;
    }
    Finding finding =
        finding_of(answer, verdict, context_.config.api_url, "setWebhook", context_.config.ca_file);
    trouble_ = std::string{name_of(finding.code)} + ' ' + finding.detail;
    context_.findings.push_back(std::move(finding));
    retry_.again(now.steady);
    return false;
}

net::SteadyTime PushedUpdates::next_wake() const {
    return is_set_ || is_asked_ ? net::SteadyTime::max() : retry_.at();
}

bool PushedUpdates::take(const std::string& update, http_session::Kept answer, net::Instant now) {
    if (waiting_.size() >= waiting_max) return false;
    AnswerBody body;
    body.is_ok = true;
    body.result = '[' + update + ']';
    intake_.take(body, now);
    // They come side by side, so the last one says nothing about those before it.
    context_.book.store("offset", {});
    const auto number = context_.book.close();
    if (number <= committed_) {
        answer(true);
    } else {
        waiting_.push_back({number, std::move(answer)});
    }
    return true;
}

void PushedUpdates::on_committed(std::uint64_t number) {
    committed_ = std::max(committed_, number);
    while (!waiting_.empty() && waiting_.front().batch <= committed_) {
        const auto answer = std::move(waiting_.front().answer);
        waiting_.pop_front();
        answer(true);
    }
}

void PushedUpdates::give_up() {
    for (const Waiting& each : std::exchange(waiting_, {}))
        each.answer(false);
}

} // namespace peerdesk::telegram
