// SPDX-License-Identifier: MIT
#include "tests/fakes/telegram/update_queue.hpp"

#include <algorithm>
#include <utility>

namespace peerdesk::telegram_fake {
namespace {

constexpr std::int64_t far_ahead = 10; // TQueue: "Specified from_id is in the future"
constexpr std::int64_t far_behind = UpdateQueue::id_end / 2; // TQueue: "... is in the past"

} // namespace

void UpdateQueue::push(std::string_view kind, std::string_view content, std::int64_t chat,
                       std::int64_t date_s) {
    std::string bytes = "{\"update_id\":" + std::to_string(next_id_) + ",\"";
    bytes.reserve(bytes.size() + kind.size() + content.size() + 3);
    bytes.append(kind).append("\":").append(content).append("}");
    add(std::move(bytes), chat, date_s);
}

void UpdateQueue::push_raw(std::string bytes, std::int64_t chat, std::int64_t date_s) {
    if (const auto at = bytes.find('@'); at != std::string::npos)
        bytes.replace(at, 1, std::to_string(next_id_));
    add(std::move(bytes), chat, date_s);
}

void UpdateQueue::add(std::string bytes, std::int64_t chat, std::int64_t date_s) {
    const bool is_full = events_.size() >= events_max || bytes_ + bytes.size() > bytes_max;
    if (is_full || bytes.size() > event_bytes_max) {
        ++dropped_count_;
        return;
    }
    bytes_ += bytes.size();
    events_.push_back({next_id_, chat, date_s + lifetime_s, std::move(bytes)});
    next_id_ = next_id_ + 1 < id_end ? next_id_ + 1 : 1;
}

std::int64_t UpdateQueue::head() const {
    return events_.empty() ? next_id_ : events_.front().id;
}

void UpdateQueue::pop() {
    bytes_ -= events_.front().bytes.size();
    events_.pop_front();
}

void UpdateQueue::drop_expired(std::int64_t now_s) {
    while (!events_.empty() && events_.front().expires_s <= now_s)
        pop();
}

std::vector<const UpdateQueue::Event*> UpdateQueue::poll(std::int64_t offset, std::size_t limit,
                                                         std::int64_t now_s) {
    drop_expired(now_s);
    if (offset < 0) {
        const auto keep = static_cast<std::size_t>(-offset);
        while (events_.size() > keep)
            pop();
    } else if (offset > 0 && offset <= next_id_ + far_ahead && offset >= head() - far_behind) {
        while (!events_.empty() && events_.front().id < offset)
            pop();
    }
    std::vector<const Event*> found;
    std::size_t bytes = 0;
    for (const Event& event : events_) {
        if (found.size() >= limit) break;
        bytes += event.bytes.size() + 1;
        if (bytes > answer_bytes_max && !found.empty()) break;
        if (event.expires_s > now_s) found.push_back(&event);
    }
    return found;
}

void UpdateQueue::remove(std::int64_t id) {
    const auto found = std::ranges::find(events_, id, &Event::id);
    if (found == events_.end()) return;
    bytes_ -= found->bytes.size();
    events_.erase(found);
}

void UpdateQueue::clear() {
    events_.clear();
    bytes_ = 0;
}

} // namespace peerdesk::telegram_fake
