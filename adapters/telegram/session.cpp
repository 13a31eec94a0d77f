// SPDX-License-Identifier: MIT
#include "adapters/telegram/session.hpp"

#include "adapters/telegram/absence.hpp"
#include "adapters/telegram/token_path.hpp"
#include "adapters/telegram/updates/remote_ids.hpp"
#include "adapters/telegram/verdict.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::telegram {

chat::Capabilities capabilities_of(const NetworkConfig& config) {
    chat::Capabilities can;
    can.has_accounts = true;
    can.confirms_delivery = true;
    can.in_flight_max = config.in_flight_max;
    can.in_place_max = config.in_place_max;
    can.can_thread = true;
    can.can_reply = true;
    can.can_change = true;
    can.can_remove = true;
    can.can_react = true;
    can.takes_files = true;
    can.fetches_files = true;
    can.accepts_files = true;
    can.opens_threads = true;
    can.has_buttons = true;
    can.has_slash = true;
    can.files_in_one = 10; // sendMediaGroup
    return can;
}

Session::Session(const NetworkConfig& config, StoredState stored, net::Random& random)
    : config_(config), book_(config.network, std::move(stored)),
      context_{config, random, tray_, book_, findings_, {}}, identity_(context_),
      chats_(context_, rooms_),
      inbound_(config.network, !config.api_url.starts_with("http://"), rooms_), polls_(context_),
      intake_(context_, chats_, inbound_), pushed_(context_, intake_), menu_(context_, rooms_),
      sends_(context_, ChatGuide{[this](const chat::Place& place) { return chat_of(place); },
                                 [this](std::int64_t chat, std::int64_t moved, net::Instant now) {
                                     chats_.on_migrated({chat, moved}, now);
                                 },
                                 [this](std::int64_t chat) { chats_.look_again(chat); }}),
      files_(context_) {}

void Session::start(net::Instant now) {
    if (!identity_.trouble().empty()) go_down(identity_.trouble(), now);
}

std::vector<Request> Session::take_requests(net::Instant now) {
    if (!is_stopping_) identity_.ask(now);
    if (identity_.is_known() && !is_stopping_) {
        chats_.ask(now, identity_.hears_everything());
        if (chats_.are_looked_up() && pushed_.is_wanted()) {
            pushed_.ask(now);
        } else if (chats_.are_looked_up()) {
            polls_.ask(now);
        }
        if (is_up_) menu_.ask(now);
    }
    if (identity_.is_known() && was_up_) sends_.ask(now);
    polls_.ask_goodbye();
    book_.close();
    return tray_.take();
}

void Session::on_answer(RequestId id, Answer answer, net::Instant now) {
    const auto asker = tray_.answered(id);
    if (!asker) return;
    dispatch(*asker, id, answer, now);
    settle_rooms(now);
    sends_.tell_ambiguous();
    settle_poll();
}

void Session::dispatch(Asker asker, RequestId id, const Answer& answer, net::Instant now) {
    switch (asker) {
    case Asker::identity:
        return on_identity(answer, now);
    case Asker::chats:
        chats_.on_answer(id, answer, now);
        return on_token_refused(answer, now);
    case Asker::poll:
        return on_poll(answer, now);
    case Asker::webhook:
        on_webhook(answer, now);
        return on_token_refused(answer, now);
    case Asker::goodbye:
        return polls_.on_goodbye_answer();
    case Asker::commands:
        menu_.on_answer(answer, now);
        return on_token_refused(answer, now);
    case Asker::files:
        return files_.on_answer(id, answer, now);
    case Asker::send:
        on_token_refused(answer, now);
        return sends_.on_answer(id, answer, now);
    }
}

void Session::on_identity(const Answer& answer, net::Instant now) {
    identity_.on_answer(answer, now);
    if (!identity_.is_known()) return go_down(identity_.trouble(), now);
    inbound_.set_us(context_.us);
    intake_.reset();
}

void Session::on_token_refused(const Answer& answer, net::Instant now) {
    const Verdict verdict = verdict_of(answer, now.wall);
    if (verdict.outcome != Outcome::not_us || !identity_.is_known()) return;
    identity_.on_token_refused(verdict.words, now);
    go_down(identity_.trouble(), now);
}

void Session::on_webhook(const Answer& answer, net::Instant now) {
    if (!pushed_.is_wanted()) return polls_.on_webhook_answer(answer, now);
    if (!pushed_.on_answer(answer, now)) return go_down(pushed_.take_trouble(), now);
    if (!is_up_) go_up(now);
    store_last_poll(book_, now);
}

