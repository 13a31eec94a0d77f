// SPDX-License-Identifier: MIT
#include "adapters/matrix/send_queue.hpp"

#include "adapters/matrix/carried_files.hpp"
#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/send_refusals.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace peerdesk::matrix {
namespace {

/// A room that is being upgraded, or that we were just removed from, refuses before the sync says
/// why.
constexpr std::chrono::milliseconds doubt{2'000};

std::string part_txn(const std::string& txn, std::size_t part) {
    return part == 0 ? txn : txn + '.' + std::to_string(part + 1);
}

} // namespace

SendQueue::SendQueue(SessionContext& context, ThreadEnds& threads, CarriedFiles& files,
                     RoomGuide guide)
    : context_(context), threads_(threads), files_(files), guide_(std::move(guide)),
      searches_(context),
      pace_(context.config.back_off_min, context.config.back_off_max, context.random) {}

PlaceQueue& SendQueue::queue_of(const chat::Place& place) {
    const auto found = queues_.find(place);
    if (found != queues_.end()) return found->second;
    const Retry retry{context_.config.back_off_min, context_.config.back_off_max, context_.random};
    return queues_.emplace(place, PlaceQueue{place, retry}).first->second;
}

void SendQueue::deliver(std::vector<chat::Outbound> messages) {
    for (chat::Outbound& message : messages) {
        PlaceQueue& queue = queue_of(message.place);
        SendJob job;
        job.txn = txn_of(message);
        job.known_since = message.first_sent;
        if (message.voice == chat::Voice::person) ++queue.words;
        job.message = std::move(message);
        queue.jobs.push_back(std::move(job));
        ++size_;
        // Whatever has more than this one stands somewhere already.
        if (queue.jobs.size() == 1) {
            turns_.push_back(queue);
        } else {
            context_.book.hurry(); // more for this place may wait for room
        }
    }
}

void SendQueue::wake_waiting() {
    for (PlaceQueue* queue : std::exchange(waiting_, {}))
        turns_.push_back(*queue);
}

bool SendQueue::are_words_in_flight() const {
    return std::ranges::any_of(in_flight_,
                               [](const auto& sent) { return sent.second->has_words(); });
}

void SendQueue::ask(net::Instant now) {
    while (!held_.empty() && held_.begin()->first <= now.steady) {
        turns_.push_back(*held_.begin()->second);
        held_.erase(held_.begin());
    }
    while (pace_.may_send(in_flight_.size(), now.steady)) {
        PlaceQueue* queue = turns_.take(are_words_in_flight(), now.steady);
        if (queue == nullptr) break;
        begin(*queue, now);
    }
    searches_.ask(now);
}

/// Does for the first message of a place what can be done now.
void SendQueue::begin(PlaceQueue& queue, net::Instant now) {
    SendJob& job = queue.jobs.front();
    Destination to = guide_.destination(queue.place, now);
    switch (to.kind) {
    case Destination::Kind::waits:
        waiting_.push_back(&queue);
        return;
    case Destination::Kind::absent:
        return finish(queue, chat::Delivery::absent, {}, std::move(to.reason), now);
    case Destination::Kind::refused:
        return finish(queue, chat::Delivery::refused, {}, std::move(to.reason), now);
    case Destination::Kind::ready:
        break;
    }
    queue.room = std::move(to.room);
    if (!has_files(queue, now)) return;
    if (job.is_searched) {
        auto found = searches_.take(job.txn);
        if (!found) return waiting_.push_back(&queue);
        job.is_searched = false;
        job.known_since = now.wall;
        job.found = std::move(*found);
    } else if (needs_search(job, now)) {
        job.is_searched = true;
        searches_.look(job.txn, queue.room, job.message.created);
        return waiting_.push_back(&queue);
    }
    if (!prepare(job)) {
        if (job.first_id.empty())
            return finish(queue, chat::Delivery::refused, {}, "nothing to send", now);
        return finish(queue, chat::Delivery::sent, std::move(job.first_id), {}, now);
    }
    put_request(queue, job);
}

bool SendQueue::has_files(PlaceQueue& queue, net::Instant now) {
    chat::Outbound& message = queue.jobs.front().message;
    for (chat::Attachment& file : message.attachments) {
        if (file.network.empty() || file.network == context_.config.network) continue;
        std::string problem;
        switch (files_.bring(message.outbox_id, file, problem)) {
        case CarriedFiles::Step::ready:
            break;
        case CarriedFiles::Step::waits:
            waiting_.push_back(&queue);
            return false;
        case CarriedFiles::Step::failed:
            finish(queue, chat::Delivery::refused, {}, "file: " + problem, now);
            return false;
        }
    }
    return true;
}

/// Only a new message could come twice; a repeated change, removal or sign changes nothing.
bool SendQueue::needs_search(const SendJob& job, net::Instant now) const {
    if (job.message.act != chat::Act::say || job.known_since == net::WallTime{}) return false;
    if (now.wall - job.known_since > transaction_known_for) return true;
    const bool is_first_try = job.message.first_sent >= started_ && !job.may_be_sent;
    const net::WallTime token_since{std::chrono::milliseconds{context_.token_since_ms}};
    return !is_first_try && job.known_since < token_since;
}

bool SendQueue::prepare(SendJob& job) {
    if (job.message.act == chat::Act::remove) {
        job.parts.resize(1);
        return job.part == 0 && !job.message.target.empty();
    }
    if (job.parts.empty()) {
        if (std::string latest = threads_.latest(job.message.thread); !latest.empty())
            job.message.thread_latest = std::move(latest);
        job.parts = contents_of(job.message, job.txn);
    }
    for (; job.part < job.parts.size(); ++job.part) {
        const auto there = job.found.find(part_txn(job.txn, job.part));
        if (there == job.found.end()) return true;
        if (job.part == 0) job.first_id = there->second;
        threads_.note(job.message.thread, there->second);
    }
    return false;
}

void SendQueue::put_request(PlaceQueue& queue, SendJob& job) {
    const std::string txn = part_txn(job.txn, job.part);
    const bool is_removal = job.message.act == chat::Act::remove;
    const EventContent& part = job.parts[job.part];
    std::string target = is_removal
                             ? client_path({"rooms", queue.room, "redact", job.message.target, txn})
                             : client_path({"rooms", queue.room, "send", part.type, txn});
    const RequestId id = context_.ask(Asker::send, "PUT", std::move(target),
                                      is_removal ? std::string{"{}"} : part.json);
    job.may_be_sent = true;
    in_flight_.emplace(id, &queue);
}

void SendQueue::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto found = in_flight_.find(id);
    if (found == in_flight_.end()) return;
    PlaceQueue& queue = *found->second;
    in_flight_.erase(found);
    const ErrorAnswer error = answer.is_ok() ? ErrorAnswer{} : parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::done: {
        const auto event_id = parse_text_member(answer.body, "event_id");
        if (!event_id || event_id->empty()) break;
        pace_.on_good();
        return on_part_sent(queue, *event_id, now);
    }
    case Outcome::later:
        break;
    case Outcome::limited:
        pace_.on_limited(now.steady, told_wait(answer, error, now.wall));
        // Usual in small bursts; an operator who hears of it can lift the limit for us.
        if (!std::exchange(is_limit_told_, true))
            context_.find(FindingCode::rate_limited,
                          std::to_string(told_wait(answer, error, now.wall).count()) + " ms");
        queue.jobs.front().may_be_sent = queue.jobs.front().part > 0;
        return turns_.push_front(queue);
    case Outcome::not_us:
        return turns_.push_front(queue); // nothing is asked until we have another token
    case Outcome::impossible:
        pace_.on_good();
        return on_refused(queue, answer, error, now);
    }
    // A homeserver that answers in its own words and syncs has trouble with this room alone.
    if (error.code.empty() || !is_link_up_) pace_.on_trouble(now.steady);
    queue.retry.again(now.steady);
    hold(queue);
}

