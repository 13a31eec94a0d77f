// SPDX-License-Identifier: MIT
#include "adapters/http_session/batch_book.hpp"

#include <utility>

namespace peerdesk::http_session {

StoredState stored_of(const std::vector<chat::StateChange>& state) {
    StoredState stored;
    for (const chat::StateChange& entry : state)
        stored.insert_or_assign(entry.key, entry.value);
    return stored;
}

void BatchBook::add(chat::Event event) {
    events_.push_back(std::move(event));
    if (events_.size() >= events_max) put_batch({});
}

void BatchBook::emit(chat::EventBody body, chat::Time now) {
    chat::Event event;
    event.key = "own:" + std::to_string(now.time_since_epoch().count()) + '.' +
                std::to_string(++own_events_);
    event.time = now;
    event.body = std::move(body);
    add(std::move(event));
}

void BatchBook::emit_soon(chat::EventBody body, net::Instant now) {
    if (patient_ == 0) patient_since_ = now.steady;
    const std::uint64_t before = last_;
    emit(std::move(body), now.wall);
    if (last_ == before) ++patient_;
}

const std::string& BatchBook::stored(std::string_view key) const {
    static const std::string none;
    const auto found = stored_.find(key);
    return found == stored_.end() ? none : found->second;
}

void BatchBook::store(std::string_view key, std::string value) {
    const auto found = stored_.find(key);
    const bool is_same = found == stored_.end() ? value.empty() : found->second == value;
    if (is_same) return;
    if (const auto waiting = soon_.find(key); waiting != soon_.end()) soon_.erase(waiting);
    changes_.push_back({std::string{key}, value});
    if (value.empty()) {
        stored_.erase(found);
    } else if (found == stored_.end()) {
        stored_.emplace(std::string{key}, std::move(value));
    } else {
        found->second = std::move(value);
    }
}

void BatchBook::forget_if(
    std::string_view prefix,
    const std::function<bool(std::string_view rest, const std::string& value)>& is_gone) {
    std::vector<std::string> keys;
    for (auto at = stored_.lower_bound(prefix);
         at != stored_.end() && at->first.starts_with(prefix); ++at) {
        if (is_gone(std::string_view{at->first}.substr(prefix.size()), at->second))
            keys.push_back(at->first);
    }
    for (const std::string& key : keys)
        store(key, {});
}

void BatchBook::store_soon(std::string_view key, std::string value) {
    if (stored(key) == value) return;
    stored_.insert_or_assign(std::string{key}, value);
    soon_.insert_or_assign(std::string{key}, std::move(value));
    ++waits_;
}

std::uint64_t BatchBook::close() {
    if (is_held_) {
        if (has_urgent()) put_batch({});
        return last_;
    }
    if (!has_urgent() && changes_.empty() && waits_ < waits_max) return last_;
    for (auto& [key, value] : std::exchange(soon_, {}))
        changes_.push_back({key, std::move(value)});
    waits_ = 0;
    put_batch(std::exchange(changes_, {}));
    return last_;
}

std::uint64_t BatchBook::close_state(std::vector<chat::StateChange> changes) {
    for (const chat::StateChange& change : changes) {
        if (change.value.empty()) {
            stored_.erase(change.key);
        } else {
            stored_.insert_or_assign(change.key, change.value);
        }
    }
    batches_.push_back({++last_, {network_, {}, std::move(changes), {}}});
    return last_;
}

std::vector<NumberedBatch> BatchBook::take() {
    return std::exchange(batches_, {});
}

void BatchBook::put_batch(std::vector<chat::StateChange> state) {
    patient_ = 0;
    batches_.push_back({++last_, {network_, std::exchange(events_, {}), std::move(state), {}}});
}

} // namespace peerdesk::http_session
