// SPDX-License-Identifier: MIT
// What the lanes do when the server says no.
#include "adapters/telegram/send_lanes.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

bool is_of_thread(const chat::Outbound& message) {
    return message.act == chat::Act::close_thread || message.act == chat::Act::reopen_thread;
}

bool is_topic(std::string_view remote_id) {
    return remote_id.contains("/t");
}

} // namespace

void SendLanes::on_refused(SendLane& lane, const Verdict& verdict, net::Instant now) {
    SendJob& job = lane.jobs.front();
    const Refusal refusal = refusal_of(verdict.body);
    switch (refusal) {
    case Refusal::already_so:
        ++job.next;
        if (job.next < job.calls.size()) return turn_.push_front(&lane);
        return finish(lane, chat::Delivery::sent, std::move(job.first_id), {}, now);
    case Refusal::unreachable:
        if (lane.place.kind == chat::PlaceKind::room) guide_.look_again(lane.chat);
        return finish(lane, chat::Delivery::absent, {}, verdict.words, now);
    case Refusal::thread_lost:
        return on_thread_lost(lane, now);
    case Refusal::migrated:
        if (!verdict.body.migrate_to_chat) break;
        return on_migrated(lane, *verdict.body.migrate_to_chat, now);
    case Refusal::no_threads:
        guide_.look_again(lane.chat);
        break;
    case Refusal::thread_closed:
    case Refusal::bad_quote:
    case Refusal::bad_sign:
    case Refusal::no_text:
        if (mend(lane, refusal)) return turn_.push_front(&lane);
        break;
    case Refusal::plain:
        break;
    }
    finish(lane, chat::Delivery::refused, {}, verdict.words, now);
}

/// The desk opens another thread, and what was to be said here with it.
void SendLanes::on_thread_lost(SendLane& lane, net::Instant now) {
    const chat::Outbound& message = lane.jobs.front().message;
    const std::string& thread = is_of_thread(message) ? message.target : message.thread;
    if (!is_topic(thread)) return finish(lane, chat::Delivery::refused, {}, "no such thread", now);
    guide_.look_again(lane.chat);
    const std::string lost = thread;
    context_.book.emit(chat::ThreadLost{lane.place, lost}, now.wall);
    finish(lane, chat::Delivery::returned, {}, "the thread is gone", now);
}

/// Nothing that was to be referred to is there: all of it is to be handed out anew.
void SendLanes::on_migrated(SendLane& lane, std::int64_t now_called, net::Instant now) {
    guide_.on_migrated(lane.chat, now_called, now);
    while (!lane.jobs.empty()) {
        // Of what has begun a part stands there already.
        const bool has_begun = !lane.jobs.front().first_id.empty();
        report(lane.jobs.front(), has_begun ? chat::Delivery::unknown : chat::Delivery::returned,
               {}, "the group moved", now);
        lane.jobs.pop_front();
    }
    next(lane);
}

bool SendLanes::mend(SendLane& lane, Refusal refusal) {
    SendJob& job = lane.jobs.front();
    if (std::exchange(job.was_mended, true)) return false;
    chat::Outbound& message = job.message;
    if (refusal == Refusal::thread_closed) {
        chat::Outbound reopen;
        reopen.place = message.place;
        reopen.act = chat::Act::reopen_thread;
        reopen.target = message.thread;
        auto calls = calls_of(reopen, lane.chat);
        job.calls.insert(job.calls.begin() + static_cast<std::ptrdiff_t>(job.next), calls.begin(),
                         calls.end());
        return !calls.empty();
    }
    if (refusal == Refusal::no_text) {
        job.calls = caption_calls_of(message, lane.chat);
        return !job.calls.empty();
    }
    if (refusal == Refusal::bad_sign) {
        message.act = chat::Act::say; // as an answer to the message
    } else {
        message.target.clear();
        if (!is_topic(message.thread)) message.thread.clear();
    }
    // As many as before: what was made already stays made.
    job.calls = calls_of(message, lane.chat);
    job.calls.insert(job.calls.end(), job.uploads.begin(), job.uploads.end());
    return job.next < job.calls.size();
}

} // namespace peerdesk::telegram
