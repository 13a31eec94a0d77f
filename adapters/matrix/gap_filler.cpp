// SPDX-License-Identifier: MIT
#include "adapters/matrix/gap_filler.hpp"

#include "adapters/matrix/ids.hpp"
#include "adapters/matrix/matrix_json.hpp"
#include "adapters/matrix/request_bodies.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace peerdesk::matrix {
namespace {

constexpr std::size_t page_bytes_max = 16UL << 20U;
/// A server may mean a refusal for a while only; a room we left it refuses for ever.
constexpr std::size_t refusals_max = 3;

bool is_our(const RoomEvent& event, Membership membership, const std::string& user) {
    const auto* member = std::get_if<Member>(&event.body);
    return member != nullptr && member->user == user && member->membership == membership;
}

} // namespace

void GapFiller::fill(Gap gap) {
    const Retry retry{context_.config.back_off_min, context_.config.back_off_max, context_.random};
    std::string room = gap.room;
    filling_.emplace(std::move(room), Filling{std::move(gap), retry});
}

void GapFiller::ask(net::Instant now) {
    auto in_flight = static_cast<std::size_t>(
        std::ranges::count_if(filling_, [](const auto& entry) { return entry.second.asked != 0; }));
    for (auto& [room, filling] : filling_) {
        if (in_flight >= parallel_max) return;
        if (filling.asked != 0 || !filling.retry.is_due(now.steady)) continue;
        Request request;
        request.method = "GET";
        request.target = client_path({"rooms", room, "messages"});
        add_query(request.target, "dir", "b");
        add_query(request.target, "from", filling.gap.from);
        if (!filling.gap.to.empty()) add_query(request.target, "to", filling.gap.to);
        add_query(request.target, "limit", "100");
        add_query(request.target, "filter", gap_filter());
        request.deadline = context_.config.request_timeout;
        request.body_bytes_max = page_bytes_max;
        filling.asked = context_.tray.put(Asker::gap, std::move(request));
        ++in_flight;
    }
}

void GapFiller::on_answer(RequestId id, const Answer& answer, net::Instant now) {
    const auto at = std::ranges::find_if(
        filling_, [id](const auto& entry) { return entry.second.asked == id; });
    if (at == filling_.end()) return;
    Filling& filling = at->second;
    filling.asked = 0;
    const ErrorAnswer error = answer.is_ok() ? ErrorAnswer{} : parse_error(answer.body);
    switch (outcome_of(answer, error)) {
    case Outcome::done: {
        auto page = parse_messages(answer.body);
        if (!page) break;
        filling.retry.reset();
        if (take(filling, std::move(*page))) finish(at);
        return;
    }
    case Outcome::later:
        break;
    case Outcome::limited:
        return filling.retry.again_after(now.steady, told_wait(answer, error, now.wall));
    case Outcome::not_us:
        return;
    case Outcome::impossible:
        if (++filling.refusals < refusals_max) break;
        context_.find(FindingCode::gap_too_long, at->first);
        return finish(at);
    }
    filling.retry.again(now.steady);
}

bool GapFiller::take(Filling& filling, MessagePage page) {
    const Gap& gap = filling.gap;
    std::ranges::move(page.members, std::back_inserter(filling.members));
    for (RoomEvent& event : page.events) {
        const bool is_beginning =
            (gap.until_our_invitation && is_our(event, Membership::invite, context_.user)) ||
            (gap.until_our_join && is_our(event, Membership::join, context_.user));
        filling.events.push_back(std::move(event));
        if (is_beginning) return true;
    }
    if (page.end.empty() || page.end == gap.to || page.end == gap.from) return true;
    filling.gap.from = std::move(page.end);
    if (++filling.pages < pages_max) return false;
    context_.find(FindingCode::gap_too_long,
                  gap.room + ' ' + std::to_string(filling.events.size()));
    return true;
}

void GapFiller::finish(std::map<std::string, Filling>::iterator at) {
    std::ranges::reverse(at->second.events);
    filled_.push_back({at->first, std::move(at->second.events), std::move(at->second.members)});
    filling_.erase(at);
}

std::vector<GapFiller::Filled> GapFiller::take_filled() {
    return std::exchange(filled_, {});
}

net::SteadyTime GapFiller::next_wake() const {
    net::SteadyTime wake = net::SteadyTime::max();
    std::size_t in_flight = 0;
    for (const auto& [room, filling] : filling_) {
        if (filling.asked != 0) {
            ++in_flight;
        } else {
            wake = std::min(wake, filling.retry.at());
        }
    }
    return in_flight >= parallel_max ? net::SteadyTime::max() : wake;
}

} // namespace peerdesk::matrix