void SendQueue::on_search_answer(RequestId id, const Answer& answer, net::Instant now) {
    searches_.on_answer(id, answer, now);
}

void SendQueue::on_part_sent(PlaceQueue& queue, const std::string& event_id, net::Instant now) {
    queue.retry.reset();
    SendJob& job = queue.jobs.front();
    if (job.part == 0) job.first_id = event_id;
    threads_.note(job.message.thread, event_id);
    ++job.part;
    if (job.part < job.parts.size()) return turns_.push_back(queue);
    finish(queue, chat::Delivery::sent, std::move(job.first_id), {}, now);
}

void SendQueue::on_refused(PlaceQueue& queue, const Answer& answer, const ErrorAnswer& error,
                           net::Instant now) {
    SendJob& job = queue.jobs.front();
    switch (refusal_of(job.message.act, answer, error)) {
    case Refusal::already_there:
        return finish(queue, chat::Delivery::sent, {}, {}, now);
    case Refusal::outside:
        guide_.on_outside(queue.room, now);
        if (std::exchange(job.is_doubted, true)) break;
        return turns_.push_front(queue);
    case Refusal::may_not:
        if (!std::exchange(job.is_doubted, true)) {
            queue.retry.again_after(now.steady, doubt);
            return hold(queue);
        }
        guide_.on_cannot_write(queue.place, error.words);
        break;
    case Refusal::plain:
        break;
    }
    finish(queue, chat::Delivery::refused, {}, error.code + ' ' + error.words, now);
}

