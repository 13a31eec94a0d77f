// SPDX-License-Identifier: MIT
#include "adapters/matrix/session.hpp"

#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/message_content.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace peerdesk::matrix {

namespace {

/// How long a sync waits for a join whose outcome it may depend on.
constexpr std::chrono::minutes held_for{2};
/// How long the report of a message that was sent waits for others to be committed with it.
constexpr std::chrono::milliseconds reports_wait_max{50};

} // namespace

chat::Capabilities capabilities_of(const NetworkConfig& config) {
    chat::Capabilities can;
    can.has_accounts = true;
    can.confirms_delivery = true;
    can.in_flight_max = config.in_flight_max;
    can.in_place_max = config.in_place_max;
    can.is_idempotent = true;
    can.can_thread = true;
    can.can_reply = true;
    can.can_change = true;
    can.can_remove = true;
    can.can_react = true;
    can.takes_files = true;
    can.fetches_files = true;
    can.accepts_files = true;
    return can;
}

Session::Session(const NetworkConfig& config, StoredState stored, net::Random& random)
    : config_(config), book_(config.network, std::move(stored)),
      context_{config, random, tray_, book_, findings_, {}, 0},
      login_(config, book_.all_stored(), random), filter_(context_), syncs_(context_),
      rooms_(context_), inbound_(context_, rooms_, threads_), configured_(context_, rooms_),
      directs_(context_, rooms_), invitations_(context_, rooms_), upgrades_(context_),
      gaps_(context_), reading_(ReadingPartners{context_, rooms_, inbound_, configured_,
                                                invitations_, directs_, upgrades_, gaps_}),
      files_(context_),
      sends_(context_, threads_, files_,
             RoomGuide{[this](const chat::Place& place, net::Instant now) {
                           return destination(place, now);
                       },
                       [this](const std::string& room, net::Instant now) { on_outside(room, now); },
                       [this](const chat::Place& place, const std::string& words) {
                           configured_.on_cannot_write(place.id, words);
                       }}) {
    rooms_.forget_left();
    directs_.forget_left();
}

void Session::start(net::Instant now) {
    sends_.start(now);
}

std::vector<Request> Session::take_requests(net::Instant now) {
    ask_login(now);
    if (held_sync_) go_on(now); // it may have waited long enough
    if (login_.is_ready()) ask_parts(now);
    gather_reports(now);
    book_.close();
    return tray_.take();
}

/// Each batch is a durable write of the desk's: what is reported waits while more is near.
void Session::gather_reports(net::Instant now) {
    if (book_.patient() == 0) return;
    const bool is_more_near = sends_.in_flight() > 0 || held_sync_ || reading_.is_reading();
    const bool is_late = now.steady >= book_.patient_since() + reports_wait_max;
    if (is_stopping_ || !is_more_near || is_late) book_.hurry();
}

void Session::ask_login(net::Instant now) {
    take_login_state(now);
    notice_login();
    if (auto request = login_.next_request(now)) tray_.put(Asker::login, std::move(*request));
}

void Session::take_login_state(net::Instant now) {
    for (Finding& finding : login_.take_findings()) {
        if (!login_.is_ready() && severity_of(finding.code) == Severity::problem)
            syncs_.go_down(std::string{name_of(finding.code)} + ' ' + finding.detail, now);
        findings_.push_back(std::move(finding));
    }
    auto state = login_.take_state();
    if (!state.empty()) login_batches_.push_back(book_.close_state(std::move(state)));
}

void Session::notice_login() {
    if (!login_.is_ready()) return;
    context_.user = login_.user();
    context_.token_since_ms = login_.token_since_ms();
    if (login_.access_token() == token_in_use_) return;
    token_in_use_ = login_.access_token();
    tray_.next_token();
}

void Session::ask_parts(net::Instant now) {
    if (!is_stopping_) {
        filter_.ask(now);
        gaps_.ask(now);
    }
    // While the server is away the sync alone tries; these would only add to its load.
    if (syncs_.is_up() && !is_stopping_) {
        configured_.ask(now);
        invitations_.expect_rooms(configured_.has_unknown() || upgrades_.is_moving());
        invitations_.ask(now);
        directs_.ask(now);
        upgrades_.ask(now);
    }
    if (syncs_.was_up()) {
        sends_.ask(now);
        files_.ask(now);
    }
    // What was just found out may have opened a room.
    if (syncs_.is_up() && !is_stopping_) directs_.ask(now);
    // Last, since people's words on their way out go first.
    if (!is_stopping_ && !filter_.id().empty() && !held_sync_)
        syncs_.ask(filter_.id(), sends_.are_words_in_flight(), now);
}

