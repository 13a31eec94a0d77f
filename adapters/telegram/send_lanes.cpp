// SPDX-License-Identifier: MIT
#include "adapters/telegram/send_lanes.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::string_view not_before = "not-before:";
constexpr double seconds_in_minute = 60;

/// Until when the server had us wait, as it was stored.
net::WallTime stored_wait(const BatchBook& book, std::int64_t chat) {
    const std::string& stored = book.stored(std::string{not_before} + std::to_string(chat));
    std::int64_t ms = 0;
    std::from_chars(stored.data(), stored.data() + stored.size(), ms);
    return net::WallTime{std::chrono::milliseconds{ms}};
}

/// The server, or what stands before it, has trouble of its own.
bool is_trouble(const Answer& answer, const Verdict& verdict) {
    if (verdict.outcome == Outcome::done) return false;
    return answer.failure != net::HttpFailure::none || verdict.body.error_code == 0 ||
           verdict.body.error_code >= 500;
}

/// Nothing was done: it never left, or the server says that it failed before it began.
bool was_surely_not_made(const Answer& answer, const Verdict& verdict) {
    if (answer.failure != net::HttpFailure::none) return !answer.request_left;
    // Whatever stands before the server answers so when it passes nothing on.
    if (verdict.body.error_code == 0) return answer.status >= 300 && answer.status < 500;
    return verdict.body.error_code >= 500 && verdict.body.description.contains("restart");
}

} // namespace

SendLanes::SendLanes(SessionContext& context, ChatGuide guide)
    : context_(context), guide_(std::move(guide)), trouble_(context.retry()) {}

SendLane& SendLanes::lane_of(const chat::Place& place) {
    const auto found = lanes_.find(place);
    if (found != lanes_.end()) return found->second;
    const bool is_group = place.kind == chat::PlaceKind::room;
    const auto burst = context_.config.group_per_minute;
    const double per_second = is_group ? static_cast<double>(burst) / seconds_in_minute : 0;
    return lanes_
        .emplace(place, SendLane{place, context_.retry(), net::TokenBucket{per_second, burst}})
        .first->second;
}

void SendLanes::deliver(std::vector<chat::Outbound> messages) {
    for (chat::Outbound& message : messages) {
        ++size_;
        SendJob job;
        job.message = std::move(message);
        if (job.message.act == chat::Act::answer_press) {
            presses_.push_back(std::move(job));
            continue;
        }
        if (renewed_.contains(job.message.place)) {
            overtaken_.push_back(std::move(job));
            continue;
        }
        SendLane& lane = lane_of(job.message.place);
        const std::string& network = context_.config.network;
        for (const chat::Attachment& file : job.message.attachments) {
            if (!file.network.empty() && file.network != network) job.files_to_get.push_back(file);
        }
        lane.jobs.push_back(std::move(job));
        // Whatever has more than this one stands somewhere already.
        if (lane.jobs.size() == 1) turn_.push_back(&lane);
    }
}

void SendLanes::ask(net::Instant now) {
    return_overtaken(now);
    ask_presses(now);
    while (!held_.empty() && held_.begin()->first <= now.steady) {
        turn_.push_back(held_.begin()->second);
        held_.erase(held_.begin());
    }
    if (is_in_trouble_) {
        // Asked with what does nothing: no message is spent on finding out.
        if (probe_ == 0 && trouble_.is_due(now.steady))
            probe_ = context_.get(Asker::send, "/getMe");
        return;
    }
    while (!turn_.empty() && in_flight_.size() < context_.config.connections_max) {
        SendLane* lane = turn_.front();
        turn_.pop_front();
        begin(*lane, now);
    }
}

/// Does for the first message of a lane what can be done now.
void SendLanes::begin(SendLane& lane, net::Instant now) {
    const auto chat = guide_.chat_of(lane.place);
    if (!chat) return finish(lane, chat::Delivery::absent, {}, "no such chat", now);
    if (!prepare(lane, *chat, now)) return;
    SendJob& job = lane.jobs.front();
    const Call& call = job.calls[job.next];
    if (const auto free = free_at(lane, call, now); free > now.steady) return hold(lane, free);
    lane.chat = *chat;
    Request request;
    request.lane = Lane::send;
    request.method = "POST";
    request.target = "/" + call.method;
    request.body = call.body;
    request.content_type = call.content_type;
    request.deadline = context_.config.request_timeout;
    in_flight_.emplace(context_.tray.put(Asker::send, std::move(request)), &lane);
}

