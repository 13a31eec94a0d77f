// SPDX-License-Identifier: MIT
// The border between a network and the rest: what an adapter is given and what it must do.
#pragma once

#include "adapters/chat/event.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peerdesk::chat {

/// Whose words a message carries: a network may mark a program's own.
enum class Voice { program, person };

enum class Act {
    say,    ///< a new message
    change, ///< `target`, a message of ours, reads `text` now
    remove, ///< `target`, a message of ours, is withdrawn
    react,  ///< the sign `text` is set on `target`

    open_thread,   ///< `text` is its title; its remote id is what `thread` names from then on
    close_thread,  ///< `target` is a thread: nothing is expected in it any more
    reopen_thread, ///< `target` is a closed thread
    answer_press,  ///< `text` is shown to whoever pressed a button; `target` is `press_id`
};

/// What stands below a message of ours and can be pressed.
struct Button {
    std::string action; ///< comes back with the press; at most 32 letters
    std::string label;

    bool operator==(const Button&) const = default;
};

/// One thing to do in a place, mostly a message. Plain UTF-8 text; '\n' separates lines. The desk
/// asks only for what the network's capabilities name.
struct Outbound {
    std::int64_t outbox_id = 0;
    Place place;
    std::string text;
    Act act = Act::say;
    Voice voice = Voice::program;
    std::string html;          ///< the same text with its form (safe elements only), or empty
    std::string thread;        ///< the remote id of the thread's first message; empty: in none
    std::string thread_latest; ///< of the last message known to hang there, at least its first
    std::string target;        ///< remote id: what `act` is about, or what is answered; or empty
    std::vector<std::string> mentions;   ///< ids of people (`Author::id`) to be called
    std::vector<Attachment> attachments; ///< posted with `text` as their description; more than
                                         ///< one only where the network takes more in one
    std::vector<Button> buttons;         ///< of `say` and `change`
    Time created;    ///< when the message was written; with `outbox_id` it names it for ever
    Time first_sent; ///< when it was first handed to an adapter
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
