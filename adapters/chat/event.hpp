// SPDX-License-Identifier: MIT
// What a network tells us: events, gathered into batches that are committed as one.
#pragma once

#include "adapters/chat/attachment.hpp"
#include "adapters/chat/capabilities.hpp"
#include "adapters/chat/place.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peerdesk::chat {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// Random bits that arrive with an event, so that what handles it needs no random source.
using Seed = std::array<std::uint64_t, 2>;

/// Somebody wrote something. `text` is valid UTF-8 without control characters but '\n' and '\t'.
struct MessageReceived {
    Place place;
    Author author;
    std::string text;
    std::string remote_id;    ///< the network's id of this message; may be empty
    std::string reply_to;     ///< the remote id it explicitly answers; may be empty
    bool mentions_us = false; ///< addressed to the bot; the address itself is cut from `text`
    bool is_secure = true;    ///< the link to the network is encrypted (or has no wire)
    bool was_cut = false;     ///< longer than the adapter takes; the rest is gone
    std::string thread;       ///< the remote id of the thread's first message; empty: in none
    std::string html;         ///< the same with its form, of `Outbound::html`'s kind; may be empty
    std::vector<Attachment> attachments;
    std::string album; ///< messages of one author with the same word are shown as one; may be empty

    bool operator==(const MessageReceived&) const = default;
};

/// Somebody changed what they wrote.
struct MessageEdited {
    Place place;
    Author author;
    std::string remote_id; ///< of the message as first sent
    std::string text;      ///< the whole of it as it is now; as `MessageReceived::text`
    std::string html;
    bool was_cut = false;
    bool operator==(const MessageEdited&) const = default;
};

/// A message was withdrawn, by its author or by whoever keeps order in the room.
struct MessageRemoved {
    Place place;
    Author author; ///< who removed it
    std::string remote_id;
    bool operator==(const MessageRemoved&) const = default;
};

/// Somebody set a sign on a message. That a sign is taken away again is not told: others may
/// have relied on it.
struct ReactionAdded {
    Place place;
    Author author;
    std::string target; ///< the remote id of the message
    std::string sign;   ///< an emoji or a short word
    bool operator==(const ReactionAdded&) const = default;
};

/// Somebody wrote what we cannot read (encrypted), or opened a chat in which we could not.
struct MessageUnreadable {
    Place place;
    Author author;
    std::string remote_id; ///< empty: the chat itself, nothing was written yet
    std::string raw;       ///< the network's form of it, to be read when that becomes possible
    bool operator==(const MessageUnreadable&) const = default;
};

/// What became of a room of ours, or of the direct chat with a person.
enum class PlaceState {
    open,    ///< it can be written to (again): what was held for it may go out
    closed,  ///< we were removed, blocked or may not write; `reason` says how
    renewed, ///< a new room took its place: earlier messages cannot be referred to there
};
struct PlaceChanged {
    Place place;
    PlaceState state = PlaceState::open;
    std::string reason; ///< the network's words; holds no secret
    bool operator==(const PlaceChanged&) const = default;
};

/// Somebody pressed a button below a message of ours. What they press may be forged: it means no
/// more than the same words typed by them.
struct ButtonPressed {
    Place place;
    Author author;
    std::string target;   ///< the remote id of the message
    std::string action;   ///< `Button::action`
    std::string press_id; ///< what an answer names
    bool operator==(const ButtonPressed&) const = default;
};

/// Whether a room has threads that are opened by acts of their own; told at every start, and again
/// when it changes.
struct ThreadsSwitched {
    Place place;
    bool has_threads = false;
    bool operator==(const ThreadsSwitched&) const = default;
};

/// A thread that we opened is gone with all that was in it.
struct ThreadLost {
    Place place;
    std::string thread;
    bool operator==(const ThreadLost&) const = default;
};

/// A person can be reached again: what was held for them may go out.
struct IdentitySeen {
    std::string id;
    std::string name;
    bool operator==(const IdentitySeen&) const = default;
};

/// A guest's unbroken sight ended: whoever has the name now is somebody else.
struct IdentityLost {
    std::string id;
    bool operator==(const IdentityLost&) const = default;
};

/// The connection to the network came up (after login and joins) or went down.
struct LinkChanged {
    bool is_up = false;
    std::string reason;        ///< for the log and `check`; holds no secret
    Capabilities capabilities; ///< of this connection, when it is up
    /// How long we were away, and of that how long the network no longer has what was said: the
    /// first so many hours. Both zero where nothing is known to be lost.
    std::chrono::minutes away{0};
    std::chrono::minutes lost{0};
    bool operator==(const LinkChanged&) const = default;
};

enum class Delivery {
    sent,        ///< the network confirmed it
    unconfirmed, ///< handed to the network, which gives no proof
    refused,     ///< the network said no; `reason` holds its words. Ends as failed
    absent,      ///< the person or room cannot be reached safely now: keep it for them
    returned,    ///< certainly not sent (link lost before the bytes left): try again
    unknown,     ///< the link broke between the bytes and their proof
};

/// What became of one message we were to send.
struct DeliveryReported {
    std::int64_t outbox_id = 0;
    Delivery delivery = Delivery::sent;
    std::string remote_id; ///< the network's id for it, if any
    std::string reason;
    bool operator==(const DeliveryReported&) const = default;
};

using EventBody =
    std::variant<MessageReceived, IdentitySeen, IdentityLost, LinkChanged, DeliveryReported,
                 MessageEdited, MessageRemoved, ReactionAdded, MessageUnreadable, PlaceChanged,
                 ButtonPressed, ThreadsSwitched, ThreadLost>;

/// One thing that happened on a network.
struct Event {
    /// Stable over redelivery and unique within the network, e.g. "m:<msgid>" or "12.345" for
    /// connection epoch 12, line 345. Only `MessageReceived` is checked against earlier keys.
    std::string key;
    Time time;   ///< when it happened, by the network's clock where it has one
    Seed seed{}; ///< filled by the inbox, not by adapters
    EventBody body;

    bool operator==(const Event&) const = default;
};

/// Bytes an adapter wants to find again at its next start. An empty value removes the key.
struct StateChange {
    std::string key;
    std::string value;
    bool operator==(const StateChange&) const = default;
};

/// Events of one network that are committed together with the adapter's own state.
struct Batch {
    std::string network;
    std::vector<Event> events;
    std::vector<StateChange> state;
    /// Called once it is committed, on the desk thread; may be empty. A network that is told what
    /// we have must not be told before.
    std::function<void()> committed;
};

} // namespace peerdesk::chat
