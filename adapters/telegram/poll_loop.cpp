// SPDX-License-Identifier: MIT
#include "adapters/telegram/poll_loop.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace peerdesk::telegram {
namespace {

constexpr std::size_t idle_answers_max = 3;
/// After so many broken answers in a row updates are asked for one by one.
constexpr std::size_t broken_before_single = 2;
constexpr std::size_t broken_max = 5;
constexpr std::chrono::milliseconds goodbye_deadline{3'000};

/// ["message","edited_message","callback_query","my_chat_member","chat_member",
/// "message_reaction"]: the server goes by what it was told last, so it is told every time.
constexpr std::string_view wanted =
    "&allowed_updates=%5B%22message%22%2C%22edited_message%22%2C%22callback_query%22%2C"
    "%22my_chat_member%22%2C%22chat_member%22%2C%22message_reaction%22%5D";

std::string target_of(const std::string& offset, std::size_t limit, std::chrono::seconds timeout) {
    std::string target = "/getUpdates?limit=" + std::to_string(limit) +
                         "&timeout=" + std::to_string(timeout.count());
    if (!offset.empty()) target += "&offset=" + offset;
    return target.append(wanted);
}

} // namespace

PollLoop::PollLoop(SessionContext& context) : context_(context), retry_(context.retry()) {}

void PollLoop::ask(net::Instant now) {
    if (is_stopped_ || stage_ != Stage::idle || !retry_.is_due(now.steady)) return;
    stage_ = Stage::asked;
    if (is_webhook_set_) {
        context_.post(Asker::webhook, "/deleteWebhook", R"({"drop_pending_updates":false})");
        return;
    }
    const auto timeout = is_catching_up_ ? std::chrono::seconds{0} : context_.config.poll_for;
    Request request;
    request.lane = Lane::poll;
    request.method = "GET";
    request.target = target_of(offset(), broken_ < broken_before_single ? limit : 1, timeout);
    request.deadline = context_.config.poll_for + patience;
    request.body_bytes_max = body_bytes_max;
    context_.tray.put(Asker::poll, std::move(request));
    asked_at_ = now.steady;
    told_offset_ = offset();
    has_asked_ = true;
}

std::optional<AnswerBody> PollLoop::on_answer(const Answer& answer, net::Instant now) {
    stage_ = Stage::idle;
    Verdict verdict = verdict_of(answer, now.wall);
    const bool is_list = verdict.body.result.starts_with('[');
    if (verdict.outcome != Outcome::done || !is_list) {
        on_failed(answer, verdict, now);
        return std::nullopt;
    }
    stage_ = Stage::reading;
    is_catching_up_ = false;
    return std::move(verdict.body);
}

void PollLoop::on_taken(const Progress& progress, net::Instant now) {
    broken_ = progress.is_broken ? broken_ + 1 : 0;
    if (progress.is_broken) {
        if (broken_ == 1) context_.find(FindingCode::answer_unreadable, "getUpdates");
        return retry_.again(now.steady);
    }
    retry_.reset();
    const bool is_idle = !progress.is_news && now.steady - asked_at_ < idle_gap;
    idle_answers_ = is_idle ? idle_answers_ + 1 : 0;
    if (idle_answers_ >= idle_answers_max) retry_.again_after(asked_at_, idle_gap);
}

bool PollLoop::take_stuck() {
    if (broken_ < broken_max) return false;
    broken_ = broken_before_single;
    return true;
}

void PollLoop::on_failed(const Answer& answer, const Verdict& verdict, net::Instant now) {
    is_catching_up_ = true;
    told_offset_.reset(); // it may not have heard it
    const Finding finding =
        finding_of(answer, verdict, context_.config.api_url, "getUpdates", context_.config.ca_file);
    trouble_ = std::string{name_of(finding.code)} + ' ' + finding.detail;
    // An answer that is too large may be small when its updates come one by one.
    if (answer.failure == net::HttpFailure::too_large)
        broken_ = std::max(broken_, broken_before_single);
    switch (verdict.outcome) {
    case Outcome::conflict:
        return on_conflict(verdict, now);
    case Outcome::not_us:
        return retry_.reset();
    case Outcome::limited:
        context_.findings.push_back(finding);
        if (verdict.wait) return retry_.again_after(now.steady, *verdict.wait);
        break;
    case Outcome::done:
    case Outcome::later:
    case Outcome::refused:
        context_.findings.push_back(finding);
        break;
    }
    retry_.again(now.steady);
}

/// "terminated by other getUpdates request", or "can't use getUpdates method while webhook is
/// active".
void PollLoop::on_conflict(const Verdict& verdict, net::Instant now) {
    if (verdict.words.contains("webhook")) {
        is_webhook_set_ = true;
        context_.find(FindingCode::webhook_removed, verdict.words);
        return retry_.again(now.steady);
    }
    context_.find(FindingCode::another_copy_runs, verdict.words);
    retry_.rarely(now.steady);
}

void PollLoop::on_webhook_answer(const Answer& answer, net::Instant now) {
    stage_ = Stage::idle;
    is_webhook_set_ = verdict_of(answer, now.wall).outcome != Outcome::done;
    if (is_webhook_set_) return retry_.again(now.steady);
    // At once, but with longer waits should it be set again.
    retry_.again_after(now.steady, std::chrono::milliseconds{0});
}

void PollLoop::on_committed() {
    if (stage_ == Stage::reading) stage_ = Stage::idle;
}

bool PollLoop::is_over() const {
    if (!is_stopped_ || stage_ == Stage::reading) return false;
    const bool has_news = has_asked_ && !offset().empty() && told_offset_ != offset();
    return goodbye_ == Goodbye::said || !has_news;
}

void PollLoop::ask_goodbye() {
    if (!is_stopped_ || is_over() || stage_ == Stage::reading || goodbye_ != Goodbye::unsaid)
        return;
    goodbye_ = Goodbye::asked;
    Request request;
    request.method = "GET";
    request.target = target_of(offset(), 1, std::chrono::seconds{0});
    request.deadline = goodbye_deadline;
    request.body_bytes_max = body_bytes_max;
    context_.tray.put(Asker::goodbye, std::move(request));
}

std::string PollLoop::take_trouble() {
    return std::exchange(trouble_, {});
}

net::SteadyTime PollLoop::next_wake() const {
    return is_stopped_ || stage_ != Stage::idle ? net::SteadyTime::max() : retry_.at();
}

} // namespace peerdesk::telegram
