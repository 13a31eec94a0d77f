// SPDX-License-Identifier: MIT
#include "adapters/matrix/old_sends.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/request_bodies.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t page_bytes_max = 16UL << 20U;

bool is_part_of(const std::string& own_txn, const std::string& txn) {
    return own_txn == txn || (own_txn.starts_with(txn) && own_txn[txn.size()] == '.');
}

} // namespace

void OldSends::look(const std::string& txn, const std::string& room_id, net::WallTime created) {
    Search search{
        Retry{context_.config.back_off_min, context_.config.back_off_max, context_.random}};
    search.room_id = room_id;
    search.until = created - clock_slack;
    searches_.insert_or_assign(txn, std::move(search));
}

void OldSends::ask(net::Instant now) {
    for (auto& [txn, search] : searches_) {
        if (search.is_over || search.asked != 0 || !search.retry.is_due(now.steady)) continue;
        Request request;
        request.method = "GET";
        request.target = client_path({"rooms", search.room_id, "messages"});
        add_query(request.target, "dir", "b");
        add_query(request.target, "limit", "100");
        if (!search.from.empty()) add_query(request.target, "from", search.from);
        add_query(request.target, "filter", own_events_filter(context_.user));
        request.deadline = context_.config.request_timeout;
        request.body_bytes_max = page_bytes_max;
        search.asked = context_.tray.put(Asker::search, std::move(request));
    }
}

void OldSends::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto at = std::ranges::find_if(
        searches_, [id](const auto& entry) { return entry.second.asked == id; });
    if (at == searches_.end()) return;
    Search& search = at->second;
    search.asked = 0;
    const ErrorAnswer error = answer.is_ok() ? ErrorAnswer{} : parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::done:
        return read(at->first, search, answer.body, now);
    case Outcome::later:
        return search.retry.again(now.steady);
    case Outcome::limited:
        return search.retry.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::not_us:
        return;
    case Outcome::impossible:
        search.is_over = true; // what cannot be read cannot be written either: sending will tell
        return;
    }
}

void OldSends::read(const std::string& txn, Search& search, const std::string& body,
                    net::Instant now) {
    auto page = parse_messages(body);
    if (!page) return search.retry.again(now.steady);
    search.retry.reset();
    bool is_past = false;
    for (RoomEvent& event : page->events) {
        is_past = is_past || net::WallTime{std::chrono::milliseconds{event.sent_ms}} < search.until;
        if (event.sender == context_.user && is_part_of(event.own_txn, txn))
            search.found.emplace(std::move(event.own_txn), std::move(event.id));
    }
    const bool is_new = page->end != search.from;
    search.from = std::move(page->end);
    ++search.pages;
    search.is_over = is_past || search.from.empty() || !is_new || search.pages >= pages_max;
}

std::optional<OldSends::Found> OldSends::take(const std::string& txn) {
    const auto found = searches_.find(txn);
    if (found == searches_.end() || !found->second.is_over) return std::nullopt;
    Found result = std::move(found->second.found);
    searches_.erase(found);
    return result;
}

net::SteadyTime OldSends::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    for (const auto& [txn, search] : searches_)
        if (!search.is_over && search.asked == 0) wake = std::min(wake, search.retry.at());
    return wake;
}

} // namespace peerdesk::matrix
