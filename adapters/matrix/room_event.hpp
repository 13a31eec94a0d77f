// SPDX-License-Identifier: MIT
// What a homeserver tells us, as far as we use it. Plain data; matrix_json.hpp reads it.
#pragma once

#include "adapters/chat/attachment.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peerdesk::matrix {

/// m.room.message and m.sticker; a poll or a place on the map comes as words.
struct Message {
    enum class Kind { text, notice, emote };
    Kind kind = Kind::text;
    std::string body;        ///< clean UTF-8, the quoted fallback of a reply cut
    std::string html;        ///< safe elements only (html.hpp), without <mx-reply>; may be empty
    std::string thread_root; ///< event id; empty: in no thread
    std::string reply_to;    ///< event id of an explicit reply; a thread's fallback is none
    std::vector<std::string> mentions; ///< user ids of m.mentions
    std::vector<chat::Attachment> attachments;
    bool was_cut = false;
    bool operator==(const Message&) const = default;
};

/// m.replace: the message `target` reads like this now.
struct Edit {
    std::string target;
    Message now;
    bool operator==(const Edit&) const = default;
};

struct Reaction {
    std::string target;
    std::string key;
    bool operator==(const Reaction&) const = default;
};

struct Redaction {
    std::string target;
    bool operator==(const Redaction&) const = default;
};

/// m.room.encrypted; the event as it came is `RoomEvent::raw`.
struct Encrypted {
    bool operator==(const Encrypted&) const = default;
};

enum class Membership { invite, join, leave, ban, knock };

struct Member {
    std::string user;
    Membership membership = Membership::leave;
    std::string name; ///< display name; may be empty
    std::string reason;
    bool is_direct = false;
    bool operator==(const Member&) const = default;
};

struct Tombstone {
    std::string replacement; ///< room id
    bool operator==(const Tombstone&) const = default;
};

/// m.room.encryption: from now on, for ever.
struct Encryption {
    bool operator==(const Encryption&) const = default;
};

struct Create {
    std::string version; ///< room version; "1" where none is told
    std::string predecessor;
    std::vector<std::string> additional_creators;
    std::string made_for; ///< org.peerdesk.for: the person a direct chat of ours was opened for
    bool operator==(const Create&) const = default;
};

struct PowerLevels {
    std::map<std::string, std::int64_t> users;
    std::map<std::string, std::int64_t> events;
    std::int64_t users_default = 0;
    std::int64_t events_default = 0;
    std::int64_t state_default = 50;
    bool operator==(const PowerLevels&) const = default;
};

/// Anything else; a kind we do not know or cannot read.
struct OtherEvent {
    bool operator==(const OtherEvent&) const = default;
};

struct RoomEvent {
    std::string id;
    std::string sender;
    std::string type;
    std::int64_t sent_ms = 0; ///< origin_server_ts, the sender's server's clock
    bool is_state = false;
    std::string own_txn; ///< org.peerdesk.txn of the content: one of ours
    std::string raw;     ///< the whole event as JSON, only of `Encrypted`
    std::variant<OtherEvent, Message, Edit, Reaction, Redaction, Encrypted, Member, Tombstone,
                 Encryption, Create, PowerLevels>
        body;
    bool operator==(const RoomEvent&) const = default;
};

struct JoinedRoom {
    std::string id;
    std::optional<std::int64_t> joined_count; ///< of the summary; nothing: unchanged
    std::optional<std::int64_t> invited_count;
    std::vector<RoomEvent> state;    ///< before the timeline
    std::vector<RoomEvent> timeline; ///< oldest first
    bool is_limited = false;         ///< events before the timeline were left out
    std::string prev_batch;          ///< where they end, for /messages
};

struct InvitedRoom {
    std::string id;
    std::vector<RoomEvent> state; ///< stripped
};

struct LeftRoom {
    std::string id;
    std::vector<RoomEvent> timeline;
};

/// Who has which direct rooms, from account data: user id to room ids.
using DirectRooms = std::map<std::string, std::vector<std::string>>;

struct SyncAnswer {
    std::string next_batch;
    std::vector<JoinedRoom> joined;
    std::vector<InvitedRoom> invited;
    std::vector<LeftRoom> left;
    std::optional<DirectRooms> direct; ///< nothing: unchanged
    std::size_t dropped = 0;           ///< things that were no events at all
};

/// One page of /messages.
struct MessagePage {
    std::vector<RoomEvent> events;  ///< in the order asked for
    std::vector<RoomEvent> members; ///< of those who sent them, where the server tells
    std::string end;                ///< empty: no more
    std::size_t dropped = 0;
};

} // namespace peerdesk::matrix
