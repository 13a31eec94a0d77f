// SPDX-License-Identifier: MIT
// Answers to presses of buttons. Somebody looks at a turning sign until they come, and nothing
// else depends on them: they go past everything, and are given up soon.
#include "adapters/telegram/send_lanes.hpp"

#include <utility>

namespace peerdesk::telegram {

void SendLanes::ask_presses(net::Instant now) {
    for (SendJob& job : std::exchange(presses_, {})) {
        job.calls = calls_of(job.message, 0);
        if (job.calls.empty()) {
            report(job, chat::Delivery::refused, {}, "nothing to send", now);
            continue;
        }
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
    } else {
        report(job, chat::Delivery::unknown, {}, verdict.words, now);
    }
}

} // namespace peerdesk::telegram