void SendQueue::finish(PlaceQueue& queue, chat::Delivery delivery, std::string remote_id,
                       std::string reason, net::Instant now) {
    const chat::Outbound& message = queue.jobs.front().message;
    chat::DeliveryReported report{message.outbox_id, delivery, std::move(remote_id),
                                  std::move(reason)};
    if (delivery == chat::Delivery::sent && may_report_soon(queue)) {
        context_.book.emit_soon(std::move(report), now);
    } else {
        context_.book.emit(std::move(report), now.wall);
    }
    if (message.voice == chat::Voice::person) --queue.words;
    files_.forget(queue.jobs.front().message.outbox_id);
    queue.jobs.pop_front();
    --size_;
    next(queue);
}

/// Nothing may wait for the report: neither what hangs on that message, as words do on a card in
/// a room, nor what the place has no room for, should it be full.
bool SendQueue::may_report_soon(const PlaceQueue& queue) const {
    const chat::Outbound& message = queue.jobs.front().message;
    const bool is_leaf = message.act == chat::Act::say &&
                         (!message.thread.empty() || message.place.kind == chat::PlaceKind::direct);
    const auto room = std::min(context_.config.in_place_max, context_.config.in_flight_max);
    return is_leaf && queue.jobs.size() == 1 && context_.book.patient() + 1 < room;
}

void SendQueue::hold(PlaceQueue& queue) {
    held_.emplace(queue.retry.at(), &queue);
}

void SendQueue::next(PlaceQueue& queue) {
    if (!queue.jobs.empty()) return turns_.push_back(queue);
    // By value: the key must outlive the entry that holds it.
    queues_.erase(queues_.find(chat::Place{queue.place}));
}

net::SteadyTime SendQueue::next_wake() const {
    net::SteadyTime wake = searches_.next_wake();
    if (!held_.empty()) wake = std::min(wake, held_.begin()->first);
    if (!turns_.is_empty()) {
        wake = std::min(
            wake, std::max(pace_.wake(in_flight_.size()), turns_.wake(are_words_in_flight())));
    }
    return wake;
}

void SendQueue::give_up(net::Instant now) {
    for (auto& [place, queue] : queues_) {
        for (const SendJob& job : queue.jobs) {
            const auto end = job.may_be_sent ? chat::Delivery::unknown : chat::Delivery::returned;
            context_.book.emit(chat::DeliveryReported{job.message.outbox_id, end, {}, "stopped"},
                               now.wall);
        }
    }
    queues_.clear();
    turns_.clear();
    waiting_.clear();
    held_.clear();
    in_flight_.clear();
    size_ = 0;
}

} // namespace peerdesk::matrix
