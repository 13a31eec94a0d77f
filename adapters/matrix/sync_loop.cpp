// SPDX-License-Identifier: MIT
#include "adapters/matrix/sync_loop.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t idle_answers_max = 3;
constexpr std::size_t unreadable_max = 3;

std::string words_of(const Answer& answer, const ErrorAnswer& error) {
    if (answer.failure != net::HttpFailure::none) return answer.detail;
    return std::to_string(answer.status) + ' ' + error.code + ' ' + error.words;
}

bool holds_words(const SyncAnswer& answer, const std::string& user) {
    return std::ranges::any_of(answer.joined, [&user](const JoinedRoom& joined) {
        return std::ranges::any_of(joined.timeline, [&user](const RoomEvent& event) {
            return event.sender != user && !event.is_state;
        });
    });
}

} // namespace

SyncLoop::SyncLoop(SessionContext& context)
    : context_(context),
      retry_(context.config.back_off_min, context.config.back_off_max, context.random) {}

void SyncLoop::ask(const std::string& filter, bool are_words_in_flight, net::Instant now) {
    if (is_stopped_ || stage_ != Stage::idle || !retry_.is_due(now.steady)) return;
    if (lets_words_go_first(are_words_in_flight, now.steady)) return;
    Request request;
    request.lane = Lane::poll;
    request.method = "GET";
    request.target = client_path({"sync"});
    add_query(request.target, "filter", filter);
    add_query(request.target, "timeout", is_catching_up_ ? "0" : std::to_string(poll.count()));
    if (!since().empty()) add_query(request.target, "since", since());
    request.deadline = deadline;
    request.body_bytes_max = answer_bytes_max;
    context_.tray.put(Asker::sync, std::move(request));
    stage_ = Stage::asked;
    asked_at_ = now.steady;
}

std::optional<SyncAnswer> SyncLoop::on_answer(const Answer& answer, net::Instant now) {
    stage_ = Stage::idle;
    auto sync = answer.is_ok() ? parse_sync(answer.body) : std::nullopt;
    if (!sync) {
        on_failed(answer, now);
        return std::nullopt;
    }
    stage_ = Stage::reading;
    is_catching_up_ = false;
    has_brought_words_ = holds_words(*sync, context_.user);
    unreadable_ = 0;
    retry_.reset();
    pace_idle(*sync, now);
    return sync;
}

void SyncLoop::pace_idle(const SyncAnswer& answer, net::Instant now) {
    const bool is_idle = answer.joined.empty() && answer.invited.empty() && answer.left.empty() &&
                         !answer.direct && now.steady - asked_at_ < idle_gap;
    idle_answers_ = is_idle ? idle_answers_ + 1 : 0;
    if (idle_answers_ >= idle_answers_max) retry_.again_after(asked_at_, idle_gap);
}

void SyncLoop::on_failed(const Answer& answer, net::Instant now) {
    is_catching_up_ = true;
    const ErrorAnswer error = parse_error(answer.body);
    if (answer.failure == net::HttpFailure::too_large)
        context_.find(FindingCode::answer_too_large, "sync");
    switch (outcome_of(answer, error)) {
    case Outcome::done:
        if (++unreadable_ == unreadable_max) context_.find(FindingCode::answer_unreadable, "sync");
        break;
    case Outcome::later:
        break;
    case Outcome::limited:
        return retry_.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::not_us:
        return;
    case Outcome::impossible:
        // Synapse: 400 "No such filter". Whatever else it is, a new filter does no harm.
        is_filter_doubted_ = true;
        context_.find(FindingCode::server_error, words_of(answer, error));
        break;
    }
    retry_.again(now.steady);
    go_down(words_of(answer, error), now);
}

void SyncLoop::on_committed(net::Instant now) {
    if (stage_ != Stage::reading) return;
    stage_ = Stage::idle;
    committed_at_ = now.steady;
}

bool SyncLoop::lets_words_go_first(bool are_words_in_flight, net::SteadyTime now) {
    waits_until_ = committed_at_;
    if (are_words_in_flight) {
        waits_until_ += words_first_max;
    } else if (has_brought_words_) {
        waits_until_ += desk_speaks_within;
    }
    return now < waits_until_;
}

void SyncLoop::go_up(const chat::Capabilities& capabilities, net::Instant now) {
    if (std::exchange(is_up_, true)) return;
    was_up_ = true;
    is_down_told_ = false;
    context_.book.emit(chat::LinkChanged{true, {}, capabilities}, now.wall);
}

/// Told once, not at every try; the log has them all.
void SyncLoop::go_down(const std::string& reason, net::Instant now) {
    is_up_ = false;
    if (std::exchange(is_down_told_, true)) return;
    context_.book.emit(chat::LinkChanged{false, reason, {}}, now.wall);
}

bool SyncLoop::take_filter_doubt() {
    return std::exchange(is_filter_doubted_, false);
}

net::SteadyTime SyncLoop::next_wake() const {
    if (is_stopped_ || stage_ != Stage::idle) return net::SteadyTime::max();
    return std::max(retry_.at(), waits_until_);
}

} // namespace peerdesk::matrix