void Session::on_answer(RequestId id, Answer answer, net::Instant now) {
    const auto asked = tray_.answered(id);
    if (!asked) return;
    sends_.set_link(syncs_.is_up());
    if (asked->asker != Asker::login && !answer.is_ok() &&
        answer.failure == net::HttpFailure::none) {
        const ErrorAnswer error = parse_error(answer.body);
        const bool is_our_token = asked->token_epoch == tray_.token_epoch();
        if (outcome_of(answer, error) == Outcome::not_us && is_our_token && login_.is_ready()) {
            login_.on_unknown_token(error.soft_logout, now);
            // The join it waits for cannot go on either: the same is asked again later.
            if (held_sync_) syncs_.on_committed(now);
            held_sync_.reset();
        }
    }
    dispatch(asked->asker, id, answer, now);
    go_on(now);
}

void Session::dispatch(Asker asker, RequestId id, const Answer& answer, net::Instant now) {
    switch (asker) {
    case Asker::login:
        return login_.on_answer(answer, now);
    case Asker::filter:
        return filter_.on_answer(answer, now);
    case Asker::sync:
        return on_sync(answer, now);
    case Asker::gap:
        return gaps_.on_answer(id, answer, now);
    case Asker::configured:
        configured_.on_answer(id, answer, now);
        for (const std::string& room : configured_.take_settled())
            if (rooms_.at(room).is_tombstoned) upgrades_.on_tombstone(room);
        break;
    case Asker::invitations:
        invitations_.on_answer(id, answer, now);
        break;
    case Asker::direct:
        directs_.on_answer(id, answer, now);
        break;
    case Asker::upgrades:
        upgrades_.on_answer(id, answer, now);
        break;
    case Asker::files:
        files_.on_answer(id, answer, now);
        break;
    case Asker::search:
        sends_.on_search_answer(id, answer, now);
        break;
    case Asker::send:
        return sends_.on_answer(id, answer, now);
    }
    sends_.wake_waiting();
}

void Session::on_sync(const Answer& answer, net::Instant now) {
    if (is_stopping_) return;
    const std::string since = syncs_.since();
    auto sync = syncs_.on_answer(answer, now);
    if (syncs_.take_filter_doubt()) filter_.forget();
    if (!sync) return;
    if (!syncs_.is_up()) {
        syncs_.go_up(capabilities_of(config_), now);
        sends_.set_link(true);
    }
    held_sync_ = HeldSync{std::move(*sync), since, now.steady + held_for};
}

/// A room nobody told us of may be what a join that is still unanswered leads to. Reading it now
/// would lose what was said there.
bool Session::may_belong_to_a_join(const SyncAnswer& answer) const {
    if (!configured_.may_be_inside() && !upgrades_.may_be_inside()) return false;
    return std::ranges::any_of(answer.joined, [this](const JoinedRoom& joined) {
        return !rooms_.is_joined(joined.id) && !invitations_.was_accepted(joined.id);
    });
}

void Session::read_held_sync(net::Instant now) {
    if (!held_sync_ || reading_.is_reading()) return;

    const bool may_wait = now.steady < held_sync_->until;
    if (may_wait && may_belong_to_a_join(held_sync_->answer)) return;
    HeldSync held = std::move(*held_sync_);
    held_sync_.reset();
    reading_.begin(std::move(held.answer), held.since, now);
}

void Session::go_on(net::Instant now) {
    take_login_state(now);
    follow_moves(now);
    if (login_.is_ready() && syncs_.is_up() && !is_stopping_) {
        // The next step of an upgrade, before the sync that tells of the new room is read.
        notice_login();
        upgrades_.ask(now);
    }
    read_held_sync(now);
    if (const auto number = reading_.go_on(now)) {
        sync_batch_ = number;
        sends_.wake_waiting();
    }
    book_.close();
    // A sync without news leaves nothing to commit.
    if (sync_batch_ && *sync_batch_ <= committed_) {
        sync_batch_.reset();
        syncs_.on_committed(now);
    }
}

void Session::follow_moves(net::Instant now) {
    for (const Upgrades::Move& move : upgrades_.take_moves())
        follow(move, now);
    for (const std::string& old_room : upgrades_.take_stuck()) {
        Room& room = rooms_.at(old_room);
        if (room.configured.empty()) {
            room.is_ended = true;
        } else {
            configured_.on_ended(room, now);
        }
    }
}

