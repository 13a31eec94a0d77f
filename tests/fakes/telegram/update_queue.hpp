// SPDX-License-Identifier: MIT
// The server's queue of updates, by the rules of TQueue in tdlib/td: ids are ascending int32 below
// two thousand million that begin anywhere, an offset confirms what is below it, events expire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::telegram_fake {

class UpdateQueue {
  public:
    static constexpr std::int64_t id_end = 2'000'000'000;
    static constexpr std::size_t events_max = 100'000;
    static constexpr std::size_t bytes_max = 128U << 20U;
    static constexpr std::size_t event_bytes_max = 64U << 10U;
    static constexpr std::size_t answer_bytes_max = 4U << 20U;
    static constexpr std::int64_t lifetime_s = 86'400;

    struct Event {
        std::int64_t id = 0;
        std::int64_t chat = 0; ///< order holds within it, for a webhook
        std::int64_t expires_s = 0;
        std::string bytes; ///< the whole Update
    };

    explicit UpdateQueue(std::int64_t first_id) : next_id_(first_id) {}

    /// Adds an update of `kind`; `content` is what stands behind its name. When it is too
    /// large or the queue is full, it is dropped and counted.
    void push(std::string_view kind, std::string_view content, std::int64_t chat,
              std::int64_t date_s);
    /// Adds bytes as they are, but for the first '@', which becomes the id.
    void push_raw(std::string bytes, std::int64_t chat, std::int64_t date_s);

    /// What a getUpdates with this offset gets, after confirming what the offset confirms.
    /// An offset that is far off confirms nothing and reads from the head.
    std::vector<const Event*> poll(std::int64_t offset, std::size_t limit, std::int64_t now_s);

    /// The events in order, for webhook delivery.
    [[nodiscard]] const std::deque<Event>& events() const { return events_; }
    void drop_expired(std::int64_t now_s);
    void remove(std::int64_t id);
    void clear();

    /// Next ids go on from here; it may be lower than the last one, as after a quiet week.
    void set_next_id(std::int64_t id) { next_id_ = id; }
    [[nodiscard]] std::int64_t next_id() const { return next_id_; }
    [[nodiscard]] std::size_t size() const { return events_.size(); }
    /// How many were dropped because they were too large or too many.
    [[nodiscard]] std::size_t dropped_count() const { return dropped_count_; }

  private:
    void add(std::string bytes, std::int64_t chat, std::int64_t date_s);
    [[nodiscard]] std::int64_t head() const;
    void pop();

    std::deque<Event> events_;
    std::int64_t next_id_;
    std::size_t bytes_ = 0;
    std::size_t dropped_count_ = 0;
};

} // namespace peerdesk::telegram_fake
