// SPDX-License-Identifier: MIT
// A transcript as read: the world it plays in and its steps, each with what the bot must say.
#pragma once

#include "adapters/chat/event.hpp"
#include "bot/desk/settings.hpp"
#include "storage/skills.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace peerdesk::transcripts {

using chat::Time;

/// A network of the transcript; the first is the one meant where none is named.
struct Net {
    std::string name;
    chat::Capabilities capabilities;
    bool is_secure = true;
};

/// Somebody on a network: `bo`, `ana@tg`, or the guest `~ana`.
struct Who {
    std::string name;
    std::string network;
    bool is_guest = false;
    auto operator<=>(const Who&) const = default;
};

struct Say {
    Who who;
    std::string room; ///< empty = direct chat
    std::string text; ///< escapes not yet resolved
    std::string language_hint;
    std::string reply_to_text; ///< part of a message of the bot in the same place
    bool is_bot = false;
    bool is_insecure = false;
    bool was_cut = false;
    std::chrono::milliseconds ago{}; ///< how long before it arrives it was written
    std::string thread_text;         ///< part of the message whose thread it stands in
    std::vector<chat::Attachment> attachments;
    std::string album;
};

/// What somebody does to a message: edits or removes their own, or sets a sign on one.
struct Touch {
    enum class Kind { edits, removes, reacts, presses };
    Kind kind = Kind::edits;
    Who who;
    std::string room;   ///< empty = direct chat
    std::string target; ///< part of the message's text
    std::string text;   ///< the new text, the sign, or the action of the button
};

/// Somebody writes what cannot be read.
struct Unreadable {
    Who who;
};

/// What becomes of threads that are opened by acts of their own.
struct ThreadChange {
    enum class Kind { on, off, lost };
    Kind kind = Kind::on;
    chat::Place place;
    std::string title; ///< of the lost one
};

struct RoomChange {
    chat::Place place; ///< of a direct place the id is still to be filled from `who`
    Who who;
    chat::PlaceState state = chat::PlaceState::open;
    std::string reason;
};

struct Advance {
    std::chrono::milliseconds by{};
};
struct MoveTo {
    Time to;
};
struct Link {
    std::string network;
    bool is_up = false;
    std::chrono::milliseconds away{};
    std::chrono::milliseconds lost{};
};
enum class Sight { leaves, appears, is_away };
struct Seen {
    Who who;
    Sight sight = Sight::leaves;
};
struct Becomes {
    Who who;
    Who now;
};

/// What the network will say of the next message to this place.
enum class Fate { absent, refused, returned, unknown, unconfirmed, no_report };
struct NextTo {
    chat::Place place; ///< of a direct place the id is still to be filled from `who`
    Who who;
    Fate fate = Fate::refused;
    std::string reason;
};

struct Restart {
    bool is_clean = true;
};
struct Count {
    std::string kind;
    std::string cause; ///< "person" or "program"; empty = both
    std::int64_t expected = 0;
};

using Action = std::variant<Say, Touch, Unreadable, RoomChange, ThreadChange, Advance, MoveTo, Link,
                            Seen, Becomes, NextTo, Restart, Count>;

struct Step {
    std::size_t line = 0;              ///< of its last action, counted from 0
    std::vector<Action> actions;       ///< more than one: messages in one batch
    std::vector<std::string> expected; ///< "place: text", lines separated by '\n'
};

struct Script {
    std::string title;
    std::vector<Net> nets;
    desk::Settings settings;
    std::vector<storage::TreeSkill> skill_tree;
    Time start;
    std::string why_not_restarted; ///< empty = may be restarted anywhere
    std::string why_not_twice;
    std::vector<Step> steps;
};

} // namespace peerdesk::transcripts
