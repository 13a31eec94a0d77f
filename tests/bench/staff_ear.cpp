// SPDX-License-Identifier: MIT
#include "tests/bench/staff_ear.hpp"

#include <charconv>
#include <exception>
#include <stdexcept>
#include <utility>

namespace peerdesk::bench {

using namespace std::chrono_literals;

namespace {

constexpr auto poll_wait = 500ms; ///< what the end of a benchmark waits for at most
constexpr auto card_wait = 20s;

} // namespace

std::string marked(int mark) {
    return "This is what I see now, number ~" + std::to_string(mark) + "~ of all.";
}

std::optional<int> mark_in(std::string_view body) {
    const auto begin = body.find('~');
    if (begin == std::string_view::npos) return std::nullopt;
    int mark = 0;
    const auto read = std::from_chars(body.data() + begin + 1, body.data() + body.size(), mark);
    if (read.ec != std::errc{}) return std::nullopt;
    return mark;
}

StaffEar::StaffEar(BareClient client, std::string room)
    : client_(std::move(client)), room_(std::move(room)),
      thread_([this](const std::stop_token& stop) {
          try {
              listen(stop);
          } catch (const std::exception& error) {
              const std::lock_guard lock(mutex_);
              trouble_ = error.what();
              changed_.notify_all();
          }
      }) {}

StaffEar::~StaffEar() = default;

void StaffEar::listen(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto messages = client_.sync(poll_wait);
        take(messages, Clock::now());
    }
}

void StaffEar::take(const std::vector<BareMessage>& messages, Clock::time_point at) {
    const std::lock_guard lock(mutex_);
    for (const BareMessage& message : messages) {
        if (message.room != room_) continue;
        if (const auto mark = mark_in(message.body)) marks_.try_emplace(*mark, at);
        if (message.body.starts_with("Question ") && !message.has_relation) cards_.push_back(at);
    }
    changed_.notify_all();
}

bool StaffEar::hears(int first, int count, std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    const auto has_all = [&] {
        return std::distance(marks_.lower_bound(first), marks_.lower_bound(first + count)) == count;
    };
    changed_.wait_for(lock, wait, [&] { return !trouble_.empty() || has_all(); });
    if (!trouble_.empty()) throw std::runtime_error(trouble_);
    return has_all();
}

std::optional<Clock::time_point> StaffEar::heard_at(int mark) {
    const std::lock_guard lock(mutex_);
    const auto found = marks_.find(mark);
    return found == marks_.end() ? std::nullopt : std::optional{found->second};
}

Clock::time_point StaffEar::next_card(std::size_t seen) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, card_wait,
                           [&] { return !trouble_.empty() || cards_.size() > seen; }) ||
        !trouble_.empty())
        throw std::runtime_error("no card came " + trouble_);
    return cards_[seen];
}

std::size_t StaffEar::cards() {
    const std::lock_guard lock(mutex_);
    return cards_.size();
}

} // namespace peerdesk::bench