bool SendLanes::prepare(SendLane& lane, std::int64_t chat, net::Instant now) {
    SendJob& job = lane.jobs.front();
    if (!job.files_to_get.empty()) {
        job.file_id = ++last_file_;
        wanted_.push_back({job.file_id, job.files_to_get.front()});
        files_.emplace(job.file_id, &lane);
        return false;
    }
    if (!std::exchange(job.is_prepared, true)) {
        job.calls = calls_of(job.message, chat);
        job.calls.insert(job.calls.end(), job.uploads.begin(), job.uploads.end());
    }
    if (job.next < job.calls.size()) return true;
    finish(lane, chat::Delivery::refused, {}, "nothing to send", now);
    return false;
}

/// When the chat takes this call: what the server told is kept over a restart.
net::SteadyTime SendLanes::free_at(SendLane& lane, const Call& call, net::Instant now) {
    const auto told = stored_wait(context_.book, *guide_.chat_of(lane.place));
    if (told > now.wall) return now.steady + (told - now.wall);
    if (call.counts == 0) return now.steady;
    if (!lane.bucket.take(now.steady)) return lane.bucket.ready_at(now.steady);
    for (std::size_t i = 1; i < call.counts; ++i)
        lane.bucket.take_in_debt(now.steady);
    return now.steady;
}

std::vector<http_session::FileWanted> SendLanes::take_files_wanted() {
    return std::exchange(wanted_, {});
}

void SendLanes::on_file(http_session::FileId id, chat::FetchedFile file, net::Instant now) {
    const auto found = files_.extract(id);
    if (found.empty()) return;
    SendLane& lane = *found.mapped();
    SendJob& job = lane.jobs.front();
    job.file_id = 0;
    const auto chat = guide_.chat_of(lane.place);
    if (!file.problem.empty() || !chat)
        return finish(lane, chat::Delivery::refused, {}, "file: " + file.problem, now);
    chat::Attachment attachment = std::move(job.files_to_get.front());
    job.files_to_get.pop_front();
    if (attachment.type.empty()) attachment.type = std::move(file.type);
    job.uploads.push_back(upload_call(job.message, *chat, attachment, file.bytes));
    turn_.push_front(&lane);
}

void SendLanes::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    if (auto press = presses_in_flight_.extract(id); !press.empty())
        return on_press_answer(std::move(press.mapped()), answer, now);
    if (id == probe_) return on_probe_answer(answer, now);
    const auto found = in_flight_.extract(id);
    if (found.empty()) return;
    SendLane& lane = *found.mapped();
    const Verdict verdict = verdict_of(answer, now.wall);
    if (!is_trouble(answer, verdict)) {
        is_in_trouble_ = false;
        trouble_.reset();
    }
    switch (verdict.outcome) {
    case Outcome::done:
        return on_done(lane, verdict.body.result, now);
    case Outcome::limited:
        return on_limited(lane, verdict, now);
    case Outcome::not_us:
        return turn_.push_front(&lane); // nothing is asked until the token is good
    case Outcome::refused:
    case Outcome::conflict:
        return on_refused(lane, verdict, now);
    case Outcome::later:
        return on_no_answer(lane, answer, verdict, now);
    }
}

void SendLanes::on_done(SendLane& lane, std::string_view result, net::Instant now) {
    SendJob& job = lane.jobs.front();
    const Call& call = job.calls[job.next];
    std::string made = made_by(call, lane.chat, result);
    // Good, but nobody can tell what was made: it may stand there all the same.
    const bool is_lost = made.empty() && !call.is_repeatable;
    if (is_lost) return finish(lane, chat::Delivery::unknown, {}, "answer without an id", now);
    lane.retry.reset();
    context_.book.store(std::string{not_before} + std::to_string(lane.chat), {});
    if (job.first_id.empty()) job.first_id = std::move(made);
    ++job.next;
    if (job.next < job.calls.size()) return turn_.push_front(&lane);
    finish(lane, chat::Delivery::sent, std::move(job.first_id), {}, now);
}

void SendLanes::on_limited(SendLane& lane, const Verdict& verdict, net::Instant now) {
    if (!std::exchange(is_limit_told_, true))
        context_.find(FindingCode::rate_limited, verdict.words);
    if (!verdict.wait) {
        lane.retry.again(now.steady);
        return hold(lane, lane.retry.at());
    }
    const auto wait = context_.spread(*verdict.wait);
    const auto until = now.wall + wait;
    context_.book.store(std::string{not_before} + std::to_string(lane.chat),
                        std::to_string(until.time_since_epoch().count()));
    hold(lane, now.steady + wait);
}