void Session::follow(const Upgrades::Move& move, net::Instant now) {
    const std::string folded = rooms_.at(move.old_room).configured;
    const auto old_partner = rooms_.partner(rooms_.at(move.old_room));
    Room& room = rooms_.at(move.new_room);
    rooms_.enter_early(room);
    bool has_ended_too = false;
    for (const RoomEvent& event : move.state) {
        rooms_.learn(room, event);
        has_ended_too = has_ended_too || std::holds_alternative<Tombstone>(event.body);
    }
    if (!folded.empty()) {
        configured_.move(folded, move.new_room, now);
    } else if (old_partner && rooms_.partner(room) == old_partner) {
        directs_.on_moved(room, *old_partner);
        chat::PlaceChanged change;
        change.place = *rooms_.place_of(room);
        change.state = chat::PlaceState::renewed;
        book_.emit(std::move(change), now.wall);
    }
    if (has_ended_too) upgrades_.on_tombstone(move.new_room);
}

void Session::deliver(std::vector<chat::Outbound> messages) {
    sends_.deliver(std::move(messages));
}

/// Whether a room is as we take it to be: a new one may be encrypted before a sync says so.
bool Session::is_known_plain(const std::string& room_id) const {
    const Room* room = rooms_.find(room_id);
    return room != nullptr && !room->is_fresh && !room->may_be_encrypted;
}

Destination Session::destination(const chat::Place& place, net::Instant now) {
    if (place.kind == chat::PlaceKind::direct) {
        const std::string user = user_of(place.id);
        Destination to = directs_.destination(user, now);
        const bool may_not_yet = to.kind == Destination::Kind::ready && !is_known_plain(to.room);
        return may_not_yet ? Destination{} : to;
    }
    Destination to = configured_.destination(place.id);
    const bool may_not_yet =
        to.kind == Destination::Kind::ready &&
        (!is_known_plain(to.room) || upgrades_.progress(to.room) == Upgrades::Progress::moving);
    return may_not_yet ? Destination{} : to;
}

void Session::on_outside(const std::string& room_id, net::Instant now) {
    Room* room = rooms_.find(room_id);
    if (room == nullptr) return;
    const bool was_configured = !room->configured.empty();
    rooms_.leave(*room);
    directs_.on_left(room_id);
    if (was_configured) configured_.on_removed(*room, false, {}, now);
}

std::vector<NumberedBatch> Session::take_batches() {
    book_.close();
    return book_.take();
}

void Session::on_committed(std::uint64_t number, net::Instant now) {
    while (!login_batches_.empty() && login_batches_.front() <= number) {
        login_batches_.pop_front();
        login_.on_committed();
    }
    committed_ = std::max(committed_, number);
    go_on(now);
}

net::SteadyTime Session::next_wake() const {
    net::SteadyTime wake = login_.next_wake();
    if (book_.patient() > 0) wake = std::min(wake, book_.patient_since() + reports_wait_max);
    if (!login_.is_ready()) return wake;
    if (!is_stopping_) {
        wake = std::min(wake, filter_.next_wake());
        if (held_sync_) wake = std::min(wake, held_sync_->until);
        if (!filter_.id().empty() && !held_sync_) wake = std::min(wake, syncs_.next_wake());
        wake = std::min(wake, gaps_.next_wake());
        if (syncs_.is_up()) {
            wake = std::min({wake, configured_.next_wake(), invitations_.next_wake(),
                             directs_.next_wake(), upgrades_.next_wake()});
        }
    }
    if (!syncs_.was_up()) return wake;
    return std::min({wake, sends_.next_wake(), files_.next_wake()});
}

void Session::on_file(http_session::FileId id, chat::FetchedFile file, net::Instant /*now*/) {
    files_.on_file(id, std::move(file));
    sends_.wake_waiting();
}

void Session::fetch(http_session::FileId id, const chat::Attachment& file, net::Instant /*now*/) {
    files_.fetch(id, file);
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

void Session::sign(net::HttpRequest& request) const {
    if (access_token().empty()) return;
    request.headers.emplace_back("Authorization", "Bearer " + access_token());
}

void Session::stop_reading() {
    is_stopping_ = true;
    syncs_.stop();
    held_sync_.reset();
}

void Session::give_up(net::Instant now) {
    sends_.give_up(now);
    syncs_.go_down("stopped", now);
    book_.hurry();
    book_.close();
}

} // namespace peerdesk::matrix
