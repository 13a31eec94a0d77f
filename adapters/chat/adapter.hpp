// SPDX-License-Identifier: MIT
// The border between a network and the rest: what an adapter is given and what it must do.
#pragma once

#include "adapters/chat/event.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::chat {

/// One message to send. Plain UTF-8 text; '\n' separates lines.
struct Outbound {
    std::int64_t outbox_id = 0;
    Place place;
    std::string text;
};

/// Takes batches from adapters. Thread-safe and bounded.
class InboxSink {
  public:
    virtual ~InboxSink() = default;
    /// False when the queue is full: the batch was not taken, offer it again later.
    [[nodiscard]] virtual bool offer(Batch batch) = 0;
};

enum class LogLevel { debug, info, warning, error };

/// Where an adapter writes what happened: an event word and fields, never message bodies or
/// secrets.
class Log {
  public:
    struct Field {
        std::string_view name;
        std::string value;
    };
    virtual ~Log() = default;
    virtual void write(LogLevel level, std::string_view event, std::vector<Field> fields) = 0;
};

/// One network. `start` and `stop` are called once, on the network thread; `deliver` from any
/// thread.
class Adapter {
  public:
    virtual ~Adapter() = default;
    /// May change with the connection; read on the network thread only.
    [[nodiscard]] virtual Capabilities capabilities() const = 0;
    virtual void start() = 0;
    /// Takes messages whose `sending` state is committed. Each is reported exactly once by a
    /// `DeliveryReported`, unless the process ends first. Order within a place is kept.
    virtual void deliver(std::vector<Outbound> messages) = 0;
    /// Stops reading at once, goes on sending what it holds for `finish_within`, then leaves and
    /// lets every pending operation end. What was not sent is reported as returned.
    virtual void stop(std::chrono::milliseconds finish_within) = 0;
};

} // namespace peerdesk::chat