void SendLanes::on_no_answer(SendLane& lane, const Answer& answer, const Verdict& verdict,
                             net::Instant now) {
    // Calls that left together fail together: that is one failure.
    if (!is_in_trouble_ || trouble_.is_due(now.steady)) trouble_.again(now.steady);
    is_in_trouble_ = true;
    const SendJob& job = lane.jobs.front();
    if (!job.calls[job.next].is_repeatable && !was_surely_not_made(answer, verdict))
        return finish(lane, chat::Delivery::unknown, {}, verdict.words, now);
    lane.retry.again(now.steady);
    hold(lane, lane.retry.at());
}

void SendLanes::on_probe_answer(const Answer& answer, net::Instant now) {
    probe_ = 0;
    if (is_trouble(answer, verdict_of(answer, now.wall))) return trouble_.again(now.steady);
    is_in_trouble_ = false;
    trouble_.reset();
}

void SendLanes::report(const SendJob& job, chat::Delivery delivery, std::string remote_id,
                       std::string reason, net::Instant now) {
    const bool is_press = job.message.act == chat::Act::answer_press;
    if (delivery == chat::Delivery::unknown && !is_press) ++ambiguous_;
    context_.book.emit(chat::DeliveryReported{job.message.outbox_id, delivery, std::move(remote_id),
                                              std::move(reason)},
                       now.wall);
    --size_;
}

void SendLanes::tell_ambiguous() {
    if (ambiguous_ == 0) return;
    constexpr std::string_view key = "ambiguous_sends";
    const std::string& stored = context_.book.stored(key);
    std::size_t count = 0;
    std::from_chars(stored.data(), stored.data() + stored.size(), count);
    const std::string all = std::to_string(count + std::exchange(ambiguous_, 0));
    context_.book.store(key, all);
    context_.find(FindingCode::ambiguous_sends, "telegram_ambiguous_sends=" + all);
}

void SendLanes::finish(SendLane& lane, chat::Delivery delivery, std::string remote_id,
                       std::string reason, net::Instant now) {
    report(lane.jobs.front(), delivery, std::move(remote_id), std::move(reason), now);
    lane.jobs.pop_front();
    next(lane);
}

void SendLanes::hold(SendLane& lane, net::SteadyTime until) {
    held_.emplace(until, &lane);
}

/// A group's lane stays: its bucket remembers what was sent.
void SendLanes::next(SendLane& lane) {
    if (!lane.jobs.empty()) return turn_.push_back(&lane);
    if (lane.place.kind == chat::PlaceKind::room) return;
    // By value: the key must outlive the entry that holds it.
    lanes_.erase(lanes_.find(chat::Place{lane.place}));
}

net::SteadyTime SendLanes::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    if (!presses_held_.empty()) wake = presses_held_.begin()->first;
    if (is_in_trouble_) return probe_ == 0 ? std::min(wake, trouble_.at()) : wake;
    if (!held_.empty()) wake = std::min(wake, held_.begin()->first);
    return wake;
}

void SendLanes::give_up(net::Instant now) {
    return_overtaken(now);
    for (auto& [place, lane] : lanes_) {
        const bool is_in_flight = std::ranges::any_of(
            in_flight_, [&lane](const auto& each) { return each.second == &lane; });
        for (const SendJob& job : lane.jobs) {
            const bool is_first = &job == &lane.jobs.front();
            const bool may_be_sent = is_first && (is_in_flight || job.next > 0);
            report(job, may_be_sent ? chat::Delivery::unknown : chat::Delivery::returned, {},
                   "stopped", now);
        }
    }
    for (const SendJob& job : presses_)
        report(job, chat::Delivery::returned, {}, "stopped", now);
    for (const auto& [id, job] : presses_in_flight_)
        report(job, chat::Delivery::unknown, {}, "stopped", now);
    for (const auto& [due, job] : presses_held_)
        report(job, chat::Delivery::unknown, {}, "stopped", now);
    lanes_.clear();
    turn_.clear();
    held_.clear();
    files_.clear();
    in_flight_.clear();
    presses_.clear();
    presses_in_flight_.clear();
    presses_held_.clear();
    probe_ = 0;
}

} // namespace peerdesk::telegram