bool Session::push(const std::string& body, http_session::Kept answer, net::Instant now) {
    if (!is_up_ || is_stopping_) return false;
    store_last_poll(book_, now);
    const bool is_taken = pushed_.take(body, std::move(answer), now);
    settle_rooms(now);
    return is_taken;
}

void Session::on_poll(const Answer& answer, net::Instant now) {
    if (is_stopping_) return; // what it brought comes again
    const auto body = polls_.on_answer(answer, now);
    if (!body) {
        on_token_refused(answer, now);
        const std::string trouble = polls_.take_trouble();
        if (!trouble.empty()) go_down(trouble, now);
        return;
    }
    if (!is_up_) go_up(now);
    store_last_poll(book_, now);
    polls_.on_taken(intake_.take(*body, now), now);
    if (polls_.take_stuck()) intake_.skip(*body, now);
    poll_batch_ = book_.close();
}

void Session::go_up(net::Instant now) {
    is_up_ = true;
    was_up_ = true;
    is_down_told_ = false;
    book_.emit(link_up(context_, capabilities_of(config_), now), now.wall);
    chats_.tell(now);
}

/// Told once, not at every try; the log has them all.
void Session::go_down(const std::string& reason, net::Instant now) {
    is_up_ = false;
    if (std::exchange(is_down_told_, true)) return;
    book_.emit(chat::LinkChanged{false, reason, {}}, now.wall);
}

void Session::settle_poll() {
    // An answer without news leaves nothing to commit.
    if (!poll_batch_ || *poll_batch_ > committed_) return;
    poll_batch_.reset();
    polls_.on_committed();
}

void Session::settle_rooms(net::Instant now) {
    if (chats_.take_new()) menu_.look_again();
    for (const std::string& room : chats_.take_renewed())
        sends_.on_renewed({config_.network, chat::PlaceKind::room, room}, book_.close(), now);
}

void Session::deliver(std::vector<chat::Outbound> messages) {
    sends_.deliver(std::move(messages));
}

/// A private chat has the number of the person.
std::optional<std::int64_t> Session::chat_of(const chat::Place& place) const {
    if (place.kind == chat::PlaceKind::room) return rooms_.chat_of(place.id);
    return user_in(place.id);
}

std::vector<http_session::FileWanted> Session::take_files_wanted() {
    return sends_.take_files_wanted();
}

void Session::on_file(http_session::FileId id, chat::FetchedFile file, net::Instant now) {
    sends_.on_file(id, std::move(file), now);
}

void Session::fetch(http_session::FileId id, const chat::Attachment& file, net::Instant /*now*/) {
    files_.fetch(id, file);
}

std::vector<http_session::FileReady> Session::take_files_ready() {
    return files_.take_ready();
}

std::vector<NumberedBatch> Session::take_batches() {
    book_.close();
    return book_.take();
}

void Session::on_committed(std::uint64_t number, net::Instant /*now*/) {
    committed_ = std::max(committed_, number);
    pushed_.on_committed(number);
    sends_.on_committed(number);
    settle_poll();
}

net::SteadyTime Session::next_wake() const {
    const bool may_send = identity_.is_known() && was_up_;
    net::SteadyTime wake = may_send ? sends_.next_wake() : net::SteadyTime::max();
    if (is_stopping_) return wake;
    if (!identity_.is_known()) return std::min(wake, identity_.next_wake());
    wake = std::min(wake, chats_.next_wake());
    if (chats_.are_looked_up())
        wake = std::min(wake, pushed_.is_wanted() ? pushed_.next_wake() : polls_.next_wake());
    if (is_up_) wake = std::min(wake, menu_.next_wake());
    return wake;
}

std::vector<Finding> Session::take_findings() {
    return std::exchange(findings_, {});
}

std::vector<http_session::Note> Session::take_notes() {
    std::vector<http_session::Note> notes;
    for (Finding& finding : take_findings()) {
        notes.push_back({name_of(finding.code), std::move(finding.detail),
                         severity_of(finding.code) == Severity::problem});
    }
    return notes;
}

void Session::stop_reading() {
    is_stopping_ = true;
    polls_.stop();
}

bool Session::is_idle() const {
    return polls_.is_over() && sends_.size() == 0;
}

void Session::give_up(net::Instant now) {
    sends_.give_up(now);
    sends_.tell_ambiguous();
    pushed_.give_up();
    go_down("stopped", now);
    book_.close();
}

void Session::sign(net::HttpRequest& request) const {
    request.target = with_token(std::move(request.target), config_.token);
}

} // namespace peerdesk::telegram
