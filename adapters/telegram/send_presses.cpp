// SPDX-License-Identifier: MIT
// Answers to presses of buttons. Somebody looks at a turning sign until they come, and nothing
// else depends on them: they go past everything, may be given twice, and are given up soon.
#include "adapters/telegram/send_lanes.hpp"

#include <chrono>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t press_tries_max = 4;
constexpr std::chrono::milliseconds press_wait_first{1'000}; ///< doubles with each try
/// Nobody looks at the turning sign for longer.
constexpr std::chrono::milliseconds press_wait_max{15'000};

} // namespace

void SendLanes::ask_presses(net::Instant now) {
    while (!presses_held_.empty() && presses_held_.begin()->first <= now.steady)
        presses_.push_back(std::move(presses_held_.extract(presses_held_.begin()).mapped()));
    for (SendJob& job : std::exchange(presses_, {})) {
        job.calls = calls_of(job.message, 0);
        if (job.calls.empty()) {
            report(job, chat::Delivery::refused, {}, "nothing to send", now);
            continue;
        }
        ++job.tries;
        Request request;
        request.lane = Lane::send;
        request.method = "POST";
        request.target = "/" + job.calls.front().method;
        request.body = job.calls.front().body;
        request.deadline = context_.config.request_timeout;
        presses_in_flight_.emplace(context_.tray.put(Asker::send, std::move(request)),
                                   std::move(job));
    }
}

void SendLanes::on_press_answer(SendJob job, const Answer& answer, net::Instant now) {
    const Verdict verdict = verdict_of(answer, now.wall);
    const bool is_old =
        verdict.outcome == Outcome::refused && refusal_of(verdict.body) == Refusal::already_so;
    if (verdict.outcome == Outcome::done || is_old) {
        report(job, chat::Delivery::sent, {}, {}, now);
    } else if (verdict.outcome == Outcome::refused) {
        report(job, chat::Delivery::refused, {}, verdict.words, now);
    } else if (!try_press_again(job, verdict, now)) {
        report(job, chat::Delivery::unknown, {}, verdict.words, now);
    }
}

bool SendLanes::try_press_again(SendJob& job, const Verdict& verdict, net::Instant now) {
    const auto wait = verdict.wait.value_or(press_wait_first * (1U << (job.tries - 1)));
    if (job.tries >= press_tries_max || wait > press_wait_max) return false;
    presses_held_.emplace(now.steady + context_.spread(wait), std::move(job));
    return true;
}

} // namespace peerdesk::telegram
